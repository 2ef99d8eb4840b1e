import { isAddress } from '../mail/addresses.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import type { Bounds } from './colleague-bounds.js';
import type { NewPortalUser, PersonAccess } from './person-access.js';
import type { PersonRow, SiteChoice } from './portal-users.queries.js';

type Sent = Readonly<Record<string, unknown>>;

/** What the form asks about: only what the manager has. */
export interface ColleagueQuestions {
  readonly bounds: Bounds;
  readonly sites: readonly SiteChoice[];
}

/** The answers by the ids of their fields: `everySite`, `sites.<id>`, `sections.<permission>`. */
export function colleagueAnswers(
  access: Pick<PersonAccess, 'sites' | 'withheld'>,
  { bounds, sites }: ColleagueQuestions,
): Answers {
  const sees = (id: string) => access.sites !== 'all' && access.sites.includes(id);
  return {
    everySite: access.sites === 'all',
    ...Object.fromEntries(sites.map(({ id }) => [`sites.${id}`, sees(id)])),
    ...Object.fromEntries(bounds.visible.map((key) => [`sections.${key}`, !access.withheld.includes(key)])),
  };
}

/** What was sent. Somebody who does not see every site is not asked whether others do. */
export function sentColleagueAnswers(sent: Sent, { bounds, sites }: ColleagueQuestions): Answers {
  const chosen = new Set([sent['sites'] ?? []].flat());
  const seen = new Set([sent['sections'] ?? []].flat());
  return {
    everySite: bounds.sites === 'all' && sent['everySite'] !== 'chosen',
    ...Object.fromEntries(sites.map(({ id }) => [`sites.${id}`, chosen.has(id)])),
    ...Object.fromEntries(bounds.visible.map((key) => [`sections.${key}`, seen.has(key)])),
  };
}

/**
 * The answers as an access. What is not visible to the manager is not theirs to give or take: it stays as it is, and
 * what is kept from the manager is kept from the colleague.
 * @throws Invalid at `sites`
 */
export function colleagueAccess(
  answers: Answers,
  { bounds, sites }: ColleagueQuestions,
  row?: PersonRow,
): PersonAccess {
  const chosen = sites.filter(({ id }) => answers[`sites.${id}`] === true).map(({ id }) => id);
  if (answers['everySite'] !== true && chosen.length === 0)
    throw new Invalid({ sites: say('portal-users.colleagues.chooseSites') });
  const unasked = (row?.withheld ?? []).filter((key) => !bounds.visible.includes(key));
  const hidden = bounds.visible.filter((key) => answers[`sections.${key}`] !== true);
  return {
    sites: answers['everySite'] === true ? 'all' : chosen,
    withheld: [...new Set([...bounds.withheld, ...unasked, ...hidden])],
    showLiveClockIns: row?.showLiveClockIns ?? false,
    shareAllIncidents: row?.shareAllIncidents ?? false,
  };
}

/** Who is to be invited, as it was typed. */
export interface TypedColleague {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export function typedColleague(sent: Sent): TypedColleague {
  const text = (name: string) =>
    typeof sent[name] === 'string'
      ? sent[name]
          .trim()
          .normalize('NFC')
          .replace(/\p{Cc}/gu, '')
      : '';
  return { email: text('email').slice(0, 320), firstName: text('firstName'), lastName: text('lastName') };
}

/** @throws Invalid at the field */
export function newColleague(typed: TypedColleague, access: PersonAccess): NewPortalUser {
  const faults: Record<string, Text> = {};
  if (!isAddress(typed.email)) faults['email'] = say('platform.fields.email');
  for (const name of ['firstName', 'lastName'] as const)
    if (typed[name].length > 100) faults[name] = say('platform.fields.tooLong');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return { ...typed, ...access };
}
