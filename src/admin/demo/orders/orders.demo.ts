import type { Day } from '../days.js';
import type { Demo, DemoRecords } from '../demo.js';
import { documentsOf } from '../paper/demo.paper.js';
import { payments } from '../payments.js';
import { monthlyBills } from '../trade/trade.bills.js';
import { tradeOffice } from '../trade/trade.office.js';
import { offers } from '../trade/trade.offers.js';
import { placeLines, tradeCustomers } from '../trade/trade.places.js';
import { orderFiles } from './order.files.js';
import { orderCharges, orderLine, orders } from './orders.js';
import { ORDERING_CUSTOMERS } from './orders.customers.data.js';
import { CUSTOMER_FLAGS, TEXTS } from './work.data.js';

const OFFICE = tradeOffice({
  name: 'Meridian & Lowe Translations Ltd',
  portalName: 'Meridian & Lowe',
  domain: 'meridian-lowe',
  colour: '#7a2e5d',
  address: '8 Cathedral Close, Withamstow',
  postcode: 'PE45 3ML',
  administrator: 'Beatrix Lowe',
  clerk: 'Tobias Quill',
  cover: 'Professional indemnity',
});

/** Thirteen customers of a translation agency, one of them billed in euros: a year of orders with their files. */
export const ordersDemo: Demo = {
  ...OFFICE,
  tables: { customerFlags: CUSTOMER_FLAGS, fileTypes: ['Source text', 'Translation'] },
  access: [
    { customer: 'ML101' },
    { customer: 'ML102', off: ['orders.flags'] },
    { customer: 'ML104' },
    { customer: 'ML107' },
  ],
  accounts: [{ reference: 'GROUP', name: 'Ashbolt Group', customers: ['ML101', 'ML107'] }],
  people: [
    {
      email: 'derek@ashbolt-engineering.example',
      firstName: 'Derek',
      lastName: 'Ashbolt',
      customer: 'ML101',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Customer: Ashbolt Engineering, sees everything' },
    },
    {
      email: 'odile@atelier-lumen.example',
      firstName: 'Odile',
      lastName: 'Vermeer',
      customer: 'ML104',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Customer: Atelier Lumen, billed in euros' },
    },
    {
      email: 'ruth@northmere-health.example',
      firstName: 'Ruth',
      lastName: 'Abernethy',
      customer: 'ML102',
      sites: 'all',
      withheld: ['money'],
      invitation: { accepted: false },
    },
    {
      email: 'philippa@ashbolt-group.example',
      firstName: 'Philippa',
      lastName: 'Grange',
      customer: 'GROUP',
      sites: 'all',
      withheld: [],
      invitation: { accepted: true, who: 'Several customers: Ashbolt Group, two together' },
    },
  ],
  records: ordersRecords,
};

export function ordersRecords(today: Day): DemoRecords {
  const customers = tradeCustomers('ML', ORDERING_CUSTOMERS);
  const all = orders(customers, today);
  const invoices = monthlyBills(orderCharges(all), { first: 8101 }, today);
  const services = TEXTS.map(([text, , price]) => ({
    name: `${text}, 1,000 words`,
    unit: '',
    price: price * 1000,
  }));
  return {
    collections: {
      ...placeLines(customers, OFFICE.clerk),
      ...offers(
        customers,
        { agreement: 'Translation on call', quote: 'Translation of a series', services },
        today,
      ),
      orders: all.map(orderLine),
      invoices,
      ...payments(customers, invoices, today),
    },
    documents: documentsOf(orderFiles(all, today), OFFICE.letterhead),
  };
}
