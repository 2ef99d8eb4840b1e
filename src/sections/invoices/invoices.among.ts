import type { Ask } from '../../platform/database/portal-reads.js';
import type { ChildBody } from '../engine/section.js';
import { doubtfulStatus } from './invoices.rules.js';

/** SQL over the invoice `r` that holds where payments are set against it. */
const HAS_PAYMENTS = `exists (select from payment_allocations a join payments p on p.id = a.payment_id
  where a.invoice_id = r.id and p.deleted_at is null)`;
/** The same of payments or credit notes. */
const SOMETHING_SET = `(r.credited_amount > 0 or ${HAS_PAYMENTS})`;

/** What is not billed, or not any more. Credit notes are so before their invoice is. */
export const UNBILLED = ['draft', 'void'];
/** What nobody owes any more, or not yet: payments cannot be set against it. */
const UNPAYABLE = [...UNBILLED, 'credited'];

/** What stands beside an invoice. */
interface Beside {
  readonly set: boolean;
  readonly paid: boolean;
  readonly marked: string;
  readonly credited: string;
  readonly noted: string | null;
}

/** What is marked as paid would count only once the payments are gone, and nobody would know why. */
function paidByHand({ paid }: ChildBody, { marked }: Beside): Record<string, string> {
  const typed = paid as { amount: number } | null | undefined;
  return typed && BigInt(typed.amount) !== BigInt(marked) ? { paid: 'invoices.wrong.paidByPayments' } : {};
}

/** Of an invoice: what was paid or credited would be set against nothing, or against less than it is. */
export async function doubtfulAmongPayments(
  ask: Ask,
  reference: string,
  invoice: ChildBody,
): Promise<Record<string, string>> {
  const [found] = await ask<Beside>(
    `select ${SOMETHING_SET} as set, ${HAS_PAYMENTS} as paid, r.paid_amount::text as marked, r.credited_amount::text as credited,
       (select min(n.date)::text from invoices n where n.kind = 'credit-note' and n.customer_id = r.customer_id
         and n.credited_reference = r.reference and n.deleted_at is null and n.status not in ('draft', 'void')) as noted
     from invoices r
     where r.reference = $1 and r.kind = 'invoice'`,
    [reference],
  );
  const { status, date } = invoice;
  const money = invoice['gross'] as { amount: number } | null | undefined;
  return {
    ...(await sharedReference(ask, reference, invoice, 'credit-note')),
    // Where payments are set against it they say what is paid, and how it stands.
    ...(found?.paid ? paidByHand(invoice, found) : doubtfulStatus(invoice, Number(found?.credited ?? 0))),
    ...(found?.noted && date && String(date) > found.noted ? { date: 'invoices.wrong.afterNotes' } : {}),
    ...(found?.set && UNPAYABLE.includes(String(status)) ? { status: 'invoices.wrong.hasPayments' } : {}),
    ...(found && money && BigInt(money.amount) < BigInt(found.credited)
      ? { gross: 'invoices.wrong.belowCredits' }
      : {}),
  };
}

/** Systems may number invoices and credit notes each by themselves; who writes one by hand means to tell them apart. */
async function sharedReference(
  ask: Ask,
  reference: string,
  { customer }: ChildBody,
  kind: 'invoice' | 'credit-note',
): Promise<Record<string, string>> {
  const found = await ask(
    `select 1 from invoices i join customers c on c.id = i.customer_id
     where i.reference = $1 and i.kind = $2 and i.deleted_at is null and c.reference = $3`,
    [reference, kind, customer ?? ''],
  );
  return found.length > 0 ? { reference: `invoices.wrong.taken.${kind}` } : {};
}

/** SQL that holds where the credit note `r` is among what is taken off the invoice `i`. */
const TAKES_OFF = `(r.customer_id = i.customer_id and r.credited_reference = i.reference and r.currency = i.currency
  and r.deleted_at is null and r.status not in ('draft', 'void'))`;

/** Of a credit note: it takes back what its invoice billed, and no more of it. */
export async function doubtfulAmongInvoices(
  ask: Ask,
  reference: string,
  { invoice, customer, date, gross, status }: ChildBody,
): Promise<Record<string, string>> {
  const [found] = await ask<{ date: string; left: string; currency: string; status: string }>(
    `select i.date::text as date, i.currency, i.status,
       (i.gross_amount - i.credited_amount + coalesce((select r.gross_amount from invoices r
         where r.kind = 'credit-note' and r.reference = $2 and ${TAKES_OFF}), 0))::text as left
     from invoices i join customers c on c.id = i.customer_id
     where i.reference = $1 and i.kind = 'invoice' and i.deleted_at is null and c.reference = $3`,
    [invoice ?? '', reference, customer ?? ''],
  );
  const shared = await sharedReference(ask, reference, { customer }, 'invoice');
  if (!found || ['draft', 'void'].includes(String(status))) return shared;
  const money = gross as { amount: number; currency: string } | null | undefined;
  const isOther = money && money.currency !== found.currency;
  return {
    ...shared,
    ...(['draft', 'void'].includes(found.status) ? { invoice: 'invoices.wrong.notBilled' } : {}),
    ...(isOther ? { gross: 'invoices.wrong.creditCurrency' } : {}),
    ...(date && String(date) < found.date ? { date: 'invoices.wrong.beforeInvoice' } : {}),
    ...(money && money.currency === found.currency && BigInt(money.amount) > BigInt(found.left)
      ? { gross: 'invoices.wrong.creditedMore' }
      : {}),
  };
}

/** SQL over the credit note `r` that holds where it cannot take back what its invoice billed. */
const CREDITS_AMISS = `exists (select from invoices i where i.kind = 'invoice' and i.customer_id = r.customer_id
  and i.reference = r.credited_reference and i.deleted_at is null and (i.status in ('draft', 'void')
    or i.currency <> r.currency or r.date < i.date
    or i.credited_amount + case when ${TAKES_OFF} then 0 else r.gross_amount end > i.gross_amount))`;
/** SQL over `r` that holds where nothing is on it yet: nobody sends that. */
const IS_NOTHING = `(r.gross_amount = 0 and not exists (select from invoice_lines l where l.invoice_id = r.id))`;

/** A note that was sent is not sent again where others have taken its place meanwhile. */
export const BACK_UNLESS_AMISS = { sent: CREDITS_AMISS };
export const UNLESS_AMISS = { sent: `(${IS_NOTHING} or ${CREDITS_AMISS})` };

/** A draft is sent with the draft of its invoice. `is true` has `meant` hashed once and not gone through for each note. */
export const WAITS_FOR_INVOICE = {
  sent: `(not ${IS_NOTHING} and exists (select from invoices i where i.kind = 'invoice' and i.customer_id = r.customer_id
    and i.reference = r.credited_reference and i.status = 'draft' and (i.id in (select id from meant)) is true))`,
};

/**
 * Invoices that something is set against are not made drafts, void or credited many at once: it would be set against
 * nothing. How those with payments stand, these say.
 */
export const UNLESS_PAID: Readonly<Record<string, string>> = Object.fromEntries([
  ...UNPAYABLE.map((status) => [status, SOMETHING_SET]),
  ...['sent', 'paid'].map((status) => [status, `(${IS_NOTHING} or ${HAS_PAYMENTS})`]),
]);

/** An invoice goes where its credit notes go with it, unless payments hold it. */
export const WAITS_FOR_NOTES: Readonly<Record<string, string>> = Object.fromEntries(
  UNBILLED.map((status) => [
    status,
    `(not ${HAS_PAYMENTS} and not exists (select from invoices n where n.kind = 'credit-note'
      and n.customer_id = r.customer_id and n.credited_reference = r.reference and n.deleted_at is null
      and n.status not in ('draft', 'void') and (n.id in (select id from meant)) is not true))`,
  ]),
);

/** An invoice is no draft again once something is set against it. */
export const BACK_UNLESS_PAID: Readonly<Record<string, string>> = Object.fromEntries(
  UNPAYABLE.map((status) => [status, SOMETHING_SET]),
);
