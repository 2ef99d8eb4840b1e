import { billLine } from '../bills.js';
import type { Day } from '../days.js';
import type { Demo, DemoRecords } from '../demo.js';
import { documentsOf } from '../paper/demo.paper.js';
import { payments } from '../payments.js';
import { monthlyBills } from '../trade/trade.bills.js';
import { tradeOffice } from '../trade/trade.office.js';
import { offers } from '../trade/trade.offers.js';
import { placeLines, tradeCustomers } from '../trade/trade.places.js';
import { POOL_CUSTOMERS } from './pool.customers.data.js';
import { poolPapers } from './pool.papers.js';
import { poolVisits, visitLine } from './visits.js';
import { PLANT_SERVICE, WATERS } from './water.data.js';

const OFFICE = tradeOffice({
  name: 'Lido Lane Pools Ltd',
  portalName: 'Lido Lane',
  domain: 'lido-lane',
  colour: '#0b6b74',
  address: '2 Weir Lane, Holtham',
  postcode: 'NR44 2LD',
  administrator: 'Alex Burnham',
  clerk: 'Jo Sandringham',
  cover: 'Water treatment',
});

/** Fourteen customers of a business that looks after pools: a year of visits with readings, and the papers of each. */
export const poolDemo: Demo = {
  ...OFFICE,
  tables: { customerFlags: [], fileTypes: ['Water test', 'Service report', 'Risk assessment'] },
  access: [
    { customer: 'LL101' },
    { customer: 'LL102' },
    { customer: 'LL103', off: ['jobs.chemicals'] },
    { customer: 'LL108' },
  ],
  accounts: [{ reference: 'WATERSIDE', name: 'Waterside Leisure Group', customers: ['LL101', 'LL108'] }],
  people: [
    {
      email: 'fay@wenlow-leisure.example',
      firstName: 'Fay',
      lastName: 'Ostler',
      customer: 'LL101',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Customer: Wenlow Leisure Centre, sees everything' },
    },
    {
      email: 'rob@dunes-holiday.example',
      firstName: 'Rob',
      lastName: 'Teale',
      customer: 'LL102',
      sites: ['LL102/1'],
      withheld: ['money'],
      invitation: { accepted: true, who: 'Customer: Dunes Holiday Park, one pool and no prices' },
    },
    {
      email: 'ines@castlemere-health.example',
      firstName: 'Ines',
      lastName: 'Prado',
      customer: 'LL103',
      sites: 'all',
      withheld: [],
      invitation: { accepted: false },
    },
    {
      email: 'noor@waterside-leisure.example',
      firstName: 'Noor',
      lastName: 'Jamal',
      customer: 'WATERSIDE',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Several customers: Waterside Leisure Group, two together' },
    },
  ],
  records: poolRecords,
};

const SERVICES = [
  ...Object.values(WATERS).map(({ service, pence }) => ({ name: service, unit: 'visit', price: pence })),
  { name: PLANT_SERVICE.service, unit: 'visit', price: PLANT_SERVICE.pence },
];

export function poolRecords(today: Day): DemoRecords {
  const customers = tradeCustomers('LL', POOL_CUSTOMERS);
  const visits = poolVisits(customers, today);
  const charges = visits
    .filter(({ status }) => status === 'completed')
    .map(({ customer, day, site, service, pence }) => ({
      ...{ customer, day },
      line: billLine(`${service}, ${site.name}`, 1000, 'visit', pence),
    }));
  const invoices = monthlyBills(charges, { first: 3101 }, today);
  return {
    collections: {
      ...placeLines(customers, OFFICE.clerk),
      ...offers(
        customers,
        {
          agreement: 'Water treatment and plant service',
          quote: 'Deep clean of the filters',
          services: SERVICES,
        },
        today,
      ),
      jobs: visits.map(visitLine),
      invoices,
      ...payments(customers, invoices, today),
    },
    documents: documentsOf(poolPapers(customers, visits, today), OFFICE.letterhead),
  };
}
