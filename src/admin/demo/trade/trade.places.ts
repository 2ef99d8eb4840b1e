import type { RecordLine } from '../../../sections/records/record.lines.js';
import type { Payer } from '../bills.js';
import type { DemoStaff } from '../demo.js';
import { Random } from '../random.js';
import { CONTACTS, firstNameOf, landline, postcodeIn } from '../towns.js';

/** A customer of a trade's demonstration as it is written down; like everything here it does not exist. */
export interface TradeCustomerData {
  readonly name: string;
  readonly domain: string;
  readonly contact: string;
  readonly payer: Payer;
  readonly currency?: string;
  /** `name | street | town`, and behind it what the trade keeps of a site. */
  readonly sites: readonly string[];
}

export interface TradeCustomer extends Omit<TradeCustomerData, 'sites' | 'currency'> {
  readonly reference: string;
  readonly phone: string;
  readonly currency: string;
  readonly sites: readonly TradeSite[];
}

export interface TradeSite {
  readonly reference: string;
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
  readonly contact: string;
  readonly phone: string;
  /** What stands behind its town. */
  readonly kind: string;
}

export const tradeCustomers = (prefix: string, all: readonly TradeCustomerData[]): TradeCustomer[] =>
  all.map((data, index) => {
    const reference = `${prefix}${101 + index}`;
    return {
      ...data,
      reference,
      phone: landline(400 + index * 10),
      currency: data.currency ?? 'GBP',
      sites: data.sites.map((text, number) => site(reference, text, number, index)),
    };
  });

function site(customer: string, text: string, number: number, index: number): TradeSite {
  const [name = '', street = '', town = '', kind = ''] = text.split('|').map((part) => part.trim());
  const reference = `${customer}/${number + 1}`;
  const random = new Random('site', reference);
  return {
    ...{ reference, name, kind },
    address: `${street}, ${town}`,
    postcode: postcodeIn(town, random),
    contact: random.pick(CONTACTS),
    phone: landline(401 + index * 10 + number),
  };
}

/** Customers and their sites as systems write them. @param manager who looks after all of them */
export const placeLines = (
  customers: readonly TradeCustomer[],
  manager: DemoStaff & { readonly phone: string },
  siteBody: (site: TradeSite) => object = () => ({}),
): { readonly customers: readonly RecordLine[]; readonly sites: readonly RecordLine[] } => ({
  customers: customers.map((customer) => ({
    reference: customer.reference,
    body: {
      name: customer.name,
      contactName: customer.contact,
      email: `office@${customer.domain}.example`,
      phone: customer.phone,
      address: customer.sites[0]?.address ?? '',
      postcode: customer.sites[0]?.postcode ?? '',
      accountManager: manager.name,
      accountManagerPhone: manager.phone,
      accountManagerEmail: manager.email,
      contacts: [
        {
          name: contactOf(customer),
          role: 'Accounts payable',
          phone: landline(700),
          email: `accounts@${customer.domain}.example`,
        },
      ],
    },
  })),
  sites: customers.flatMap((customer) =>
    customer.sites.map((one) => ({
      reference: one.reference,
      body: {
        customer: customer.reference,
        name: one.name,
        address: one.address,
        postcode: one.postcode,
        contactName: one.contact,
        contactPhone: one.phone,
        contactEmail: `${firstNameOf(one.contact)}@${customer.domain}.example`,
        ...siteBody(one),
      },
    })),
  ),
});

const contactOf = ({ reference }: TradeCustomer): string => new Random('accounts', reference).pick(CONTACTS);
