import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from './catalogue.js';
import { decideEntry, decidePortalAccess, RULES, type Rule } from './decision.js';
import type { CustomerFacts, PortalFacts } from './facts.js';

const catalogue = new PermissionCatalogue([
  { key: 'money', words: 'money', walled: true },
  { key: 'jobs', words: 'jobs' },
  { key: 'jobs.readings', words: 'readings', needs: ['jobs'] },
  { key: 'invoices', words: 'invoices', needs: ['money'] },
  { key: 'clock-ins', words: 'clock-ins' },
  { key: 'clock-ins.live', words: 'live', needs: ['clock-ins'], tick: 'showLiveClockIns' },
]);
const ALL = catalogue.all.map(({ key }) => key);
const WALLED = ['money', 'jobs.readings', 'clock-ins.live'];

const acme: CustomerFacts = {
  id: 'acme',
  reference: 'ACME',
  name: 'Acme Ltd',
  portalEnabled: true,
  on: new Set(ALL),
  sites: 'all',
};
const open: PortalFacts = {
  catalogue,
  portalEnabled: true,
  available: new Set(ALL),
  login: { active: true, inCustomerRoleGroup: true },
  access: { id: 'access', withheld: new Set(), ticks: new Set(['showLiveClockIns']) },
  customers: [acme],
};
const without = (key: string) => new Set(ALL.filter((other) => other !== key));
const access = open.access as NonNullable<PortalFacts['access']>;

/** For each rule the facts that break it, and nothing before it, for `clock-ins.live`. */
const BROKEN: Readonly<Record<Rule, PortalFacts>> = {
  portal: { ...open, portalEnabled: false },
  login: { ...open, login: { active: false, inCustomerRoleGroup: true } },
  customer: { ...open, customers: [{ ...acme, portalEnabled: false }] },
  available: { ...open, available: without('clock-ins.live') },
  on: { ...open, customers: [{ ...acme, on: without('clock-ins.live') }] },
  withheld: { ...open, access: { ...access, withheld: new Set(['clock-ins.live']) } },
  tick: { ...open, access: { ...access, ticks: new Set() } },
  parent: { ...open, customers: [{ ...acme, on: without('clock-ins') }] },
};

describe('who may see what', () => {
  it('is everything when nothing is in the way', () => {
    for (const key of ALL) {
      expect(decidePortalAccess(key, open)).toEqual({
        permission: key,
        allowed: true,
        because: 'allowed',
        customers: [{ customerId: 'acme', allowed: true, because: 'allowed' }],
        scope: [{ customerId: 'acme', sites: 'all', accessId: 'access', open: WALLED }],
      });
    }
  });

  it.each(RULES)('names the rule "%s" when it is the one that fails', (rule) => {
    const decision = decidePortalAccess('clock-ins.live', BROKEN[rule]);
    expect(decision).toMatchObject({ allowed: false, because: rule, scope: [] });
  });

  it('names the first rule that fails, whatever fails after it', () => {
    const broken = RULES.map((rule) => BROKEN[rule]);
    for (const [first, rule] of RULES.entries()) {
      const facts = broken.slice(first).reduceRight(merge, open);
      expect(decidePortalAccess('clock-ins.live', facts).because).toBe(rule);
    }
  });

  it('needs a login that holds the access and is in the role group for customers', () => {
    expect(decidePortalAccess('jobs', { ...open, access: undefined }).because).toBe('login');
    const login = { active: true, inCustomerRoleGroup: false };
    expect(decidePortalAccess('jobs', { ...open, login }).because).toBe('login');
    expect(decidePortalAccess('jobs', { ...open, access: undefined, customers: [] }).because).toBe('login');
  });

  it('hides invoices without financial details, and parts without their section', () => {
    expect(decidePortalAccess('invoices', { ...open, available: without('money') }).because).toBe('parent');
    expect(decidePortalAccess('jobs.readings', { ...open, available: without('jobs') }).because).toBe(
      'parent',
    );
  });

  it('does not know a permission that nothing declares', () => {
    expect(decidePortalAccess('secrets', open)).toMatchObject({ allowed: false, because: 'available' });
  });

  it('holds customer by customer: only those that allow it are in the scope, with their own sites', () => {
    const customers: CustomerFacts[] = [
      acme,
      { ...acme, id: 'blake', sites: ['dock'] },
      { ...acme, id: 'cole', on: without('jobs') },
      { ...acme, id: 'dunn', portalEnabled: false },
    ];
    const decision = decidePortalAccess('jobs', { ...open, customers });
    expect(decision.scope).toMatchObject([
      { customerId: 'acme', sites: 'all' },
      { customerId: 'blake', sites: ['dock'] },
    ]);
    expect(decision.customers.map(({ because }) => because)).toEqual([
      'allowed',
      'allowed',
      'on',
      'customer',
    ]);
  });

  it('says with each customer which parts are open there, for the database to hold', () => {
    const customers: CustomerFacts[] = [acme, { ...acme, id: 'blake', on: without('jobs.readings') }];
    const opened = (facts: PortalFacts) => decidePortalAccess('money', facts).scope.map((one) => one.open);
    expect(opened({ ...open, customers })).toEqual([WALLED, ['money', 'clock-ins.live']]);
    expect(opened({ ...open, access: { ...access, ticks: new Set() } })).toEqual([
      ['money', 'jobs.readings'],
    ]);
  });

  it('opens the portal when at least one customer is open, and says what closes it', () => {
    expect(decideEntry(open)).toBeUndefined();
    expect(decideEntry({ ...open, customers: [{ ...acme, portalEnabled: false }, acme] })).toBeUndefined();
    for (const rule of ['portal', 'login', 'customer'] as const) expect(decideEntry(BROKEN[rule])).toBe(rule);
    expect(decideEntry({ ...open, customers: [] })).toBe('customer');
  });
});

describe('each layer only narrows', () => {
  it('never shows more after anything is taken away', () => {
    const random = randomNumbers(20_261_123);
    for (let round = 0; round < 3000; round++) {
      const facts = randomFacts(random);
      const less = narrower(facts, random);
      for (const key of ALL) {
        const before = decidePortalAccess(key, facts).scope.map(({ customerId }) => customerId);
        const after = decidePortalAccess(key, less).scope.map(({ customerId }) => customerId);
        expect(before).toEqual(expect.arrayContaining(after));
      }
    }
  });
});

function merge(facts: PortalFacts, broken: PortalFacts): PortalFacts {
  const both = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) => new Set([...a].filter((key) => b.has(key)));
  const one = facts.customers[0] as CustomerFacts;
  const other = broken.customers[0] as CustomerFacts;
  return {
    ...facts,
    portalEnabled: facts.portalEnabled && broken.portalEnabled,
    available: both(facts.available, broken.available),
    login: broken.login.active ? facts.login : broken.login,
    access: {
      ...access,
      withheld: new Set([...(facts.access?.withheld ?? []), ...(broken.access?.withheld ?? [])]),
      ticks: both(facts.access?.ticks ?? new Set(), broken.access?.ticks ?? new Set()),
    },
    customers: [
      { ...one, portalEnabled: one.portalEnabled && other.portalEnabled, on: both(one.on, other.on) },
    ],
  };
}

type Random = () => number;

function randomFacts(random: Random): PortalFacts {
  const some = (): Set<string> => new Set(ALL.filter(() => random() < 0.7));
  return {
    ...open,
    portalEnabled: random() < 0.9,
    available: some(),
    access: { ...access, withheld: new Set(ALL.filter(() => random() < 0.2)), ticks: new Set() },
    customers: ['acme', 'blake', 'cole'].map((id) => ({
      ...acme,
      id,
      portalEnabled: random() < 0.9,
      on: some(),
    })),
  };
}

/** The same facts with one thing taken away, somewhere. */
function narrower(facts: PortalFacts, random: Random): PortalFacts {
  const gone = ALL[Math.floor(random() * ALL.length)] as string;
  const less = (keys: ReadonlySet<string>) => new Set([...keys].filter((key) => key !== gone));
  const customers = facts.customers.map((customer, index) =>
    index === 0 ? { ...customer, on: less(customer.on) } : customer,
  );
  const ways: PortalFacts[] = [
    { ...facts, portalEnabled: false },
    { ...facts, available: less(facts.available) },
    { ...facts, customers },
    { ...facts, customers: facts.customers.slice(1) },
    {
      ...facts,
      access: { ...access, withheld: new Set([...(facts.access?.withheld ?? []), gone]), ticks: new Set() },
    },
    { ...facts, login: { active: false, inCustomerRoleGroup: true } },
  ];
  return ways[Math.floor(random() * ways.length)] as PortalFacts;
}

/** The same numbers on every run. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
