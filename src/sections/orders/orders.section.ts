import { choiceFilter, type Filter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { orderChildren, orderFields, orderStatus } from './orders.fields.js';
import { orderPage } from './orders.view.js';

/** Orders that are not delivered yet, nor cancelled. */
const progress: Filter = {
  name: 'progress',
  choices: ['open'],
  words: 'progress',
  read: (text) => (text === 'open' ? text : undefined),
  sql: () => `r.status in ('received', 'in-progress', 'ready')`,
};

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
  filters: [choiceFilter(orderStatus), progress],
  check: flagsOnce,
  byHand: {
    statusInBulk: {},
    check: ({ date, deadline }): Record<string, string> =>
      date && deadline && String(deadline) < String(date) ? { deadline: 'orders.wrong.deadlineBefore' } : {},
    groups: { details: ['title', 'date', 'deadline', 'site', 'status', 'additionalInformation'] },
    stays: { files: 'select count(*) from documents where order_id = $1 and deleted_at is null' },
  },
  page: orderPage,
};

/** A flag stands on an order once. */
function flagsOnce({ flags }: ChildBody): { field: string; key: string } | undefined {
  const all = Array.isArray(flags) ? (flags as string[]) : [];
  return new Set(all).size < all.length ? { field: 'flags', key: 'orders.wrong.flagTwice' } : undefined;
}
