import { addDays, addMonths, longDay, longMonth, monthOf, type Day } from '../days.js';
import { demoPaper, type DemoPaper } from '../paper/demo.paper.js';
import type { Paper } from '../paper/paper.js';
import { Random } from '../random.js';
import type { TradeCustomer, TradeSite } from '../trade/trade.places.js';
import type { PoolVisit } from './visits.js';
import { PLANT_SERVICE } from './water.data.js';

const LABORATORY = 'Castlemere Water Laboratory';
const MONTHS_KEPT = 6;

/** Monthly laboratory certificates, reports of plant room services, and how each site is worked at; one of these in its third version. */
export function poolPapers(
  customers: readonly TradeCustomer[],
  visits: readonly PoolVisit[],
  today: Day,
): DemoPaper[] {
  const services = visits.filter(
    ({ status, service }) => status === 'completed' && service === PLANT_SERVICE.service,
  );
  return [
    ...customers.flatMap((customer) =>
      customer.sites.flatMap((site) => [
        ...certificates(customer, site, today),
        method(customer, site, today),
      ]),
    ),
    ...services.map(serviceReport),
  ];
}

function certificates(customer: TradeCustomer, site: TradeSite, today: Day): DemoPaper[] {
  const month = `${monthOf(today)}-01`;
  return Array.from({ length: MONTHS_KEPT }, (_, index) => {
    const day = addDays(addMonths(month, -index), -6);
    const reference = `LAB/${day.slice(2, 7).replace('-', '')}/${site.reference.replace('/', '-')}`;
    const body = { type: 'water-test', name: `Water test, ${site.name}, ${longMonth(day)}` };
    return demoPaper(
      customer,
      reference,
      { ...body, site: site.reference, date: day, signed: true },
      waterTest(site, reference, day),
    );
  });
}

function waterTest(site: TradeSite, number: string, day: Day): Paper {
  const random = new Random('laboratory', number);
  return {
    title: 'Certificate of a water test',
    number,
    day,
    under: `${site.name}, sampled ${longDay(addDays(day, -3))}`,
    boxes: [
      {
        heading: 'Found in 100 ml',
        table: {
          columns: [
            { head: 'What', width: 260 },
            { head: 'Found', width: 100, right: true },
            { head: 'Limit', width: 100, right: true },
          ],
          rows: [
            ['Colonies at 37 °C, per ml', String(random.between(0, 9)), '10'],
            ['Coliforms', '0', '0'],
            ['Escherichia coli', '0', '0'],
            ['Pseudomonas aeruginosa', random.chance(0.05) ? '4' : '0', '10'],
          ],
        },
      },
    ],
    signatures: [{ role: `For ${LABORATORY}`, name: 'Dr Ada Whitlock', when: longDay(day) }],
  };
}

function serviceReport(visit: PoolVisit): DemoPaper {
  const { customer, site, reference, day } = visit;
  const number = `SR/${reference.slice(1)}`;
  return demoPaper(
    customer,
    number,
    {
      type: 'service-report',
      name: `Service report, ${site.name}`,
      site: site.reference,
      job: reference,
      date: day,
      signed: true,
    },
    {
      title: 'Plant room service',
      number,
      day,
      under: `${customer.name}, ${site.name}`,
      boxes: [
        {
          heading: 'Done',
          text: 'Pumps, strainers and filters looked at; dosing calibrated; gaskets greased.',
        },
        {
          heading: 'To do',
          text: new Random('to do', number).pick(['Nothing.', 'Replace the pressure gauge of filter 1.']),
        },
      ],
      signatures: [{ role: 'Technician', name: 'Kieran Doyle', when: longDay(day) }],
    },
  );
}

function method(customer: TradeCustomer, site: TradeSite, today: Day): DemoPaper {
  const reference = `RA/${site.reference.replace('/', '-')}`;
  const edition = (number: number, day: Day): Paper => ({
    title: 'Risk assessment and way of working',
    number: `${reference}, version ${number}`,
    day,
    under: `${customer.name}, ${site.name}`,
    boxes: [
      {
        heading: 'Chemicals',
        text: 'Stored in the locked store, acids and chlorine apart. Gloves, goggles and apron are worn.',
      },
    ],
  });
  const editions = new Random('editions', reference).chance(0.3) ? [-26, -14] : [];
  const day = addMonths(today, -2);
  return demoPaper(
    customer,
    reference,
    {
      type: 'risk-assessment',
      name: `Risk assessment, ${site.name}`,
      site: site.reference,
      date: day,
      validTo: addMonths(day, 12),
    },
    edition(editions.length + 1, day),
    editions.map((months, index) => edition(index + 1, addMonths(today, months))),
  );
}
