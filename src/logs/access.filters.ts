import { ACCESS_KINDS } from '../audit/access-log.entry.js';
import { readListQuery, type ListDeclaration, type ListQuery } from '../platform/lists/list-query.js';
import { checkDays, nextDay } from './audit.filters.js';

export type AccessFilter = 'person' | 'customer' | 'kind' | 'from' | 'to';

/** What the address of the access log may hold; of one customer's the customer stands in the path. */
export const ACCESS_LIST = {
  sorts: ['-at'],
  filters: { person: undefined, customer: undefined, kind: ACCESS_KINDS, from: undefined, to: undefined },
} as const satisfies ListDeclaration<AccessFilter>;

/** A list of the access log: all of it or one customer's, and the time zone that its days are days of. */
export interface AccessFilters {
  readonly query: ListQuery<AccessFilter>;
  readonly timeZone: string;
  readonly customerId?: string;
}

/** @throws Refused for what the list does not know, and for a day that is none */
export function readAccessFilters(sent: Readonly<Record<string, unknown>>, timeZone: string): AccessFilters {
  const query = readListQuery<AccessFilter>(sent, ACCESS_LIST);
  checkDays(query.filters);
  return { query, timeZone };
}

/** What the filters stand for. */
export interface FoundPeople {
  readonly people: readonly string[] | undefined;
  readonly customers: readonly string[] | undefined;
  /** Accesses of people, where no other is meant. */
  readonly accesses?: readonly string[];
}

/** The conditions of a statement over `access_log a`. */
export function accessConditions(
  { query: { filters }, timeZone }: AccessFilters,
  { people, customers, accesses }: FoundPeople,
): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['true'];
  const midnight = (day: string) => `(${bind(day)}::date::timestamp at time zone ${bind(timeZone)})`;
  if (people) where.push(`a.login_id = any (${bind(people)}::uuid[])`);
  if (accesses) where.push(`a.portal_user_id = any (${bind(accesses)}::uuid[])`);
  if (customers) where.push(`a.customer_id = any (${bind(customers)}::uuid[])`);
  if (filters.kind) where.push(`a.kind = ${bind(filters.kind)}`);
  if (filters.from) where.push(`a.at >= ${midnight(filters.from)}`);
  if (filters.to) where.push(`a.at < ${midnight(nextDay(filters.to))}`);
  return { where: where.join(' and '), values };
}
