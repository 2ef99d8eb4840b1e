import { choiceFilter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { invoiceFields, invoiceLines, invoiceStatus } from './invoices.fields.js';
import { invoicePage } from './invoices.view.js';

/** What was billed. Drafts are never shown; financial details must be open. */
export const invoices: Section = {
  key: 'invoices',
  collection: 'invoices',
  table: 'invoices',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  needs: ['money'],
  shown: `r.status <> 'draft'`,
  fields: invoiceFields,
  children: [invoiceLines],
  filters: [choiceFilter(invoiceStatus)],
  check: amountsAgree,
  page: invoicePage,
};

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** One currency, and a total that is net and tax together. */
function amountsAgree(invoice: ChildBody): { field: string; key: string } | undefined {
  const [net, tax, gross, paid] = (['net', 'tax', 'gross', 'paid'] as const).map(
    (name) => invoice[name] as Money,
  );
  if (!net || !tax || !gross || !paid) return undefined;
  if ([tax, gross, paid].some(({ currency }) => currency !== net.currency))
    return { field: 'gross', key: 'invoices.wrong.currencies' };
  return gross.amount === net.amount + tax.amount
    ? undefined
    : { field: 'gross', key: 'invoices.wrong.gross' };
}
