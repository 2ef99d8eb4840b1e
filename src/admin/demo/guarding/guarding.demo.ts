import { billLine } from '../bills.js';
import { addDays, addMonths, daysBetween, type Day } from '../days.js';
import type { Demo, DemoRecords } from '../demo.js';
import { documentsOf } from '../paper/demo.paper.js';
import { payments } from '../payments.js';
import { monthlyBills, type Charge } from '../trade/trade.bills.js';
import { tradeOffice } from '../trade/trade.office.js';
import { placeLines, tradeCustomers, type TradeCustomer } from '../trade/trade.places.js';
import { GUARDED_CUSTOMERS } from './guarding.customers.data.js';
import { guardingPapers, masterLicences } from './guarding.papers.js';
import { checkpointReports, incidents } from './patrols.js';
import { POSTS } from './posts.data.js';
import { clockIns, shifts, timesheets } from './shifts.js';
import { venueCounts } from './venues.js';

const OFFICE = tradeOffice({
  name: 'Harrier Gate Security Ltd',
  portalName: 'Harrier Gate',
  domain: 'harrier-gate',
  colour: '#3b3f8f',
  address: '14 Junction Park, Castlemere',
  postcode: 'CB46 7HG',
  administrator: 'Alex Birchall',
  clerk: 'Jo Merrow',
  cover: 'Professional indemnity',
});
const CUSTOMERS = tradeCustomers('HG', GUARDED_CUSTOMERS);

/** Twelve customers of a security firm: who stood where and when, patrols, incidents and visitors. */
export const guardingDemo: Demo = {
  ...OFFICE,
  tables: { customerFlags: [], fileTypes: ['Assignment instructions'] },
  access: [{ customer: 'HG101' }, { customer: 'HG102' }, { customer: 'HG103' }, { customer: 'HG104' }],
  accounts: [{ reference: 'CITY', name: 'City Centre Partnership', customers: ['HG103', 'HG104'] }],
  people: [
    {
      email: 'magda@drove-road.example',
      firstName: 'Magda',
      lastName: 'Zielinska',
      customer: 'HG101',
      sites: 'all',
      withheld: [],
      showLiveClockIns: true,
      shareAllIncidents: true,
      invitation: { accepted: true, who: 'Customer: Drove Road Distribution, sees everything' },
    },
    {
      email: 'felicity@grand-pavilion.example',
      firstName: 'Felicity',
      lastName: 'Crane',
      customer: 'HG102',
      sites: ['HG102/1'],
      withheld: ['money'],
      invitation: { accepted: true, who: 'Customer: Grand Pavilion Hotels, one venue and no prices' },
    },
    {
      email: 'gillian@butter-market.example',
      firstName: 'Gillian',
      lastName: 'Rusk',
      customer: 'HG104',
      sites: 'all',
      withheld: [],
      invitation: { accepted: false },
    },
    {
      email: 'desmond@city-centre.example',
      firstName: 'Desmond',
      lastName: 'Achebe',
      customer: 'CITY',
      sites: 'all',
      withheld: [],
      showLiveClockIns: true,
      shareAllIncidents: true,
      invitation: { accepted: true, who: 'Several customers: City Centre Partnership, two together' },
    },
  ],
  records: guardingRecords,
  later: (today) => ({ incidents: incidents(CUSTOMERS, today) }),
  // One of the reports at her customer; the others are shared with nobody there.
  shares: [{ incident: 'IR-202', email: 'felicity@grand-pavilion.example' }],
};

export function guardingRecords(today: Day): DemoRecords {
  const all = shifts(CUSTOMERS, today);
  const invoices = monthlyBills(charges(CUSTOMERS, today), { first: 6101 }, today);
  return {
    collections: {
      ...placeLines(CUSTOMERS, OFFICE.clerk, ({ kind }) => ({
        kind: kind === 'patrol' ? 'patrol' : 'static',
      })),
      licences: masterLicences(OFFICE.organisation.name, today),
      invoices,
      ...payments(CUSTOMERS, invoices, today),
      'clock-ins': clockIns(all, today),
      timesheets: timesheets(all, today),
      'checkpoint-reports': checkpointReports(all, today),
      'venue-counts': venueCounts(CUSTOMERS, today),
    },
    documents: documentsOf(guardingPapers(CUSTOMERS, today), OFFICE.letterhead),
  };
}

/** The hours of every post, for each day of a year. */
function charges(customers: readonly TradeCustomer[], today: Day): Charge[] {
  const began = addMonths(today, -12);
  const days = Array.from({ length: daysBetween(began, today) }, (_, index) => addDays(began, index));
  return customers.flatMap((customer) =>
    customer.sites.flatMap((site) =>
      (POSTS[site.kind] ?? []).flatMap(({ role, hours, pence }) =>
        days.map((day) => ({
          ...{ customer, day },
          line: billLine(`${role}, ${site.name}`, hours * 1000, 'h', pence),
        })),
      ),
    ),
  );
}
