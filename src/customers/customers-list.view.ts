import { may, type Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import type { OfficeColumn, OfficeList, OpenedList } from '../platform/lists/office-list.js';
import { officeList, type OfficeListModel } from '../platform/lists/office-list.view.js';
import { cell } from '../platform/pages/cells.js';
import type { Action } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { customerHref } from './customer-pages.js';
import { CUSTOMER_LIST } from './customers.queries.js';
import type { CustomerCounts, CustomerFilter, CustomerRow } from './customers.queries.js';

const PATH = '/admin/customers';

type Texts = { [Key in keyof CustomerRow]: CustomerRow[Key] extends string ? Key : never }[keyof CustomerRow];

const text = (name: Texts, list: OfficeColumn<CustomerRow>['list'] = 'shown'): OfficeColumn<CustomerRow> => ({
  name,
  label: say(`customers.fields.${name}`),
  list,
  cell: (row) => cell.text(row[name]),
});

/** Relationships > Customers. */
export const CUSTOMERS: OfficeList<CustomerRow, CustomerFilter> = {
  ...CUSTOMER_LIST,
  key: 'customers',
  words: 'customers.list',
  href: customerHref,
  columns: [
    text('reference', 'telling'),
    {
      name: 'name',
      label: say('customers.fields.name'),
      list: 'telling',
      cell: ({ name }) => cell.words(verbatim(name)),
    },
    text('contactName'),
    text('phone'),
    text('postcode'),
    text('accountManager'),
    {
      name: 'people',
      label: say('customers.fields.people'),
      list: 'telling',
      by: 'numbers',
      cell: ({ people }) => cell.number(people),
    },
    {
      name: 'portal',
      label: say('customers.fields.portal'),
      list: 'telling',
      cell: ({ portalEnabled }) => portalStatus(portalEnabled),
    },
    text('tradingName', 'offered'),
    text('email', 'offered'),
    text('address', 'offered'),
  ],
};

/** The office's list of customers. */
export function customersList(
  viewer: Viewer,
  opened: OpenedList<CustomerFilter>,
  counts: CustomerCounts,
  page: ListPage<CustomerRow>,
): OfficeListModel {
  const add: Action = { label: say('customers.add.action'), href: `${PATH}/new`, icon: 'plus' };
  const adding = may(viewer, 'customers.write') ? { action: add } : {};
  const { q, filters } = opened.query;
  return officeList(CUSTOMERS, {
    opened,
    page,
    now: new Date(),
    count: countInWords(counts, q !== '' || filters.portal !== undefined),
    filters: [
      {
        name: 'portal',
        label: say('customers.portalAccess'),
        options: CUSTOMER_LIST.filters.portal.map((value) => ({
          value,
          label: say(`customers.list.portal.${value}`),
        })),
        chip: (value) => say(`customers.list.portal.chip-${value}`),
      },
    ],
    head: adding,
    files: true,
    nothingYet: {
      icon: 'company',
      ...adding,
      ...(may(viewer, 'imports.run') ? { moreActions: [importCustomers] } : {}),
    },
    found: may(viewer, 'customers.write')
      ? [{ icon: 'trash', label: say('customers.list.deleted'), href: `${PATH}/deleted` }]
      : [],
  });
}

const importCustomers: Action = {
  label: say('customers.list.import'),
  href: '/admin/imports/new?section=customers',
  icon: 'upload',
  kind: 'secondary',
};

/** "30 customers, 12 with portal access": of a search, what it found. */
function countInWords({ found, withPortal }: CustomerCounts, narrowed: boolean): Text {
  return say(narrowed ? 'customers.list.found' : 'customers.list.count', { count: found, withPortal });
}

/** Portal access in a word and a colour. */
export const portalStatus = (enabled: boolean) =>
  cell.status(say(enabled ? 'customers.portalOn' : 'customers.portalOff'), enabled ? 'good' : 'neutral');
