import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, type Day } from '../days.js';
import { demoPaper, type DemoPaper } from '../paper/demo.paper.js';
import type { Paper } from '../paper/paper.js';
import type { TradeCustomer, TradeSite } from '../trade/trade.places.js';

/** Assignment instructions of each site, in their second edition, and the letter of the insurer to each customer. */
export const guardingPapers = (customers: readonly TradeCustomer[], today: Day): DemoPaper[] =>
  customers.flatMap((customer) => [
    ...customer.sites.map((site) => instructions(customer, site, today)),
    insurance(customer, today),
  ]);

function instructions(customer: TradeCustomer, site: TradeSite, today: Day): DemoPaper {
  const reference = `AI/${site.reference.replace('/', '-')}`;
  const edition = (number: number, day: Day): Paper => ({
    title: 'Assignment instructions',
    number: `${reference}, edition ${number}`,
    day,
    under: `${customer.name}, ${site.name}`,
    boxes: [
      {
        heading: 'At the start',
        text: 'Take over the log, keys and radio. Walk the building once before the first hour is over.',
      },
      {
        heading: 'Whom to ring',
        facts: [
          ['Key holder', site.contact],
          ['Telephone', site.phone],
        ],
      },
    ],
  });
  const day = addMonths(today, -3);
  return demoPaper(
    customer,
    reference,
    {
      type: 'assignment-instructions',
      name: `Assignment instructions, ${site.name}`,
      site: site.reference,
      date: day,
    },
    edition(2, day),
    [edition(1, addMonths(today, -15))],
  );
}

function insurance(customer: TradeCustomer, today: Day): DemoPaper {
  const reference = `INS/${customer.reference}`;
  const day = addMonths(today, -5);
  return demoPaper(
    customer,
    reference,
    {
      type: 'insurance',
      name: 'Public liability, letter of cover',
      date: day,
      validTo: addMonths(day, 12),
      signed: true,
    },
    {
      title: 'Letter of cover',
      number: reference,
      day,
      under: customer.name,
      boxes: [
        {
          heading: 'Cover',
          facts: [
            ['Public liability', '£5,000,000'],
            ['Insurer', 'Marram Mutual'],
            ['Policy', 'PL/88213'],
          ],
        },
      ],
    },
  );
}

/** Master licences of those who stand at the gates: one ends soon, one has lapsed. */
export const masterLicences = (own: string, today: Day): RecordLine[] =>
  (
    [
      ['ML-01', own, '410 004 170', 300],
      ['ML-02', 'Nightjar Patrols Ltd', '410 005 221', 27],
      ['ML-03', 'Linnet Event Stewards', '410 006 384', 512],
      ['ML-04', 'Old Wharf Guarding', '410 003 117', -12],
    ] as const
  ).map(([reference, holder, number, days]) => ({
    reference,
    body: {
      holder,
      kind: 'subcontractor-licence',
      number,
      validFrom: addDays(today, days - 730),
      validTo: addDays(today, days),
    },
  }));
