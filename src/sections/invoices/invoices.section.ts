import { choiceFilter } from '../engine/filter.js';
import type { BulkStatus } from '../engine/hand-form.js';
import { totalOf } from '../engine/list.totals.js';
import type { RecordKind, Section } from '../engine/section.js';
import { billingTabs } from './billing.tabs.js';
import { uncounted } from './invoices.counted.js';
import {
  invoiceFields,
  invoiceGross,
  invoiceKind,
  invoiceLines,
  invoiceOpen,
  statusFilter,
  writtenCreditNote,
  writtenInvoice,
} from './invoices.fields.js';
import {
  BACK_UNLESS_AMISS,
  BACK_UNLESS_PAID,
  doubtfulAmongInvoices,
  doubtfulAmongPayments,
  UNBILLED,
  UNLESS_PAID,
  UNLESS_AMISS,
  WAITS_FOR_INVOICE,
  WAITS_FOR_NOTES,
} from './invoices.among.js';
import {
  amountsAgree,
  creditedInvoiceIsThere,
  doubtfulCreditNote,
  doubtfulInvoice,
  paymentsStillFit,
} from './invoices.rules.js';
import { leftOfInvoice } from './invoices.left.js';
import { invoicePaper } from './invoices.paper.js';
import { invoicePage } from './invoices.view.js';

/** What is marked as paid of an invoice without payments. */
const paidAmount = (sql: string): BulkStatus => ({ column: 'paid_amount', type: 'bigint', becomes: { sql } });

const kind = (collection: string, value: string): Omit<RecordKind, 'fields'> => ({
  key: 'invoices',
  collection,
  table: 'invoices',
  only: { column: 'kind', value },
  children: [invoiceLines],
  check: amountsAgree,
});

/** What was billed, and what was taken back. Drafts are never shown; financial details must be open. */
export const invoices: Section = {
  key: 'invoices',
  collection: 'invoices',
  kinds: [
    {
      ...kind('invoices', 'invoice'),
      fields: writtenInvoice,
      against: paymentsStillFit,
      byHand: {
        // How much of each is paid nobody can say of many; that all of it is, they can.
        statusInBulk: {
          without: ['part-paid'],
          unless: UNLESS_PAID,
          waits: WAITS_FOR_NOTES,
          backUnless: BACK_UNLESS_PAID,
          with: {
            paid: paidAmount('r.gross_amount - least(r.credited_amount, r.gross_amount)'),
            sent: paidAmount('0'),
            draft: paidAmount('0'),
          },
        },
        groups: {
          details: ['date', 'dueDate', 'site', 'status', 'purchaseOrder'],
          amounts: ['net', 'tax', 'gross', 'paid'],
        },
        begins: { paid: '0.00' },
        help: ['paid'],
        check: doubtfulInvoice,
        against: doubtfulAmongPayments,
        stays: {
          payments: `select count(*) from payment_allocations a join payments p on p.id = a.payment_id
            where a.invoice_id = $1 and p.deleted_at is null`,
          notes: `select count(*) from invoices i join invoices n on n.kind = 'credit-note'
              and n.customer_id = i.customer_id and n.credited_reference = i.reference and n.deleted_at is null
            where i.id = $1`,
        },
      },
    },
    {
      ...kind('credit-notes', 'credit-note'),
      fields: writtenCreditNote,
      against: creditedInvoiceIsThere,
      byHand: {
        statusInBulk: {
          unless: UNLESS_AMISS,
          waits: WAITS_FOR_INVOICE,
          backUnless: BACK_UNLESS_AMISS,
          ahead: UNBILLED,
        },
        groups: {
          details: ['date', 'site', 'status', 'invoice', 'purchaseOrder'],
          amounts: ['net', 'tax', 'gross'],
        },
        help: ['gross'],
        check: doubtfulCreditNote,
        against: doubtfulAmongInvoices,
        said: leftOfInvoice,
      },
    },
  ],
  table: 'invoices',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  needs: ['money'],
  shown: `r.status <> 'draft'`,
  fields: invoiceFields,
  children: [invoiceLines],
  filters: [choiceFilter(invoiceKind), statusFilter],
  sums: [
    totalOf('invoices', [invoiceGross, invoiceOpen], {
      less: `r.kind = 'credit-note'`,
      apart: uncounted('r'),
    }),
  ],
  tabs: billingTabs,
  follow: {
    table: 'invoices',
    ids: `select i.id from invoices n join invoices i on i.kind = 'invoice' and i.customer_id = n.customer_id
        and i.reference = n.credited_reference where n.id = any ($1) and n.kind = 'credit-note'`,
  },
  // The credit notes of an invoice: together they may be more than it billed.
  together: ['r.customer_id', 'coalesce(r.credited_reference, r.reference)'],
  page: invoicePage,
  paper: invoicePaper,
};
