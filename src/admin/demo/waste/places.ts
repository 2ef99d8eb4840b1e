import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, type Day } from '../days.js';
import { Random } from '../random.js';
import { addressesOf, contactsOf, containersOn, sitePeople } from './people.js';
import { CONTACTS, firstNameOf, landline, postcodeIn } from '../towns.js';
import { CUSTOMERS, type CustomerData } from './customers.data.js';

/** A customer with its places. */
export interface DemoCustomer extends Omit<CustomerData, 'sites' | 'currency'> {
  readonly reference: string;
  readonly vat: string;
  readonly phone: string;
  /** What it is invoiced in. */
  readonly currency: string;
  readonly sites: readonly DemoSite[];
}

export interface DemoSite {
  readonly reference: string;
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
  readonly status: 'active' | 'on-stop' | 'archived';
  readonly contact: string;
  readonly phone: string;
  /** Its first and last day of service; archived ones ended. */
  readonly from: Day;
  readonly until: Day | null;
}

/** Every customer with its sites, as they are on this day. */
export function places(today: Day): DemoCustomer[] {
  return CUSTOMERS.map((data, index) => {
    const reference = `SF${1001 + index * 7}`;
    const random = new Random('customer', reference);
    return {
      ...data,
      reference,
      currency: data.currency ?? 'GBP',
      vat: `GB ${random.between(900, 999)} ${random.between(1000, 9999)} ${random.between(10, 99)}`,
      phone: landline(300 + index * 10),
      sites: data.sites.map((text, number) => site(reference, text, index * 10 + number + 1, number, today)),
    };
  });
}

function site(customer: string, text: string, line: number, number: number, today: Day): DemoSite {
  const [name = '', street = '', town = '', status = 'active'] = text.split('|').map((part) => part.trim());
  const reference = `${customer}/${String(number + 1).padStart(2, '0')}`;
  const random = new Random('site', reference);
  // Most were there all along; one in six came in the course of the two years.
  const began = addMonths(today, -24);
  const from = number > 0 && random.chance(0.16) ? addDays(began, random.between(60, 420)) : began;
  return {
    reference,
    name,
    address: `${street}, ${town}`,
    postcode: postcodeIn(town, random),
    status: status as DemoSite['status'],
    contact: random.pick(CONTACTS),
    phone: landline(300 + line),
    from,
    until: status === 'archived' ? addDays(today, -random.between(50, 240)) : null,
  };
}

export const customerLine = (customer: DemoCustomer): RecordLine => {
  const [head] = customer.sites as [DemoSite];
  const manager = new Random('manager', customer.reference).pick(['Callum Reyes', 'Moira Penhallow']);
  return {
    reference: customer.reference,
    body: {
      name: customer.name,
      contactName: customer.contact,
      email: `office@${customer.domain}.example`,
      phone: customer.phone,
      address: head.address,
      postcode: head.postcode,
      invoicingAddress: `Accounts, ${head.address}, ${head.postcode}`,
      sicCode: customer.sic,
      vatNumber: customer.vat,
      accountManager: manager,
      accountManagerPhone: manager === 'Callum Reyes' ? '01632 960 202' : '01632 960 201',
      accountManagerEmail: `${firstNameOf(manager)}@saltfen-waste.example`,
      contacts: contactsOf(customer),
      addresses: addressesOf(customer),
    },
  };
};

export const siteLines = (customer: DemoCustomer, today: Day): RecordLine[] =>
  customer.sites.map((one) => ({
    reference: one.reference,
    body: {
      customer: customer.reference,
      name: one.name,
      status: one.status,
      address: one.address,
      postcode: one.postcode,
      accountNumber: one.reference.replace('/', '-'),
      contactName: one.contact,
      contactPhone: one.phone,
      contactEmail: `${firstNameOf(one.contact)}@${customer.domain}.example`,
      sicCode: customer.sic,
      contacts: sitePeople(customer, one),
      containers: containersOn(customer, one, today),
    },
  }));
