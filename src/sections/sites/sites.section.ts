import { doubtfulSite } from './sites.doubts.js';
import { choiceFilter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { siteContacts, siteContainers, siteFields, siteStatus } from './sites.fields.js';
import { sitePage } from './sites.view.js';

/** Places of customers. The first section: the others imitate it. */
export const sites: Section = {
  key: 'sites',
  collection: 'sites',
  table: 'sites',
  siteColumn: 'id',
  sorting: { field: 'name', descending: false },
  fields: siteFields,
  children: [siteContacts, siteContainers],
  check: ({ invoicing, invoicingAddress }: ChildBody) =>
    invoicing === 'own' && !invoicingAddress
      ? { field: 'invoicingAddress', key: 'sites.wrong.invoicingAddress' }
      : undefined,
  filters: [choiceFilter(siteStatus)],
  byHand: {
    statusInBulk: {},
    check: doubtfulSite,
    groups: {
      details: ['name', 'kind', 'status', 'accountNumber', 'sicCode'],
      address: ['address', 'postcode', 'coordinates', 'invoicing', 'invoicingAddress'],
      contact: ['contactName', 'contactPhone', 'contactEmail'],
    },
    emptyRows: { contacts: 1, containers: 1 },
    help: ['kind', 'coordinates'],
    stays: { jobs: 'select count(*) from jobs where site_id = $1 and deleted_at is null' },
  },
  page: sitePage,
};
