import type { RecordScope } from '../../../access/decision.js';
import type { Viewer } from '../../../access/viewer.js';
import { readDay, today } from '../../../platform/calendar.js';
import { NotFound, Refused, say } from '../../../platform/errors.js';
import { shiftMonth, type Range } from '../../../platform/months.js';

/** Whose account is asked for, and from when to when. */
export interface StatementRequest {
  /** Those of whose account somebody may know: the whole customer's. */
  readonly customers: RecordScope;
  readonly one: RecordScope[number] | undefined;
  readonly range: Range;
  /** The first day comes after the last one: there is nothing to be shown. */
  readonly backwards: boolean;
  /** Today, where the organisation is. */
  readonly day: string;
}

/** `download` says of its PDF that it is saved rather than looked at. */
const KNOWN = ['customer', 'from', 'to', 'download'];

/**
 * Reads the address of a statement: three months up to today, of the first customer, unless it says otherwise.
 * @throws Refused for what it does not know, NotFound for another's customer
 */
export function readStatementRequest(
  query: Readonly<Record<string, unknown>>,
  { scope, organisation }: Pick<Viewer, 'scope' | 'organisation'>,
): StatementRequest {
  const unknown = Object.keys(query).find((name) => !KNOWN.includes(name));
  if (unknown) throw refused(unknown);
  const day = today(organisation?.timeZone ?? 'UTC');
  const customers = scope.filter(({ sites }) => sites === 'all');
  const { customer } = query;
  const one = customer ? customers.find(({ customerId }) => customerId === customer) : customers[0];
  if (customer && !one) throw new NotFound();
  const to = askedDay('to', query['to']) ?? day;
  const from = askedDay('from', query['from']) ?? `${shiftMonth(to.slice(0, 7), -2)}-01`;
  return { customers, one, range: { from, to }, backwards: from > to, day };
}

const refused = (name: string): Refused => new Refused(say('sections.list.notUnderstood', { name }));

function askedDay(name: string, text: unknown): string | undefined {
  if (text === undefined || text === '') return undefined;
  const day = typeof text === 'string' ? readDay(text) : undefined;
  if (!day) throw refused(name);
  return day;
}
