import type { Filter } from '../engine/filter.js';
import type { Section } from '../engine/section.js';
import { documentFields } from './documents.fields.js';
import { documentPage } from './documents.view.js';

const type: Filter = {
  name: 'type',
  read: (text) => (/^[a-z-]{1,50}$/.test(text) ? text : undefined),
  sql: (value, bind) => `r.type = ${bind(value)}`,
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
