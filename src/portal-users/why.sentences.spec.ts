import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { decideEntry, decidePortalAccess, RULES, type Rule } from '../access/decision.js';
import type { CustomerFacts, PortalFacts } from '../access/facts.js';
import type { PersonRow } from './portal-users.queries.js';
import { closedDoors, reasonOf, standing, withDoorsOpen, type Explained } from './why.sentences.js';
import { whyPage } from './why.view.js';

const catalogue = new PermissionCatalogue([
  { key: 'jobs', words: 'jobs' },
  { key: 'clock-ins', words: 'clock-ins' },
  { key: 'clock-ins.live', words: 'live', needs: ['clock-ins'], tick: 'showLiveClockIns' },
]);
const ALL = catalogue.all.map(({ key }) => key);
const without = (key: string) => new Set(ALL.filter((other) => other !== key));

const acme: CustomerFacts = {
  id: 'acme',
  reference: 'ACME',
  name: 'Acme Ltd',
  portalEnabled: true,
  on: new Set(ALL),
  sites: 'all',
};
const access = { id: 'priya', withheld: new Set<string>(), ticks: new Set(['showLiveClockIns'] as const) };
const open: PortalFacts = {
  catalogue,
  portalEnabled: true,
  available: new Set(ALL),
  login: { active: true, inCustomerRoleGroup: true },
  access,
  customers: [acme],
};
const row = {
  id: 'priya',
  loginId: 'priyas-login',
  name: 'Priya Shah',
  email: 'priya@acme.test',
  customer: 'Acme Ltd',
  active: true,
  invitationId: 'i',
  acceptedAt: new Date(0),
  revokedAt: null,
  expiresAt: new Date(0),
  mailState: 'sent',
  lastSignedInAt: null,
} as PersonRow;
const write = (text: unknown) => (typeof text === 'string' ? text : JSON.stringify(text));
const explained = (facts: PortalFacts, more: Partial<PersonRow> = {}): Explained => ({
  row: { ...row, ...more },
  facts,
  organisation: 'Saltfen',
  now: new Date('2026-03-04T12:00:00Z'),
  write,
  maySettings: true,
  mayLogins: true,
});
const page = (of: Explained) => whyPage({ ...of, sites: [], signedIn: false }).model;

/** For each rule the facts that break it for `clock-ins.live`, what the page says, and where it leads. */
const TOLD: Readonly<Record<Rule, readonly [PortalFacts, string, string]>> = {
  portal: [{ ...open, portalEnabled: false }, 'why.closed.portal', '/admin/settings/customer-portal#enabled'],
  login: [
    { ...open, login: { active: false, inCustomerRoleGroup: true } },
    'why.closed.disabled',
    '/admin/logins/priyas-login',
  ],
  customer: [
    { ...open, customers: [{ ...acme, portalEnabled: false }] },
    'why.closed.customer',
    '/admin/customers/acme/portal-access#enabled',
  ],
  available: [
    { ...open, available: without('clock-ins.live') },
    'why.because.available',
    '/admin/settings/customer-portal#available.clock-ins.live',
  ],
  on: [
    { ...open, customers: [{ ...acme, on: without('clock-ins.live') }] },
    'why.because.on',
    '/admin/customers/acme/portal-access#sections.clock-ins.live',
  ],
  withheld: [
    { ...open, access: { ...access, withheld: new Set(['clock-ins.live']) } },
    'why.because.hidden',
    '/admin/portal-users/priya#sections.clock-ins.live',
  ],
  tick: [
    { ...open, access: { ...access, ticks: new Set() } },
    'why.because.tick',
    '/admin/portal-users/priya#showLiveClockIns',
  ],
  parent: [
    { ...open, customers: [{ ...acme, on: without('clock-ins') }] },
    'why.because.needs',
    '#clock-ins',
  ],
};

describe('why somebody sees something or not', () => {
  it.each(RULES)('names the rule "%s" and leads to where it is set', (rule) => {
    const [facts, key, href] = TOLD[rule];
    expect(decidePortalAccess('clock-ins.live', facts).because).toBe(rule);
    const { doors, rows } = page(explained(facts));
    const line = rows.find(({ id }) => id === 'clock-ins.live')?.lines[0];
    const told = ['portal', 'login', 'customer'].includes(rule) ? doors[0] : line;
    expect([told?.because.key, told?.place?.href]).toEqual([key, href]);
    expect(rows.map(({ status }) => status.words.key)).toEqual(
      catalogue.all.map(({ key: one }) => statusOf(one, facts)),
    );
  });

  it('says for what is allowed that nothing is in the way', () => {
    const { doors, rows } = page(explained(open));
    expect(doors).toEqual([]);
    expect(rows.map(({ id, status }) => [id, status.words.key])).toEqual(
      ALL.map((key) => [key, 'why.status.yes']),
    );
    expect(rows[0]?.lines[0]).toMatchObject({ because: { key: 'why.because.allowed' }, place: null });
  });

  it('agrees with the decision on whether they can get in, whatever is the matter', () => {
    for (const portalEnabled of [true, false])
      for (const active of [true, false])
        for (const inCustomerRoleGroup of [true, false])
          for (const accepted of [true, false])
            for (const enabled of [[true], [false], [false, true], [false, false]]) {
              const customers = enabled.map((one, id) => ({ ...acme, id: String(id), portalEnabled: one }));
              const facts = { ...open, portalEnabled, login: { active, inCustomerRoleGroup }, customers };
              const of = explained(facts, { active: accepted });
              expect(closedDoors(of).length > 0).toBe(decideEntry(standing(of)) !== undefined);
              expect(decideEntry(withDoorsOpen(facts))).toBeUndefined();
            }
  });

  it('tells all doors that are closed, as opening one alone helps nobody', () => {
    const facts = {
      ...open,
      portalEnabled: false,
      login: { active: false, inCustomerRoleGroup: false },
      customers: [{ ...acme, portalEnabled: false }],
    };
    const of = explained(facts, { active: false, acceptedAt: null, invitationId: null });
    expect(closedDoors(of).map(({ because }) => because.key)).toEqual([
      'why.closed.portal',
      'why.closed.disabled',
      'why.closed.invitation-none',
      'why.closed.roleGroup',
      'why.closed.customer',
    ]);
    expect(page(of).rows.map(({ status }) => status.words.key)).toEqual(ALL.map(() => 'why.status.notYet'));
  });

  it('goes customer by customer where there are several', () => {
    const beta = { ...acme, id: 'beta', name: 'Beta Ltd' };
    const off = { ...acme, portalEnabled: false };
    const { doors, rows } = page(explained({ ...open, customers: [beta, off] }));
    expect(doors).toEqual([]);
    expect(rows[0]?.status.words.key).toBe('why.status.yes');
    expect(rows[0]?.lines.map(({ because, status }) => [because.key, status.words.key])).toEqual([
      ['why.because.allowed', 'why.status.yes'],
      ['why.closed.customer', 'why.status.no'],
    ]);
  });

  it('leads to the settings only those who may open them', () => {
    const [facts] = TOLD.available;
    const of = { ...explained(facts), maySettings: false };
    const [decision] = decidePortalAccess('clock-ins.live', facts).customers;
    expect(reasonOf('clock-ins.live', decision as NonNullable<typeof decision>, acme, of).place).toBeNull();
  });
});

function statusOf(key: string, facts: PortalFacts): string {
  const opened = decidePortalAccess(key, withDoorsOpen(facts)).allowed;
  if (!opened) return 'why.status.no';
  return decideEntry(facts) ? 'why.status.notYet' : 'why.status.yes';
}
