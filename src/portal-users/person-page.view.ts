import type { Permission, PermissionCatalogue } from '../access/catalogue.js';
import { may, type Viewer } from '../access/viewer.js';
import { peopleHref } from '../customers/accounts/account-hrefs.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type Action, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { packAnswers, type Answers } from '../platform/http/behind.js';
import { listed, permissionName, type Say } from '../settings/portal-settings.words.js';
import { personAnswers, ticksFor, type PersonQuestions } from './person.forms.js';
import { personView, type PersonView } from './person.view.js';
import type { PersonRow, SiteChoice } from './portal-users.queries.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: Text;
  readonly help: Text | null;
  readonly checked: boolean;
  readonly error: Text | null;
  readonly disabled: boolean;
}

/** The sites of one customer; of a consolidated account each customer may be chosen whole. */
interface SiteGroup {
  readonly title: Text | null;
  readonly whole: Choice | null;
  readonly sites: readonly Choice[];
}

export interface PersonModel extends PageModel {
  readonly behind: boolean;
  readonly form: { readonly action: string; readonly shown: string };
  readonly mayChange: boolean;
  readonly person: PersonView;
  readonly names: readonly {
    readonly name: string;
    readonly label: Text;
    readonly value: string;
    readonly error: Text | null;
  }[];
  readonly every: Choice;
  readonly some: Choice;
  readonly groups: readonly SiteGroup[];
  readonly sitesError: Text | null;
  readonly permissions: readonly Choice[];
  readonly ticks: readonly Choice[];
}

export interface PersonInput {
  readonly row: PersonRow;
  readonly questions: PersonQuestions;
  readonly catalogue: PermissionCatalogue;
  readonly viewer: Viewer;
  readonly write: Say;
  readonly now: Date;
  /** Of a form that is shown again. */
  readonly again?: {
    readonly answers: Answers;
    readonly shown: string;
    readonly errors: Readonly<Record<string, Text>>;
    readonly status: 409 | 422;
  };
}

/** One person's access: who they are, what they see, and how far their invitation is. */
export function personPage({
  row,
  questions,
  catalogue,
  viewer,
  write,
  now,
  again,
}: PersonInput): Page<PersonModel> {
  const standing = personAnswers(row, questions);
  const answers = again?.answers ?? standing;
  const errors = again?.errors ?? {};
  const mayChange = may(viewer, 'access.write');
  const choice = (
    id: string,
    name: string,
    value: string,
    label: Text,
    checked = answers[id] === true,
  ): Choice => ({
    id,
    name,
    value,
    label,
    checked,
    help: null,
    error: errors[id] ?? null,
    disabled: !mayChange,
  });
  const person = personView(
    row,
    mayChange,
    now,
    may(viewer, 'portal.view-as') ? portalUserHref(row.id) : undefined,
  );
  const model: PersonModel = {
    head: head(row, person),
    errors,
    behind: again?.status === 409,
    form: { action: portalUserHref(row.id), shown: again?.shown ?? packAnswers(standing) },
    mayChange,
    person: { ...person, actions: person.actions.filter(({ href }) => href !== person.href) },
    names: (['firstName', 'lastName'] as const).map((name) => ({
      name,
      label: say(`portal-users.fields.${name}`),
      value: String(answers[name]),
      error: errors[name] ?? null,
    })),
    every: choice('everySite', 'everySite', 'every', say('portal-users.person.everySite')),
    some: choice(
      'chosenSites',
      'everySite',
      'chosen',
      say('portal-users.person.chosenSites'),
      answers['everySite'] !== true,
    ),
    groups: siteGroups(questions, choice),
    sitesError: errors['sites'] ?? null,
    permissions: questions.permissions.map((key) => ({
      ...choice(`sections.${key}`, 'sections', key, say(`${catalogue.find(key)?.words ?? key}.name`)),
      help: idle(key, answers, catalogue, write),
    })),
    ticks: ticksFor(row, catalogue, questions).map((tick) => ({
      ...choice(tick, tick, 'on', say(`portal-users.person.${tick}`)),
      help: say(`portal-users.person.${tick}Help`),
    })),
  };
  return new Page('portal-users/person', model, { status: again?.status ?? 200 });
}

/** Why a permission shows this person nothing though it is on: what it needs is off for them, or for the customer. */
function idle(key: Permission, answers: Answers, catalogue: PermissionCatalogue, write: Say): Text | null {
  if (answers[`sections.${key}`] !== true) return null;
  const needs = (catalogue.find(key)?.needs ?? []).filter((need) => answers[`sections.${need}`] !== true);
  const names = needs.map((need) => permissionName(catalogue, need, write));
  return names.length > 0 ? say('why.idle.needs', { needs: listed(names) }) : null;
}

type Choose = (id: string, name: string, value: string, label: Text) => Choice;

function siteGroups({ customers, sites }: PersonQuestions, choice: Choose): SiteGroup[] {
  const choices = (of: readonly SiteChoice[]) =>
    of.map(({ id, reference, name, kind }) =>
      choice(`sites.${id}`, 'sites', id, say(`portal-users.person.site-${kind}`, { reference, name })),
    );
  if (customers.length === 0)
    return sites.length > 0 ? [{ title: null, whole: null, sites: choices(sites) }] : [];
  return customers.map(({ id, name }) => ({
    title: verbatim(name),
    whole: choice(`everySiteOf.${id}`, 'everySiteOf', id, say('portal-users.person.everySiteOf', { name })),
    sites: choices(sites.filter(({ customerId }) => customerId === id)),
  }));
}

/** To the tab that lists the people of the customer or account. */
export const wayBack = (row: Pick<PersonRow, 'accountId' | 'consolidated' | 'customer'>) => ({
  label: say(`portal-users.person.back.${row.consolidated ? 'account' : 'customer'}`, {
    customer: row.customer,
  }),
  href: peopleHref(row),
});

function head(row: PersonRow, { state }: PersonView) {
  return {
    title: verbatim(row.name || row.email),
    purpose: row.name
      ? say('portal-users.person.purpose', { email: row.email, customer: row.customer })
      : say('portal-users.person.purposeAlone', { customer: row.customer }),
    back: wayBack(row),
    status: { words: state.words, tone: state.tone },
  };
}

/** Asks before an access ends. */
export function endPage(row: PersonRow): Page {
  const { id, email, customer } = row;
  const back: Action = { label: say('platform.confirm.back'), href: peopleHref(row) };
  return new Page('platform/confirm', {
    head: {
      title: say('portal-users.end.title', { email, customer }),
      back: wayBack(row),
    },
    confirm: {
      text: say('portal-users.end.text', { email, customer }),
      points: [say('portal-users.end.link'), say('portal-users.end.others'), say('portal-users.end.again')],
      action: `${portalUserHref(id)}/end`,
      button: say('portal-users.end.button', { email }),
      danger: true,
      back,
    },
  } as PageModel & { confirm: object });
}
