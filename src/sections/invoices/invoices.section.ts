import { choiceFilter } from '../engine/filter.js';
import type { RecordKind, Section } from '../engine/section.js';
import { billingTabs } from './billing.tabs.js';
import {
  invoiceFields,
  invoiceKind,
  invoiceLines,
  invoiceStatus,
  writtenCreditNote,
  writtenInvoice,
} from './invoices.fields.js';
import { amountsAgree, creditedInvoiceIsThere, paymentsStillFit } from './invoices.rules.js';
import { invoicePaper } from './invoices.paper.js';
import { invoicePage } from './invoices.view.js';

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
    { ...kind('invoices', 'invoice'), fields: writtenInvoice, against: paymentsStillFit },
    { ...kind('credit-notes', 'credit-note'), fields: writtenCreditNote, against: creditedInvoiceIsThere },
  ],
  table: 'invoices',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  needs: ['money'],
  shown: `r.status <> 'draft'`,
  fields: invoiceFields,
  children: [invoiceLines],
  filters: [
    choiceFilter(invoiceKind),
    { ...choiceFilter(invoiceStatus), sql: (value, bind) => `${invoiceStatus.derived} = ${bind(value)}` },
  ],
  tabs: billingTabs,
  page: invoicePage,
  paper: invoicePaper,
};
