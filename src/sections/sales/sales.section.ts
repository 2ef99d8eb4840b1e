import { choiceFilter } from '../engine/filter.js';
import type { HandForm } from '../engine/hand-form.js';
import type { RecordKind, Section } from '../engine/section.js';
import { salesCards } from './sales.cards.js';
import { salesFields, salesKind, salesLines, salesState, shownFields } from './sales.fields.js';
import { salesPaper } from './sales.paper.js';
import { doubtfulDocument, doubtfulSale, totalApart } from './sales.rules.js';
import { salesPage } from './sales.view.js';

const [reference, customer, ...others] = shownFields;

/** Quotes, price lists and agreements: three collections of the API, one list for the people who read them. */
const kind = (collection: string, value: string, asks?: HandForm['asks']): RecordKind => ({
  key: 'sales',
  collection,
  table: 'sales',
  only: { column: 'kind', value },
  fields: salesFields,
  children: [salesLines],
  byHand: {
    statusInBulk: {},
    groups: {
      details: ['title', 'date', 'edition', 'site', 'status', 'expires'],
      amounts: ['total', 'notes'],
    },
    begins: { edition: '1' },
    help: ['document'],
    check: doubtfulSale,
    ...(asks ? { asks } : {}),
    against: doubtfulDocument,
  },
});

/** What the business offers and what is agreed. Drafts are never shown. */
export const sales: Section = {
  key: 'sales',
  collection: 'sales',
  kinds: [
    kind('quotes', 'quote', totalApart),
    kind('pricelists', 'pricelist'),
    kind('agreements', 'agreement'),
  ],
  table: 'sales',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  shown: 'r.shown',
  fields: [reference, customer, salesKind, ...others].filter((one) => one !== undefined),
  children: [salesLines],
  filters: [choiceFilter(salesKind), choiceFilter(salesState)],
  above: [salesCards],
  page: salesPage,
  paper: salesPaper,
};
