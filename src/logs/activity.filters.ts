import type { CustomerScope } from '../platform/database/portal-reads.js';
import { Refused, say } from '../platform/errors.js';
import { readListQuery, type ListDeclaration } from '../platform/lists/list-query.js';
import { ACCESS_LIST, type AccessFilter, type AccessFilters } from './access.filters.js';
import { checkDays } from './audit.filters.js';

/** Somebody who has, or had, access to the customer itself, with each access they ever had to it. */
export interface OwnPerson {
  readonly id: string;
  /** Empty when they were erased. */
  readonly name: string;
  readonly accesses: readonly string[];
}

/** What a customer's own log may be asked for. Sign-ins that did not succeed are nobody's of a customer. */
export const OWN_KINDS = ['sign-in', 'view', 'download', 'export'] as const;
type OwnFilter = Exclude<AccessFilter, 'customer'>;
const OWN_LIST = {
  sorts: ACCESS_LIST.sorts,
  filters: { person: undefined, kind: OWN_KINDS, from: undefined, to: undefined },
} as const satisfies ListDeclaration<OwnFilter>;

/** A list of what a customer's own people did, as one of them may read it. */
export interface ActivityFilters extends AccessFilters {
  readonly scope: CustomerScope;
  /** The accesses whose lines are meant. */
  readonly accesses: readonly string[];
  /** The permissions that the reader holds: of other sections nothing is told. */
  readonly visible: readonly string[];
}

/** @throws Refused for what the list does not know, a day that is none, and somebody who is none of the people */
export function readActivityFilters(
  sent: Readonly<Record<string, unknown>>,
  timeZone: string,
  people: readonly OwnPerson[],
): AccessFilters & Pick<ActivityFilters, 'accesses'> {
  const query = readListQuery<OwnFilter>(sent, OWN_LIST);
  checkDays(query.filters);
  const { person: value } = query.filters;
  const meant = value === undefined ? people : people.filter(({ id }) => id === value);
  if (value !== undefined && meant.length === 0)
    throw new Refused(say('platform.lists.filterValue', { name: 'person', value }));
  return { query, timeZone, accesses: meant.flatMap(({ accesses }) => accesses) };
}
