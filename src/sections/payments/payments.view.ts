import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { field, type Field } from '../engine/field.js';
import { factsOf } from '../engine/record.blocks.js';
import type { RecordPage } from '../engine/record-page.js';

export const paymentAmount = field.money('amount', { column: 'amount', required: true, list: 'telling' });

export const paymentFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.text('method', { list: 'shown', longest: 100 }),
  paymentAmount,
];

interface SetAgainst {
  readonly id: string;
  readonly reference: string;
  readonly amount: string;
}

/** One payment, and the invoices it was set against. */
export const paymentsPage: RecordPage = {
  title: ({ values }) => say('payments.recordTitle', { reference: String(values['reference']) }),
  read: async (row, ask) => ({
    invoices: await ask<SetAgainst>(
      `select i.id, i.reference, a.amount from payment_allocations a join invoices i on i.id = a.invoice_id
       where a.payment_id = $1 and i.deleted_at is null order by a.position`,
      [row['id']],
    ),
  }),
  blocks: (record, { room }) => {
    const currency = String(record.values['amountCurrency']);
    const invoices = record.extra['invoices'] as readonly SetAgainst[];
    const set = invoices.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    const rest = BigInt(String(record.values['amount'])) - set;
    const facts = factsOf({ key: 'payments', fields: paymentFields }, record)(['date', 'method', 'amount']);
    const items = [...facts.items, { label: say('payments.rest'), cell: cell.money(rest, currency) }];
    const title = say('payments.invoices.title');
    if (invoices.length === 0)
      return [
        { ...facts, items },
        { kind: 'note', title, text: say('payments.invoices.none') },
      ];
    const table = tableView({
      caption: title,
      columns: [
        { key: 'invoice', label: say('payments.invoices.invoice') },
        { key: 'amount', label: say('payments.fields.amount'), numeric: true },
      ],
      rows: invoices.map(({ id, reference, amount }) => ({
        href: `/${room}/invoices/${id}`,
        cells: [cell.text(reference), cell.money(BigInt(amount), currency)],
      })),
    });
    return [
      { ...facts, items },
      { kind: 'table', title, table },
    ];
  },
};
