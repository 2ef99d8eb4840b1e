import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';
import { TODAY } from '../engine/today.sql.js';

export const SALES_KINDS = ['quote', 'pricelist', 'agreement'] as const;
export const SALES_STATUSES = ['draft', 'sent', 'accepted', 'finished', 'expired'] as const;

const TONES = {
  draft: 'neutral',
  sent: 'information',
  accepted: 'good',
  // What is over is neither well nor ill.
  finished: 'neutral',
  expired: 'attention',
} as const;

const salesStatus = field.choice('status', SALES_STATUSES, { list: 'telling', tones: TONES });

/** How it stands today: an offer that nobody took until its last day has expired, whoever says so. */
export const SALES_STATE = `(case when r.status = 'sent' and r.expires < ${TODAY} then 'expired' else r.status end)`;

export const salesState = field.choice('status', SALES_STATUSES, {
  list: 'telling',
  tones: TONES,
  derived: SALES_STATE,
});

/** What tells quotes, price lists and agreements apart where they stand together. */
export const salesKind = field.choice('kind', SALES_KINDS, { list: 'telling' });

/** What systems and people write of every one of them. */
export const salesFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('title', { list: 'telling', longest: 200 }),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.whole('edition', { list: 'offered', empty: 1 }),
  field.site({ list: 'offered' }),
  salesStatus,
  field.date('expires', { list: 'telling', filter: true, sort: { column: 'expires', nullable: true } }),
  // Only of what still holds: what is over, finished or has no end is not counting down, nor is a quote that was taken.
  field.whole('endsIn', {
    list: 'shown',
    zero: 'sections.ending.none',
    derived: `(case when r.status = 'sent' or (r.status = 'accepted' and r.kind <> 'quote')
      then nullif(greatest(r.expires - ${TODAY}, -1), -1) end)`,
  }),
  field.money('total', { list: 'offered', needs: 'money' }),
  field.text('notes', { longest: 5000 }),
  // Its PDF is opened in place of the one that is made here. Where documents are closed, so is that one names one.
  field.text('document', {
    longest: 200,
    column: 'document_reference',
    needs: 'documents',
    // Customers' people learn of it where they see it among documents.
    shownAs: `(select d.reference from documents d where d.reference = r.document_reference
      and d.customer_id = r.customer_id and d.deleted_at is null and d.order_id is null)`,
  }),
];

/** What lists, files and pages show of them. */
export const shownFields: readonly Field[] = salesFields.map((one) =>
  one === salesStatus ? salesState : one,
);

export const salesLines: Child = {
  name: 'lines',
  table: 'sales_lines',
  rootColumn: 'sale_id',
  parentColumn: 'sale_id',
  most: 1000,
  fields: [
    field.text('description', { required: true, longest: 500 }),
    field.whole('quantityThousandths', { empty: 1000, typed: 'thousandths' }),
    field.text('unit', { longest: 30 }),
    // What nobody gave is no price; what costs nothing says 0.
    field.whole('unitAmount', { needs: 'money', typed: 'amount' }),
    field.whole('netAmount', { needs: 'money', typed: 'amount' }),
  ],
};
