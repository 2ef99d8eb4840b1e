import type { PermissionCatalogue, PermissionDefinition } from '../access/catalogue.js';
import { may, type Viewer } from '../access/viewer.js';
import { portalAccessHref, type TabCustomer } from '../customers/customer-pages.js';
import { INVITE_MANY } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type Action, type PageHead, type PageModel } from '../platform/pages/page.js';
import { packAnswers, type Answers } from '../platform/http/behind.js';
import type { LatestChange } from '../audit/latest-change.queries.js';
import type { Say } from '../settings/portal-settings.words.js';
import { asSwitches, switchWords } from '../settings/switches.js';
import { accountFormHref } from './account-form.view.js';
import { accessNotices, type Notice } from './portal-access.notices.js';
import { personView, type ButtonForm, type PersonView } from './person.view.js';
import { accessAnswers } from './portal-access.js';
import { idleSwitches } from './idle-switches.js';
import type { KeptPortalAccess } from './portal-access.queries.js';
import type { PersonRow } from './portal-users.queries.js';
import type { TypedFault } from './typed-people.js';

interface SwitchView {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly help: Text;
  /** Why a switch that is on shows nothing all the same. */
  readonly idle: Text | null;
  readonly checked: boolean;
  readonly error: Text | null;
  readonly disabled: boolean;
  /** A part stands indented below its section. */
  readonly part: boolean;
}

export interface PortalAccessModel extends PageModel {
  readonly notices: readonly Notice[];
  readonly form: { readonly action: string; readonly id: string; readonly shown: string };
  readonly mayChange: boolean;
  readonly inviteManyHref: string;
  readonly enabled: {
    readonly label: Text;
    readonly help: Text;
    readonly checked: boolean;
    readonly error: Text | null;
    readonly disabled: boolean;
  };
  readonly permissions: readonly SwitchView[];
  /** Folded away: the organisation does not make them available. */
  readonly unavailable: { readonly title: Text; readonly permissions: readonly SwitchView[] } | null;
  readonly typed: {
    readonly value: string;
    readonly send: boolean;
    readonly error: Text | null;
    readonly faults: readonly TypedFault[];
  };
  readonly people: readonly PersonView[];
  readonly peopleTitle: Text;
  /** *+ Customer Account*: a form of its own that mails nobody. */
  readonly account: Action | null;
  /** Invites everybody whom nobody has invited yet. */
  readonly waiting: ButtonForm | null;
}

/** What the tab is made of. */
export interface PortalAccessInput {
  readonly customer: TabCustomer;
  readonly head: PageHead;
  readonly viewer: Viewer;
  readonly catalogue: PermissionCatalogue;
  readonly kept: KeptPortalAccess;
  readonly people: readonly PersonRow[];
  readonly now: Date;
  readonly write: Say;
  /** Of a form that is new, or is shown again. */
  readonly formId: string;
  /** The form that was just saved. */
  readonly added?: string;
  /** One of those who were just invited together. */
  readonly invited?: string;
  /** What a form that is shown again was filled in with. */
  readonly again?: {
    readonly answers: Answers;
    readonly shown: string;
    readonly people: string;
    readonly send: boolean;
    readonly errors: Readonly<Record<string, Text>>;
    readonly faults?: readonly TypedFault[];
    readonly status: 200 | 409 | 422;
    /** Whose change the form met. */
    readonly by?: LatestChange;
  };
}

/** The tab *Portal Access* of a customer. */
export function portalAccessPage(input: PortalAccessInput): Page<PortalAccessModel> {
  const { customer, kept, viewer, again, people, now } = input;
  const errors = again?.errors ?? {};
  const standing = accessAnswers(kept.access);
  const answers = again?.answers ?? standing;
  const mayChange = may(viewer, 'access.write');
  const idle = idleSwitches(input);
  const shown = asSwitches(answers, input.catalogue);
  const switches = input.catalogue.all.map((definition) => ({
    ...switchView(definition, shown, errors, mayChange),
    idle: idle.get(definition.key) ?? null,
  }));
  const [available, others] = [true, false].map((is) =>
    switches.filter(({ value }) => kept.available.has(value) === is),
  ) as [SwitchView[], SwitchView[]];
  const backHref = may(viewer, 'portal.view-as') ? portalAccessHref(customer) : undefined;
  const model: PortalAccessModel = {
    head: input.head,
    errors,
    notices: accessNotices(input),
    form: {
      action: portalAccessHref(customer),
      id: input.formId,
      shown: again?.shown ?? packAnswers(standing),
    },
    mayChange,
    inviteManyHref: `${INVITE_MANY}?${new URLSearchParams({ customer: customer.reference })}`,
    enabled: {
      label: say('portal-users.access.enabled'),
      help: say('portal-users.access.enabledHelp', { name: customer.name }),
      checked: answers['enabled'] === true,
      error: errors['enabled'] ?? null,
      disabled: !mayChange,
    },
    permissions: available,
    unavailable:
      others.length > 0
        ? { title: say('portal-users.access.unavailable', { count: others.length }), permissions: others }
        : null,
    typed: {
      value: again?.people ?? '',
      send: again?.send ?? true,
      error: errors['people'] ?? null,
      faults: again?.faults ?? [],
    },
    people: people.map((row) => personView(row, mayChange, now, backHref)),
    peopleTitle: say('portal-users.people.title', { count: people.length }),
    account: mayChange
      ? {
          label: say('portal-users.account.add'),
          href: `${accountFormHref(customer)}/new`,
          icon: 'plus',
          kind: 'secondary',
        }
      : null,
    waiting: mayChange ? waiting(customer, people) : null,
  };
  return new Page('portal-users/portal-access', model, { status: again?.status ?? 200 });
}

function switchView(
  definition: PermissionDefinition,
  answers: Answers,
  errors: Readonly<Record<string, Text>>,
  mayChange: boolean,
): Omit<SwitchView, 'idle'> {
  const { key } = definition;
  const { name, help } = switchWords(definition);
  const id = `sections.${key}`;
  return {
    id,
    name: 'sections',
    value: key,
    label: name,
    help,
    checked: answers[id] === true,
    error: errors[id] ?? null,
    disabled: !mayChange,
    part: key.includes('.'),
  };
}

function waiting(customer: TabCustomer, people: readonly PersonRow[]): ButtonForm | null {
  const count = people.filter(({ active, invitationId }) => !active && !invitationId).length;
  if (count < 2) return null;
  return {
    action: `${portalAccessHref(customer)}/invitations`,
    hidden: [],
    button: { label: say('portal-users.people.sendWaiting', { count }), icon: 'mail', kind: 'secondary' },
  };
}
