import { field } from '../engine/field.js';
import { totalOf } from '../engine/list.totals.js';
import type { Child, ChildBody, Section } from '../engine/section.js';
import { billingTabs } from '../invoices/billing.tabs.js';
import { doubtfulPayment } from './payments.among.js';
import { allocationsFit } from './allocations.js';
import { paymentAmount, paymentFields, paymentsPage } from './payments.view.js';

const allocations: Child = {
  name: 'allocations',
  table: 'payment_allocations',
  rootColumn: 'payment_id',
  parentColumn: 'payment_id',
  most: 500,
  fields: [
    field.invoice('invoice', { column: 'invoice_reference', required: true }),
    field.money('amount', { column: 'amount', currencyColumn: 'amount_currency', required: true }),
  ],
};

/** What came in. It belongs to the permission Invoices. */
export const payments: Section = {
  key: 'payments',
  permission: 'invoices',
  collection: 'payments',
  table: 'payments',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  fields: paymentFields,
  children: [allocations],
  // A bank numbers payments by as many digits as a card has: every tenth would be refused.
  keepsNoCards: 'texts',
  check: isPositive,
  against: allocationsFit,
  byHand: { against: doubtfulPayment },
  follow: {
    table: 'invoices',
    ids: 'select invoice_id from payment_allocations where payment_id = any ($1)',
  },
  sums: [totalOf('payments', [paymentAmount])],
  tabs: billingTabs,
  page: paymentsPage,
};

function isPositive({ amount }: ChildBody): { field: string; key: string } | undefined {
  const { amount: minor } = (amount ?? {}) as { amount?: number };
  return minor === undefined || minor > 0 ? undefined : { field: 'amount', key: 'payments.wrong.amount' };
}
