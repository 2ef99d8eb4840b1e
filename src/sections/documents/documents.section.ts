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
  shown: 'r.type in (select key from file_types where customer_file)',
  fields: documentFields,
  filters: [type],
  page: documentPage,
};
