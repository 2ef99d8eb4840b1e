import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';

export const INVOICE_STATUSES = ['draft', 'sent', 'part-paid', 'paid', 'void', 'credited'] as const;

export const invoiceStatus = field.choice('status', INVOICE_STATUSES, {
  list: 'telling',
  tones: {
    sent: 'information',
    'part-paid': 'attention',
    paid: 'good',
    void: 'neutral',
    credited: 'neutral',
    draft: 'neutral',
  },
});

export const invoiceFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.date('dueDate', { list: 'shown', sort: { column: 'due_date', nullable: true } }),
  field.site(),
  invoiceStatus,
  field.text('purchaseOrder', { list: 'offered', longest: 100 }),
  field.money('net', { required: true }),
  field.money('tax', { required: true }),
  field.money('gross', { required: true, list: 'telling' }),
  field.money('paid', { required: true }),
  field.money('open', {
    list: 'shown',
    derived: "(case when r.status in ('void', 'credited') then 0 else r.gross_amount - r.paid_amount end)",
  }),
];

export const invoiceLines: Child = {
  name: 'lines',
  table: 'invoice_lines',
  rootColumn: 'invoice_id',
  parentColumn: 'invoice_id',
  most: 1000,
  fields: [
    field.text('description', { longest: 500 }),
    field.whole('quantityThousandths', { empty: 1000 }),
    field.text('unit', { longest: 30 }),
    field.whole('unitAmount', { empty: 0 }),
    field.whole('netAmount', { required: true }),
    field.whole('taxAmount', { empty: 0 }),
  ],
};
