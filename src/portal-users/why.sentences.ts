import type { Permission } from '../access/catalogue.js';
import { decideEntry, decidePortalAccess, type CustomerDecision } from '../access/decision.js';
import type { CustomerFacts, PortalFacts } from '../access/facts.js';
import { portalAccessHref } from '../customers/customer-pages.js';
import { loginHref } from '../identity/logins-list.view.js';
import { invitationState } from '../invitations/invitation-state.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { PORTAL_SETTINGS } from '../settings/portal-settings.view.js';
import { listed, permissionName, type Say } from '../settings/portal-settings.words.js';
import { switchName } from '../settings/switches.js';
import type { PersonRow } from './portal-users.queries.js';

/** Why something is so, and where that is set. */
export interface Reason {
  readonly because: Text;
  readonly place: { readonly label: Text; readonly href: string } | null;
}

/** Whom an explanation is about. */
export interface Explained {
  readonly row: PersonRow;
  /** As they stand once the invitation is accepted: the access and its customers are there in any case. */
  readonly facts: PortalFacts;
  readonly organisation: string;
  readonly now: Date;
  readonly write: Say;
  /** Whether the reader may open the settings of the whole portal. */
  readonly maySettings: boolean;
  /** Whether the reader may open logins. */
  readonly mayLogins: boolean;
}

/** The person's name, or the address where nobody has given one. */
export const personName = ({ name, email }: Pick<PersonRow, 'name' | 'email'>): string => name || email;

/** The facts as they stand today: an access that nobody has accepted is none yet. */
export const standing = ({ row, facts }: Pick<Explained, 'row' | 'facts'>): PortalFacts =>
  row.active ? facts : { ...facts, access: undefined, customers: [] };

/** The same facts with every door open: what this person sees once nothing keeps them out of the portal. */
export const withDoorsOpen = (facts: PortalFacts): PortalFacts => ({
  ...facts,
  portalEnabled: true,
  login: { active: true, inCustomerRoleGroup: true },
  customers: facts.customers.map((customer) => ({ ...customer, portalEnabled: true })),
});

/** What keeps the person out of the portal altogether (rules 1 to 3); all of it, as mending one alone opens nothing. */
export function closedDoors(explained: Explained): Reason[] {
  const { row, facts } = explained;
  if (!decideEntry(standing(explained))) return [];
  const login = [
    ...(facts.login.active ? [] : ['disabled']),
    ...(row.active ? [] : [`invitation-${invitationOf(explained)}`]),
    ...(facts.login.inCustomerRoleGroup ? [] : ['roleGroup']),
  ].map((which): Reason => ({
    because: say(`why.closed.${which}`, { person: personName(row) }),
    place: which.startsWith('invitation-') ? personPlace(explained, '') : loginPlace(explained),
  }));
  const customers = facts.customers.every(({ portalEnabled }) => !portalEnabled) ? facts.customers : [];
  return [
    ...(facts.portalEnabled ? [] : [portalOff(explained)]),
    ...login,
    ...customers.map((customer) => customerOff(customer)),
  ];
}

/** How far the invitation is; while no mail server is named, it waits for one. */
function invitationOf({ row, now }: Explained): string {
  const state = invitationState(row, now);
  return state === 'queued' && row.noMailServer ? 'waiting' : state;
}

/** The rule that decided for one customer, in words. Doors that are closed are told of before. */
export function reasonOf(
  permission: Permission,
  { because }: CustomerDecision,
  customer: CustomerFacts,
  explained: Explained,
): Reason {
  const { row, facts, write } = explained;
  const name = permissionName(facts.catalogue, permission, write);
  const values = { name, person: personName(row), customer: customer.name };
  const reason = (rule: string, place: Reason['place'], more: Text['values'] = {}): Reason => ({
    because: say(`why.because.${rule}`, { ...values, ...more }),
    place,
  });
  switch (because) {
    case 'portal':
      return portalOff(explained);
    case 'login':
      return reason('login', null);
    case 'customer':
      return customerOff(customer);
    case 'available':
      return reason('available', settingsPlace(explained, `available.${permission}`), {
        organisation: explained.organisation,
      });
    case 'on':
      return facts.catalogue.find(permission)?.hides
        ? reason('hides', customerPlace(customer, `sections.${permission}`), {
            switch: switchName(facts.catalogue, permission, write),
          })
        : reason('on', customerPlace(customer, `sections.${permission}`));
    case 'withheld':
      return reason('hidden', personPlace(explained, `#sections.${permission}`));
    case 'tick': {
      const tick = facts.catalogue.find(permission)?.tick ?? '';
      const words = write(`portal-users.person.${tick}`);
      return reason('tick', personPlace(explained, `#${tick}`), { tick: words });
    }
    case 'parent': {
      const missing = missingFor(permission, customer, facts);
      const needs = listed(missing.map((key) => permissionName(facts.catalogue, key, write)));
      const label = say('why.place.needs', { needs });
      return reason('needs', { label, href: `#${missing[0]}` }, { needs });
    }
    case 'allowed':
      return reason('allowed', null);
  }
}

/** What a permission needs and does not have for this customer. */
export const missingFor = (
  permission: Permission,
  customer: CustomerFacts,
  facts: PortalFacts,
): Permission[] =>
  (facts.catalogue.find(permission)?.needs ?? []).filter(
    (key) => !decidePortalAccess(key, { ...facts, customers: [customer] }).allowed,
  );

const portalOff = (explained: Explained): Reason => ({
  because: say('why.closed.portal'),
  place: settingsPlace(explained, 'enabled'),
});

const customerOff = (customer: CustomerFacts): Reason => ({
  because: say('why.closed.customer', { customer: customer.name }),
  place: customerPlace(customer, 'enabled'),
});

const settingsPlace = ({ maySettings }: Explained, anchor: string): Reason['place'] =>
  maySettings ? { label: say('why.place.settings'), href: `${PORTAL_SETTINGS}#${anchor}` } : null;

const customerPlace = (customer: CustomerFacts, anchor: string): Reason['place'] => ({
  label: say('why.place.customer', { customer: customer.name }),
  href: `${portalAccessHref(customer)}#${anchor}`,
});

const loginPlace = ({ row, mayLogins }: Explained): Reason['place'] =>
  mayLogins
    ? { label: say('why.place.login', { person: personName(row) }), href: loginHref(row.loginId) }
    : null;

const personPlace = ({ row }: Explained, anchor: string): Reason['place'] => ({
  label: say('why.place.person', { person: personName(row) }),
  href: `${portalUserHref(row.id)}${anchor}`,
});
