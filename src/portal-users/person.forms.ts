import type { PermissionCatalogue, Permission } from '../access/catalogue.js';
import { namesOf } from '../identity/names.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import type { CustomerChoice, PersonRow, SiteChoice } from './portal-users.queries.js';
import type { NewPortalUser } from './person-access.js';

type Sent = Readonly<Record<string, unknown>>;
const LONGEST_NAME = 100;
const TICKS = ['showLiveClockIns', 'shareAllIncidents', 'manager'] as const;
type Tick = (typeof TICKS)[number];

/** The ticks that a person can have: of what is available here, and *Manager* for people of one customer. */
export const ticksFor = (
  row: PersonRow,
  catalogue: PermissionCatalogue,
  { available }: Pick<PersonQuestions, 'available'>,
): readonly Tick[] => [
  ...(catalogue.all.some(({ key, tick }) => tick === 'showLiveClockIns' && available.has(key))
    ? (['showLiveClockIns'] as const)
    : []),
  ...(available.has('incidents') ? (['shareAllIncidents'] as const) : []),
  ...(row.consolidated ? [] : (['manager'] as const)),
];

/** What a person's page can change. */
export type PersonChange = Omit<NewPortalUser, 'email'>;

/** What the page asks about: the customer's sites, and the permissions that are on for the customer. */
export interface PersonQuestions {
  /** Of a consolidated account: each may be seen whole. */
  readonly customers: readonly CustomerChoice[];
  readonly sites: readonly SiteChoice[];
  readonly permissions: readonly Permission[];
  /** The permissions that the organisation makes available. */
  readonly available: ReadonlySet<Permission>;
}

/**
 * The page's answers by the ids of its fields: `firstName`, `everySite`, `sites.<id>`, `sections.<permission>` (what the
 * person sees), and the ticks.
 */
export function personAnswers(row: PersonRow, { customers, sites, permissions }: PersonQuestions): Answers {
  return {
    ...namesOf(row),
    everySite: row.everySite,
    ...Object.fromEntries(customers.map(({ id }) => [`everySiteOf.${id}`, row.everySiteOf.includes(id)])),
    ...Object.fromEntries(sites.map(({ id }) => [`sites.${id}`, row.siteIds.includes(id)])),
    ...Object.fromEntries(permissions.map((key) => [`sections.${key}`, !row.withheld.includes(key)])),
    ...Object.fromEntries(TICKS.map((tick) => [tick, row[tick]])),
  };
}

/** What was sent, by the ids of the fields. */
export function sentPersonAnswers(sent: Sent, { customers, sites, permissions }: PersonQuestions): Answers {
  const whole = new Set([sent.everySiteOf ?? []].flat());
  const chosen = new Set([sent.sites ?? []].flat());
  const seen = new Set([sent.sections ?? []].flat());
  const text = (name: string) =>
    typeof sent[name] === 'string'
      ? sent[name]
          .trim()
          .normalize('NFC')
          .replace(/\p{Cc}/gu, '')
      : '';
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    everySite: sent.everySite !== 'chosen',
    ...Object.fromEntries(customers.map(({ id }) => [`everySiteOf.${id}`, whole.has(id)])),
    ...Object.fromEntries(sites.map(({ id }) => [`sites.${id}`, chosen.has(id)])),
    ...Object.fromEntries(permissions.map((key) => [`sections.${key}`, seen.has(key)])),
    ...Object.fromEntries(TICKS.map((tick) => [tick, sent[tick] === 'on'])),
  };
}

/**
 * The answers as a change. What the page did not ask about stays: permissions that are off for the customer, and ticks
 * of things that are not available here.
 * @throws Invalid at the field
 */
export function personChange(
  row: PersonRow,
  answers: Answers,
  { customers, sites, permissions, available }: PersonQuestions,
  catalogue: PermissionCatalogue,
): PersonChange {
  const faults: Record<string, Text> = {};
  for (const name of ['firstName', 'lastName'] as const)
    if (String(answers[name]).length > LONGEST_NAME) faults[name] = say('platform.fields.tooLong');
  const chosen = sites.filter(({ id }) => answers[`sites.${id}`] === true).map(({ id }) => id);
  const whole = customers.filter(({ id }) => answers[`everySiteOf.${id}`] === true).map(({ id }) => id);
  if (answers['everySite'] !== true && chosen.length + whole.length === 0 && sites.length > 0)
    faults['sites'] = say('portal-users.person.chooseSites');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const unasked = row.withheld.filter((key) => !permissions.includes(key));
  const asked = ticksFor(row, catalogue, { available });
  const tick = (name: Tick) => (asked.includes(name) ? answers[name] === true : row[name]);
  return {
    firstName: String(answers['firstName']),
    lastName: String(answers['lastName']),
    sites: answers['everySite'] === true ? 'all' : chosen,
    everySiteOf: whole,
    withheld: [...unasked, ...permissions.filter((key) => answers[`sections.${key}`] !== true)],
    showLiveClockIns: tick('showLiveClockIns'),
    shareAllIncidents: tick('shareAllIncidents'),
    manager: tick('manager'),
  };
}
