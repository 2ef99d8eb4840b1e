import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from './catalogue.js';
import { decideEntry, decidePortalAccess } from './decision.js';
import type { CustomerFacts, PortalFacts } from './facts.js';

const catalogue = new PermissionCatalogue([
  { key: 'money', words: 'money' },
  { key: 'jobs', words: 'jobs' },
  { key: 'invoices', words: 'invoices', needs: ['money'] },
]);
const KEYS = catalogue.all.map(({ key }) => key);
const SUBSETS = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => new Set(KEYS.filter((_, at) => bits & (1 << at))));

/** Every way in which a customer may be set, with some or all of its sites. */
const CUSTOMERS: readonly CustomerFacts[] = [true, false].flatMap((portalEnabled) =>
  SUBSETS.map((on, index) => ({
    id: `${portalEnabled}${index}`,
    reference: `${index}`,
    name: `${index}`,
    portalEnabled,
    on,
    sites: index % 2 === 0 ? ('all' as const) : [`site ${index}`],
  })),
);

const facts = (available: ReadonlySet<string>, withheld: ReadonlySet<string>): PortalFacts => ({
  catalogue,
  portalEnabled: true,
  available,
  login: { active: true, inCustomerRoleGroup: true },
  access: { id: 'priya', withheld, ticks: new Set() },
  customers: [],
});

describe('several customers', () => {
  it('are decided each as if it were alone: none opens anything of another', () => {
    for (const available of SUBSETS)
      for (const withheld of SUBSETS)
        for (const key of KEYS) {
          const of = facts(available, withheld);
          const together = decidePortalAccess(key, { ...of, customers: CUSTOMERS });
          const alone = CUSTOMERS.map((one) => decidePortalAccess(key, { ...of, customers: [one] }));
          expect(together.customers).toEqual(alone.flatMap(({ customers }) => customers));
          expect(together.scope).toEqual(alone.flatMap(({ scope }) => scope));
          expect(together.allowed).toBe(alone.some(({ allowed }) => allowed));
        }
  });

  it('open the door when one of them is on', () => {
    const of = facts(new Set(KEYS), new Set());
    for (const one of CUSTOMERS)
      for (const other of CUSTOMERS)
        expect(decideEntry({ ...of, customers: [one, other] }) === undefined).toBe(
          one.portalEnabled || other.portalEnabled,
        );
  });
});
