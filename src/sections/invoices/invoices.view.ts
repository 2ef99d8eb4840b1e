import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { linesTable } from '../engine/lines.block.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import { invoiceFields } from './invoices.fields.js';

/** A payment's part that was set against an invoice. */
export interface PaidBy {
  readonly id: string;
  readonly reference: string;
  readonly date: string;
  readonly amount: string;
}

/** One invoice or credit note: its amounts, its lines, and the payments that were set against it. */
export const invoicePage: RecordPage = {
  title: ({ values }) =>
    say(`invoices.recordTitle.${String(values['kind'])}`, { reference: String(values['reference']) }),
  read: async (row, ask) => ({
    paidBy: await ask<PaidBy>(
      `select p.id, p.reference, p.date, a.amount from payment_allocations a join payments p on p.id = a.payment_id
       where a.invoice_id = $1 and p.deleted_at is null order by p.date, p.id`,
      [row['id']],
    ),
  }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'invoices', fields: invoiceFields }, record, context);
    const lines = record.children['lines'] ?? [];
    const currency = String(record.values['grossCurrency']);
    // A draft asks nobody for money yet.
    const asks = record.values['kind'] === 'invoice' && record.values['status'] !== 'draft';
    const dues = asks ? ['paid', 'open'] : [];
    const paidBy = record.extra['paidBy'] as readonly PaidBy[];
    return [
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
      ...(paidBy.length > 0 ? [payments(paidBy, currency, context)] : []),
    ];
  },
};

function payments(paidBy: readonly PaidBy[], currency: string, { room }: RecordContext): Block {
  const title = say('invoices.payments.title');
  const table = tableView({
    caption: title,
    columns: [
      { key: 'payment', label: say('invoices.payments.payment') },
      { key: 'date', label: say('sections.fields.date') },
      { key: 'amount', label: say('invoices.payments.amount'), numeric: true },
    ],
    rows: paidBy.map(({ id, reference, date, amount }) => ({
      href: `/${room}/payments/${id}`,
      cells: [cell.text(reference), cell.date(date), cell.money(BigInt(amount), currency)],
    })),
  });
  return { kind: 'table', title, table };
}
