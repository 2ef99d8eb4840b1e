import { latestToday } from '../../platform/calendar.js';
import type { Ask } from '../../platform/database/portal-reads.js';
import type { ChildBody } from '../engine/section.js';
import { TODAY } from '../engine/today.sql.js';

/** A payment of a day that is still to come wherever on earth. */
export const farDay = ({ date }: ChildBody): Record<string, string> =>
  date && String(date) > latestToday() ? { date: 'payments.wrong.stillToCome' } : {};

/** Of a payment: it came in already, and sets no more against an invoice than credit notes have left of it. */
export const doubtfulPayment = async (
  ask: Ask,
  reference: string,
  payment: ChildBody,
): Promise<Record<string, string>> => ({
  ...(await doubtfulDay(ask, payment)),
  ...(await doubtfulAmongCredits(ask, reference, payment)),
});

async function doubtfulDay(ask: Ask, { date }: ChildBody): Promise<Record<string, string>> {
  const [now] = await ask<{ today: string }>(`select ${TODAY}::text as today`, []);
  return date && now && String(date) > now.today ? { date: 'payments.wrong.stillToCome' } : {};
}

async function doubtfulAmongCredits(
  ask: Ask,
  reference: string,
  { allocations }: ChildBody,
): Promise<Record<string, string>> {
  const parts = (Array.isArray(allocations) ? allocations : []) as readonly {
    readonly invoice?: unknown;
    readonly amount?: { readonly amount: number } | null;
  }[];
  const rows = await ask<{ reference: string; left: string }>(
    `select i.reference, (i.gross_amount - i.credited_amount - coalesce((
       select sum(a.amount) from payment_allocations a join payments p on p.id = a.payment_id and p.deleted_at is null
       where a.invoice_id = i.id and p.reference <> $2), 0))::text as left
     from invoices i where i.kind = 'invoice' and i.credited_amount > 0 and i.reference = any ($1)`,
    [parts.map(({ invoice }) => String(invoice)), reference],
  );
  const left = new Map(rows.map((row) => [row.reference, BigInt(row.left)]));
  const faults = parts.flatMap(({ invoice, amount }, index): [string, string][] => {
    const most = left.get(String(invoice));
    return most !== undefined && amount && BigInt(amount.amount) > most
      ? [[`allocations[${index}].amount`, 'payments.wrong.credited']]
      : [];
  });
  return Object.fromEntries(faults);
}
