import type { Ask } from '../../platform/database/portal-reads.js';
import { say, type Text } from '../../platform/errors.js';

/** What is left to pay of the invoice that a credit note takes something off, and what is then in the customer's favour. */
export async function leftOfInvoice(
  ask: Ask,
  note: string,
  what: 'added' | 'changed',
): Promise<Text | undefined> {
  const [found] = await ask<{ invoice: string; currency: string; open: string; favour: string }>(
    `select i.reference as invoice, i.currency, i.open_amount::text as open,
       greatest(i.settled_amount + i.credited_amount - i.gross_amount, 0)::text as favour
     from invoices n join invoices i on i.kind = 'invoice' and i.customer_id = n.customer_id
       and i.reference = n.credited_reference and i.currency = n.currency and i.deleted_at is null
     where n.kind = 'credit-note' and n.reference = $1 and n.deleted_at is null
       and n.status not in ('draft', 'void')`,
    [note],
  );
  if (!found) return undefined;
  const { invoice, currency, open, favour } = found;
  const how = BigInt(open) > 0n ? 'left' : BigInt(favour) > 0n ? 'favour' : 'nothing';
  return say(`invoices.credited.${what}.${how}`, {
    reference: note,
    invoice,
    open: `${currency} ${open}`,
    favour: `${currency} ${favour}`,
  });
}
