import { field, type Field } from '../engine/field.js';
import { choiceFilter, type Filter } from '../engine/filter.js';
import type { Child } from '../engine/section.js';

export const INVOICE_KINDS = ['invoice', 'credit-note'] as const;
const STATUSES = ['draft', 'sent', 'part-paid', 'paid', 'void', 'credited'] as const;
const TONES = {
  sent: 'information',
  'to-pay': 'information',
  'part-paid': 'attention',
  overdue: 'danger',
  paid: 'good',
  void: 'neutral',
  credited: 'neutral',
  draft: 'neutral',
} as const;

/** Due date past and something still to pay; never what is credited or void. */
export const OVERDUE = `(r.kind = 'invoice' and r.state in ('sent', 'part-paid') and r.open_amount > 0
  and r.due_date < (select (now() at time zone time_zone)::date from organisation))`;

/** What was sent waits for whoever gets it, where anything is left to pay: *Sent* would read as done. */
const TO_PAY = `(r.kind = 'invoice' and r.state = 'sent' and r.open_amount > 0)`;
const TO_CUSTOMERS = `(case when ${OVERDUE} then 'overdue' when ${TO_PAY} then 'to-pay' else r.state end)`;

/** How an invoice stands today, as people read it. */
export const invoiceStatus = field.choice(
  'status',
  ['draft', 'sent', 'to-pay', 'part-paid', 'overdue', 'paid', 'void', 'credited'],
  {
    list: 'telling',
    tones: TONES,
    derived: `(case when ${OVERDUE} then 'overdue' else r.state end)`,
    shownAs: TO_CUSTOMERS,
  },
);

const byStatus = choiceFilter(invoiceStatus);

/** Each room offers its own word for what was sent, and understands both. */
export const statusFilter: Filter = {
  ...byStatus,
  unoffered: { portal: ['sent'], admin: ['to-pay'] },
  sql: (value, bind, filters) =>
    value === 'to-pay' ? `${TO_CUSTOMERS} = 'to-pay'` : byStatus.sql(value, bind, filters),
};

export const invoiceKind = field.choice('kind', INVOICE_KINDS, { list: 'telling' });

const date = field.date('date', { required: true, list: 'telling', sort: { column: 'date' } });
const dueDate = field.date('dueDate', {
  list: 'telling',
  filter: true,
  sort: { column: 'due_date', nullable: true },
});
const purchaseOrder = field.text('purchaseOrder', { list: 'offered', longest: 100, filter: true });
const credited = field.invoice('invoice', { column: 'credited_reference', list: 'offered' });
export const invoiceGross = field.money('gross', { required: true, list: 'telling', filter: true });
export const invoiceOpen = field.money('open', { list: 'telling', column: 'open_amount', filter: true });
const amounts = [
  field.money('net', { required: true }),
  field.money('tax', { required: true }),
  invoiceGross,
];

/** What lists, files and pages show of invoices and credit notes. */
export const invoiceFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  invoiceKind,
  date,
  dueDate,
  field.site(),
  invoiceStatus,
  purchaseOrder,
  credited,
  ...amounts,
  field.money('paid', { column: 'settled_amount' }),
  field.money('credited', { column: 'credited_amount' }),
  invoiceOpen,
];

/** What systems write of an invoice. Where payments are set against it, these say what is paid. What is
 * credited, and so what is open, is said by the credit notes that name it. */
export const writtenInvoice: readonly Field[] = [
  field.reference(),
  field.customer(),
  date,
  dueDate,
  field.site(),
  field.choice('status', STATUSES, { answered: 'state', saidOf: { overdue: 'sent', 'to-pay': 'sent' } }),
  purchaseOrder,
  ...amounts,
  field.money('paid', { required: true, answered: 'settled_amount' }),
  field.money('credited', { column: 'credited_amount', readOnly: true }),
  field.money('open', { column: 'open_amount', readOnly: true }),
];

export const writtenCreditNote: readonly Field[] = [
  field.reference(),
  field.customer(),
  date,
  field.site(),
  field.choice('status', ['draft', 'sent', 'void']),
  purchaseOrder,
  credited,
  ...amounts,
];

export const invoiceLines: Child = {
  name: 'lines',
  table: 'invoice_lines',
  rootColumn: 'invoice_id',
  parentColumn: 'invoice_id',
  most: 1000,
  fields: [
    field.text('description', { longest: 500 }),
    field.whole('quantityThousandths', { empty: 1000, typed: 'thousandths' }),
    field.text('unit', { longest: 30 }),
    field.whole('unitAmount', { empty: 0, typed: 'amount' }),
    field.whole('netAmount', { required: true, typed: 'amount' }),
    field.whole('taxAmount', { empty: 0, typed: 'amount' }),
  ],
};
