import type { Filter } from '../engine/filter.js';
import type { Section } from '../engine/section.js';
import { documentFields } from './documents.fields.js';
import { documentPage } from './documents.view.js';

/** By what systems call a type, or by words of its name. */
const type: Filter = {
  name: 'type',
  read: (text) => (/^\P{Cc}{1,100}$/u.test(text.trim()) ? text.trim() : undefined),
  sql: (value, bind) => {
    const words = bind(value);
    return `r.type in (select key from file_types where key = ${words} or position(fold(${words}) in fold(name)) > 0)`;
  },
};

/** Documents of file types that are marked as customer files. */
export const documents: Section = {
  key: 'documents',
  collection: 'documents',
  table: 'documents',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  // An order's files are shown where the files of orders are.
  shown: `r.type in (select key from file_types where customer_file)
    and (r.order_id is null or (portal_may('orders.files') and exists (select from orders o
      where o.id = r.order_id and o.deleted_at is null and o.status <> 'draft')))`,
  fields: documentFields,
  filters: [type],
  page: documentPage,
};
