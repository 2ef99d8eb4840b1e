import { choiceFilter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { orderChildren, orderFields, orderStatus } from './orders.fields.js';
import { orderPage } from './orders.view.js';

/** What customers ordered: when it is due and how it stands, never the tasks inside. Drafts are never shown. */
export const orders: Section = {
  key: 'orders',
  collection: 'orders',
  table: 'orders',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  shown: `r.status <> 'draft'`,
  parts: [
    { key: 'orders.files', needs: ['orders'], words: 'orders.parts.files' },
    { key: 'orders.flags', needs: ['orders'], words: 'orders.parts.flags' },
  ],
  fields: orderFields,
  children: orderChildren,
  filters: [choiceFilter(orderStatus)],
  check: flagsOnce,
  byHand: {
    statusInBulk: true,
    groups: { details: ['title', 'date', 'deadline', 'site', 'status', 'additionalInformation'] },
    stays: 'select count(*) from documents where order_id = $1 and deleted_at is null',
  },
  page: orderPage,
};

/** A flag stands on an order once. */
function flagsOnce({ flags }: ChildBody): { field: string; key: string } | undefined {
  const all = Array.isArray(flags) ? (flags as string[]) : [];
  return new Set(all).size < all.length ? { field: 'flags', key: 'orders.wrong.flagTwice' } : undefined;
}
