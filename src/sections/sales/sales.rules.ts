import type { Ask } from '../../platform/database/portal-reads.js';
import { doubtfulLines } from '../engine/lines.doubts.js';
import { rowsOf } from '../engine/rows.js';
import type { ChildBody } from '../engine/section.js';

/** No tax on what is sold is higher than three tenths of it. */
const MOST_WITH_TAX = 1.3;

/** What cannot be right with one that a person writes. */
export function doubtfulSale(sale: ChildBody): Record<string, string> {
  const { date, expires, edition } = sale;
  const amount = totalOf(sale);
  return {
    ...doubtfulLines(sale),
    ...(date && expires && String(expires) < String(date) ? { expires: 'sales.wrong.expiresBefore' } : {}),
    ...(edition === 0 ? { edition: 'sales.wrong.noVersion' } : {}),
    ...(amount !== undefined && amount < 0 ? { total: 'sales.wrong.negative' } : {}),
  };
}

/**
 * Whether the total of a quote is likely another than that of its lines: it may hold tax, and is not below them. What an
 * agreement or a price list comes to follows from how often something is done, which its lines do not say.
 */
export function totalApart(quote: ChildBody): Record<string, string> {
  const rows = rowsOf(quote['lines']);
  const net = rows.reduce((sum, row) => sum + Number(row['netAmount'] ?? 0), 0);
  const isWhole = rows.length > 0 && rows.every((row) => Number(row['netAmount'] ?? 0) > 0);
  const amount = totalOf(quote);
  if (amount === undefined || amount < 0) return {};
  if (net > 0 && amount < net) return { total: 'sales.wrong.belowLines' };
  return isWhole && amount > net * MOST_WITH_TAX ? { total: 'sales.wrong.aboveLines' } : {};
}

const totalOf = ({ total }: ChildBody): number | undefined =>
  (total as { amount: number } | null | undefined)?.amount;

/** The document that it names for its PDF is one of the same customer. */
export async function doubtfulDocument(
  ask: Ask,
  _reference: string,
  { document, customer }: ChildBody,
): Promise<Record<string, string>> {
  if (!document) return {};
  const found = await ask(
    `select 1 from documents d join customers c on c.id = d.customer_id
     where d.reference = $1 and c.reference = $2 and d.deleted_at is null`,
    [document, customer ?? ''],
  );
  return found.length > 0 ? {} : { document: 'sales.wrong.noDocument' };
}
