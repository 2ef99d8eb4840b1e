import type { Day } from '../days.js';
import type { Demo, DemoRecords } from '../demo.js';
import { payments } from '../payments.js';
import { documentsOf } from '../paper/demo.paper.js';
import { invoiceLines } from './invoices.js';
import { jobLine, jobs } from './jobs.js';
import { LETTERHEAD, ORGANISATION } from './letterhead.js';
import { papers } from './papers.js';
import { photos } from './photos.js';
import { customerLine, places, siteLines } from './places.js';
import { sales } from './sales.js';
import { wasteBusiness, wasteLicences } from './standing.js';
import { visits } from './visits.js';

/** A waste operator: 30 customers, 90 sites, two years of collections and what belongs to them. */
export const wasteDemo: Demo = {
  organisation: ORGANISATION,
  administrator: { email: 'moira@saltfen-waste.example', name: 'Moira Penhallow' },
  clerk: { email: 'callum@saltfen-waste.example', name: 'Callum Reyes' },
  access: [
    { customer: 'SF1001' },
    { customer: 'SF1008' },
    // Switched on, and nobody invited yet.
    { customer: 'SF1015', off: ['money'] },
    { customer: 'SF1022' },
  ],
  accounts: [{ reference: 'FEN', name: 'Fen Facilities', customers: ['SF1001', 'SF1015'] }],
  people: [
    {
      email: 'priya@wenlow-academies.example',
      firstName: 'Priya',
      lastName: 'Raman',
      customer: 'SF1001',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Customer: Wenlow Academies Trust, sees everything' },
    },
    {
      email: 'owen@tidewater-brewing.example',
      firstName: 'Owen',
      lastName: 'Marsh',
      customer: 'SF1008',
      sites: ['SF1008/01'],
      withheld: ['money'],
      invitation: { accepted: true, who: 'Customer: Tidewater Brewing, one site and no prices' },
    },
    {
      email: 'hannah@crumb-and-clover.example',
      firstName: 'Hannah',
      lastName: 'Lindqvist',
      customer: 'SF1022',
      sites: 'all',
      withheld: [],
      invitation: { accepted: false },
    },
    {
      email: 'gwen@fen-facilities.example',
      firstName: 'Gwen',
      lastName: 'Aldous',
      customer: 'FEN',
      further: ['SF1022'],
      sites: 'all',
      withheld: [],
      invitation: {
        accepted: true,
        who: 'Several customers: Fen Facilities, two together and another to change over to',
      },
    },
  ],
  business: wasteBusiness,
  records: wasteRecords,
};

export function wasteRecords(today: Day): DemoRecords {
  const customers = places(today);
  const all = jobs(visits(customers, today), today);
  const invoices = invoiceLines(all, today);
  // One customer's after the other's: the database sums and stores them together.
  const together = [...all].sort((a, b) => (a.customer.reference < b.customer.reference ? -1 : 1));
  return {
    collections: {
      customers: customers.map(customerLine),
      sites: customers.flatMap((customer) => siteLines(customer, today)),
      licences: wasteLicences(today),
      ...sales(customers, today),
      jobs: together.map(jobLine),
      invoices,
      ...payments(customers, invoices, today),
    },
    documents: [...documentsOf(papers(customers, all, today), LETTERHEAD), ...photos(all, today)],
  };
}
