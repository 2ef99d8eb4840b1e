import { addDays, daysBetween, type Day } from '../days.js';
import { Random } from '../random.js';
import { CONTACTS, firstNameOf } from '../towns.js';
import type { DemoCustomer, DemoSite } from './places.js';

const ROLES = ['Facilities manager', 'Accounts payable', 'Health and safety', 'Operations'];
/** Containers, and how many days one stands at most before it is exchanged. */
const CONTAINERS = [
  ['1100 l bin', 700],
  ['660 l bin', 700],
  ['240 l bin', 500],
  ['8 yd skip', 21],
  ['35 yd open top', 40],
  ['Portable compactor', 300],
] as const;

const emailOf = (name: string, { domain }: DemoCustomer): string => `${firstNameOf(name)}@${domain}.example`;

/** Whom else somebody may ring at a customer: one to three people. */
export function contactsOf(customer: DemoCustomer): object[] {
  const random = new Random('contacts', customer.reference);
  return ROLES.slice(0, random.between(1, 3)).map((role, index) => {
    const name = random.pick(CONTACTS);
    // Numbers that Ofcom keeps free for plays.
    const phone = `01632 960 ${random.between(600, 699) + index * 100}`;
    return { name, role, phone, email: emailOf(name, customer) };
  });
}

/** Where its invoices go, and where it trades when that is elsewhere. */
export function addressesOf({ sites }: DemoCustomer): object[] {
  const [head, second] = sites;
  if (!head) return [];
  return [
    { kind: 'invoicing', name: 'Accounts payable', address: head.address, postcode: head.postcode },
    ...(second
      ? [{ kind: 'trading', name: second.name, address: second.address, postcode: second.postcode }]
      : []),
  ];
}

/** Somebody who has the key, at every third site. */
export function sitePeople(customer: DemoCustomer, site: DemoSite): object[] {
  const random = new Random('key', site.reference);
  if (!random.chance(0.35)) return [];
  const name = random.pick(CONTACTS);
  return [{ name, role: 'Key holder', phone: site.phone, email: emailOf(name, customer) }];
}

/** What stands on a site that is served, and since when. */
export function containersOn({ trade }: DemoCustomer, site: DemoSite, today: Day): object[] {
  if (site.status === 'archived') return [];
  const random = new Random('containers', trade, site.reference);
  const served = Math.max(1, daysBetween(site.from, today));
  return Array.from({ length: random.between(1, 3) }, () => {
    const [type, most] = random.pick(CONTAINERS);
    return {
      type,
      count: random.between(1, 4),
      since: addDays(today, -random.between(0, Math.min(most, served))),
    };
  });
}
