import { choiceFilter } from '../engine/filter.js';
import type { Section } from '../engine/section.js';
import { siteFields, siteStatus } from './sites.fields.js';
import { sitePage } from './sites.view.js';

/** Places of customers. The first section: the others imitate it. */
export const sites: Section = {
  key: 'sites',
  collection: 'sites',
  table: 'sites',
  siteColumn: 'id',
  sorting: { field: 'name', descending: false },
  fields: siteFields,
  filters: [choiceFilter(siteStatus)],
  page: sitePage,
};
