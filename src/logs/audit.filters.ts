import { AUDIT_ACTIONS, AUDIT_KINDS, kindOf } from '../audit/actions.js';
import { Refused, say } from '../platform/errors.js';
import { readListQuery, type ListDeclaration, type ListQuery } from '../platform/lists/list-query.js';

export type AuditFilter = 'person' | 'customer' | 'kind' | 'action' | 'from' | 'to';

/** What the address of the audit log may hold. */
export const AUDIT_LIST = {
  sorts: ['-at'],
  filters: {
    person: undefined,
    customer: undefined,
    kind: AUDIT_KINDS,
    action: AUDIT_ACTIONS,
    from: undefined,
    to: undefined,
  },
} as const satisfies ListDeclaration<AuditFilter>;

/** A list of the log, and the time zone that its days are days of. */
export interface AuditFilters {
  readonly query: ListQuery<AuditFilter>;
  readonly timeZone: string;
}

/** Words of changed values, as the database compares them. */
export interface FoundWords {
  readonly query: string;
  /** The lines that hold them; undefined where they are too many to be named. */
  readonly lines: readonly string[] | undefined;
}

/** What the words of search and filters stand for; undefined where nothing was asked. */
export interface Found {
  /** Logins and accesses of the person asked for. */
  readonly people: readonly string[] | undefined;
  readonly customers: readonly string[] | undefined;
  /** Everything whose name or reference holds the words searched for. */
  readonly things: readonly string[] | undefined;
  /** The actions whose sentence holds them. */
  readonly actions: readonly string[];
  /** What changed values are asked for; undefined for a search without a letter or digit. */
  readonly words: FoundWords | undefined;
}

/** @throws Refused for a day that is none */
export function readAuditFilters(sent: Readonly<Record<string, unknown>>, timeZone: string): AuditFilters {
  const query = readListQuery<AuditFilter>(sent, AUDIT_LIST);
  checkDays(query.filters);
  return { query, timeZone };
}

/** @throws Refused for a day that is none */
export function checkDays(filters: { readonly from?: string; readonly to?: string }): void {
  for (const name of ['from', 'to'] as const) {
    const value = filters[name];
    if (value !== undefined && !isDay(value))
      throw new Refused(say('platform.lists.filterValue', { name, value }));
  }
}

const isDay = (text: string): boolean =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** The conditions of a statement over `audit_lines a`. */
export function auditConditions(
  { query: { q, filters }, timeZone }: AuditFilters,
  found: Found,
): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['true'];
  const midnight = (day: string) => `(${bind(day)}::date::timestamp at time zone ${bind(timeZone)})`;
  if (found.people) {
    const people = bind(found.people);
    where.push(`(a.actor_id = any (${people}::uuid[]) or a.subject_id = any (${people}::uuid[]))`);
  }
  if (found.customers) where.push(`a.customer_id = any (${bind(found.customers)}::uuid[])`);
  if (filters.kind)
    where.push(`a.action = any (${bind(AUDIT_ACTIONS.filter((action) => kindOf(action) === filters.kind))})`);
  if (filters.action) where.push(`a.action = ${bind(filters.action)}`);
  if (filters.from) where.push(`a.at >= ${midnight(filters.from)}`);
  if (filters.to) where.push(`a.at < ${midnight(nextDay(filters.to))}`);
  if (found.things) {
    const things = bind(found.things);
    const any = ['actor_id', 'subject_id', 'customer_id'].map(
      (column) => `a.${column} = any (${things}::uuid[])`,
    );
    const said = found.words ? holdingWords(found.words, bind) : [];
    where.push(
      `(${[...any, `a.action = any (${bind(found.actions)})`, `a.address = ${bind(q)}`, ...said].join(' or ')})`,
    );
  }
  return { where: where.join(' and '), values };
}

/** Conditions, any of which finds a line by what it says was changed. */
function holdingWords({ query, lines }: FoundWords, bind: (value: unknown) => string): string[] {
  if (lines) return [`a.id = any (${bind(lines)}::uuid[])`];
  const asked = `${bind(query)}::tsquery`;
  return [`a.words @@ ${asked}`, `a.id in (select n.line_id from audit_names n where n.words @@ ${asked})`];
}

export const nextDay = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toJSON().slice(0, 10);
};
