import type { PermissionDefinition } from '../access/catalogue.js';
import { decidePortalAccess } from '../access/decision.js';
import type { CustomerFacts, PortalFacts } from '../access/facts.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel, type Tone } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { inOrder } from '../settings/portal-settings.view.js';
import {
  closedDoors,
  personName,
  reasonOf,
  withDoorsOpen,
  type Explained,
  type Reason,
} from './why.sentences.js';

interface Status {
  readonly words: Text;
  readonly tone: Tone;
}

/** One permission, customer by customer where there are several. */
export interface WhyRow {
  /** Other rows lead here by it. */
  readonly id: string;
  readonly name: Text;
  readonly part: boolean;
  readonly status: Status;
  readonly lines: readonly (Reason & { readonly customer: Text | null; readonly status: Status })[];
}

export interface WhyModel extends PageModel {
  /** What keeps the person out altogether. */
  readonly doors: readonly Reason[];
  readonly title: Text;
  readonly rows: readonly WhyRow[];
  readonly sites: readonly (Reason & { readonly names: readonly Text[] })[];
  readonly session: Text;
  readonly lastSignedInAt: Date | null;
}

/** A site that a person was given by name. */
export interface NamedSite {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

export interface WhyInput extends Explained {
  /** Those that were given one by one and still stand. */
  readonly sites: readonly NamedSite[];
  readonly signedIn: boolean;
}

/** For every permission whether the person has it, the rule that decided, and where that is set. */
export function whyPage(input: WhyInput): Page<WhyModel> {
  const { row, facts } = input;
  const doors = closedDoors(input);
  const open = doors.length === 0;
  const looked = open ? facts : withDoorsOpen(facts);
  const rows = inOrder(facts.catalogue).map((definition) => whyRow(definition, looked, open, input));
  const count = rows.filter(({ lines }) => lines.some(({ status }) => status.tone !== 'neutral')).length;
  const values = { person: personName(row), count, all: rows.length };
  const model: WhyModel = {
    head: {
      title: say('why.title', { person: personName(row) }),
      purpose: say('why.purpose', { customer: row.customer }),
      back: { label: verbatim(personName(row)), href: portalUserHref(row.id) },
      status: open
        ? { words: say('why.status.open'), tone: 'good' }
        : { words: say('why.status.closed'), tone: 'attention' },
    },
    doors,
    title: say(open ? 'why.sees' : 'why.wouldSee', values),
    rows,
    sites: facts.customers.map((customer) => sitesOf(customer, input)),
    session: say(`why.session.${input.signedIn ? 'now' : row.lastSignedInAt ? 'not' : 'never'}`, values),
    lastSignedInAt: row.lastSignedInAt,
  };
  return new Page('portal-users/why', model);
}

function whyRow(
  { key, words }: PermissionDefinition,
  looked: PortalFacts,
  open: boolean,
  input: WhyInput,
): WhyRow {
  const decision = decidePortalAccess(key, looked);
  const explained = { ...input, facts: looked };
  const lines = decision.customers.map((one, index) => {
    const customer = looked.customers[index] as CustomerFacts;
    return {
      customer: looked.customers.length > 1 ? verbatim(customer.name) : null,
      status: statusOf(one.allowed, open),
      ...reasonOf(key, one, customer, explained),
    };
  });
  return {
    id: key,
    name: say(`${words}.name`),
    part: key.includes('.'),
    status: statusOf(decision.allowed, open),
    lines,
  };
}

/** What nobody lets in would be allowed is allowed, only not yet. */
function statusOf(allowed: boolean, open: boolean): Status {
  if (!allowed) return { words: say('why.status.no'), tone: 'neutral' };
  return open
    ? { words: say('why.status.yes'), tone: 'good' }
    : { words: say('why.status.notYet'), tone: 'attention' };
}

function sitesOf(customer: CustomerFacts, { row, sites }: WhyInput): WhyModel['sites'][number] {
  const names = sites
    .filter(({ id }) => customer.sites !== 'all' && customer.sites.includes(id))
    .map(({ reference, name }) => say('why.sites.site', { reference, name }));
  const which = customer.sites === 'all' ? 'all' : names.length > 0 ? 'some' : 'none';
  const values = { customer: customer.name, person: personName(row), count: names.length };
  const place = { label: say('why.sites.change'), href: `${portalUserHref(row.id)}#sites` };
  return { because: say(`why.sites.${which}`, values), names, place };
}
