import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { linesTable } from '../engine/lines.block.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import { isToPay, readHowToPay, toPay, type HowToPay } from './how-to-pay.js';
import { invoiceFields } from './invoices.fields.js';

/** A payment's part that was set against an invoice, or a credit note that names it. */
export interface PaidBy {
  readonly id: string;
  readonly reference: string;
  readonly date: string;
  readonly amount: string;
}

/** One invoice or credit note: its amounts, its lines, what was paid of it, and what was credited. */
export const invoicePage: RecordPage = {
  title: ({ values }) =>
    say(`invoices.recordTitle.${String(values['kind'])}`, { reference: String(values['reference']) }),
  read: async (row, ask) => ({
    paidBy: await ask<PaidBy>(
      `select p.id, p.reference, p.date, a.amount from payment_allocations a join payments p on p.id = a.payment_id
       where a.invoice_id = $1 and p.deleted_at is null order by p.date, p.id`,
      [row['id']],
    ),
    creditedBy: await ask<PaidBy>(
      `select c.id, c.reference, c.date, c.gross_amount as amount from invoices c join invoices i on i.id = $1
       where i.kind = 'invoice' and c.kind = 'credit-note' and c.customer_id = i.customer_id
         and c.credited_reference = i.reference and c.currency = i.currency and c.deleted_at is null
         and c.status not in ('draft', 'void') order by c.date, c.id`,
      [row['id']],
    ),
  }),
  readForPortal: async (row, ask) =>
    isToPay({ values: row }) ? { howToPay: await readHowToPay(row['owner'], ask) } : {},
  blocks: (record, context) => {
    const facts = factsOf({ key: 'invoices', fields: invoiceFields }, record, context);
    const lines = record.children['lines'] ?? [];
    const currency = String(record.values['grossCurrency']);
    // A draft asks nobody for money yet.
    const asks = record.values['kind'] === 'invoice' && record.values['status'] !== 'draft';
    const credited = Number(record.values['credited'] ?? 0) > 0 ? ['credited'] : [];
    const dues = asks ? ['paid', ...credited, 'open'] : [];
    const paidBy = record.extra['paidBy'] as readonly PaidBy[];
    const creditedBy = record.extra['creditedBy'] as readonly PaidBy[];
    return [
      ...(context.room === 'portal' ? toPay(record, record.extra['howToPay'] as HowToPay | undefined) : []),
      facts([
        'reference',
        'status',
        'date',
        'dueDate',
        'site',
        'purchaseOrder',
        'invoice',
        'net',
        'tax',
        'gross',
        ...dues,
      ]),
      ...(lines.length > 0
        ? [linesTable('invoices.lines', lines, ['unitPrice', 'net', 'tax'], currency)]
        : []),
      ...(paidBy.length > 0 ? [against('payments', paidBy, currency, context)] : []),
      ...(creditedBy.length > 0 ? [against('credits', creditedBy, currency, context)] : []),
    ];
  },
};

/** What was set against it: payments, or credit notes that name it. */
function against(
  what: 'payments' | 'credits',
  parts: readonly PaidBy[],
  currency: string,
  { room }: RecordContext,
): Block {
  const title = say(`invoices.${what}.title`);
  const section = what === 'payments' ? 'payments' : 'invoices';
  const table = tableView({
    caption: title,
    columns: [
      { key: 'one', label: say(`invoices.${what}.one`) },
      { key: 'date', label: say('sections.fields.date') },
      { key: 'amount', label: say(`invoices.${what}.amount`), numeric: true },
    ],
    rows: parts.map(({ id, reference, date, amount }) => ({
      href: `/${room}/${section}/${id}`,
      cells: [cell.text(reference), cell.date(date), cell.money(BigInt(amount), currency)],
    })),
  });
  return { kind: 'table', title, table };
}
