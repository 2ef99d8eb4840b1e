import { may, type Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import { downloads, listHref, sortLink } from '../platform/lists/list-links.js';
import type { ListPage } from '../platform/lists/keyset.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { tableSorts, type SortLink } from '../platform/lists/sorts.js';
import { cell } from '../platform/pages/cells.js';
import type { Action, PageModel } from '../platform/pages/page.js';
import { tableView, type TableColumn, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { customerHref } from './customer-pages.js';
import type { CustomerCounts, CustomerFilter, CustomerRow } from './customers.queries.js';

export interface CustomersListModel extends PageModel {
  readonly filters: object;
  readonly sorts: readonly SortLink[];
  readonly table: TableView | null;
  readonly empty: {
    readonly title: Text;
    readonly text: Text;
    readonly icon: string;
    readonly action?: Action;
    readonly moreActions?: readonly Action[];
  } | null;
  /** To those that were deleted, for whoever may bring them back. */
  readonly deleted: { readonly label: Text; readonly href: string } | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

const PATH = '/admin/customers';

/** The office's list of customers. */
export function customersList(
  viewer: Viewer,
  query: ListQuery<CustomerFilter>,
  counts: CustomerCounts,
  { rows, before, after }: ListPage<CustomerRow>,
): CustomersListModel {
  const add: Action = { label: say('customers.add.action'), href: `${PATH}/new`, icon: 'plus' };
  const mayAdd = may(viewer, 'customers.write');
  const narrowed = query.q !== '' || query.filters.portal !== undefined;
  const table = rows.length > 0 ? customersTable(query, rows) : null;
  return {
    head: {
      title: say('customers.list.title'),
      purpose: say('customers.list.purpose'),
      ...(rows.length > 0 ? downloads(PATH, query) : {}),
      ...(mayAdd ? { action: add } : {}),
    },
    filters: filters(query),
    sorts: table ? tableSorts(PATH, query, table) : [],
    table,
    empty:
      rows.length > 0
        ? null
        : narrowed
          ? nothingMatches
          : {
              ...nothingYet,
              ...(mayAdd ? { action: add } : {}),
              ...(may(viewer, 'imports.run') ? { moreActions: [importCustomers] } : {}),
            },
    deleted: mayAdd ? { label: say('customers.list.deleted'), href: `${PATH}/deleted` } : null,
    pagination: {
      count: countInWords(counts, narrowed),
      ...(before ? { earlierHref: listHref(PATH, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(PATH, query, { after }) } : {}),
    },
  };
}

const nothingYet = {
  title: say('customers.list.nothingYet.title'),
  text: say('customers.list.nothingYet.text'),
  icon: 'company',
};

const importCustomers: Action = {
  label: say('customers.list.import'),
  href: '/admin/imports/new?section=customers',
  icon: 'upload',
  kind: 'secondary',
};

const nothingMatches = {
  title: say('customers.list.nothingMatches.title'),
  text: say('customers.list.nothingMatches.text'),
  icon: 'search',
  action: { label: say('platform.filters.clear'), href: PATH, kind: 'secondary' },
} as const;

/** "30 customers, 12 with portal access": of a search, what it found. */
function countInWords({ found, withPortal }: CustomerCounts, narrowed: boolean): Text {
  return say(narrowed ? 'customers.list.found' : 'customers.list.count', { count: found, withPortal });
}

function filters(query: ListQuery<CustomerFilter>): object {
  const { q, filters: chosen, sort, descending } = query;
  const { portal } = chosen;
  return {
    action: PATH,
    q: { value: q, label: 'customers.list.search' },
    hidden: [{ name: 'sort', value: `${descending ? '-' : ''}${sort}` }],
    fields: [
      {
        type: 'select',
        name: 'portal',
        label: say('customers.portalAccess'),
        value: portal ?? '',
        options: ['', 'on', 'off'].map((value) => ({
          value,
          label: say(`customers.list.portal.${value || 'any'}`),
        })),
      },
    ],
    chips: [
      ...(q
        ? [{ label: say('customers.list.searchedFor', { q }), href: listHref(PATH, query, { q: '' }) }]
        : []),
      ...(portal
        ? [
            {
              label: say(`customers.list.portal.chip-${portal}`),
              href: listHref(PATH, query, { portal: '' }),
            },
          ]
        : []),
    ],
    clearHref: listHref(PATH, query, { q: '', portal: '' }),
  };
}

/** The rows of the list, as its page and its files show them. */
export function customersTable(query: ListQuery<CustomerFilter>, rows: readonly CustomerRow[]): TableView {
  const column = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: say(`customers.fields.${key}`),
    ...more,
  });
  return tableView({
    caption: say('customers.list.title'),
    columns: [
      column('reference', sortLink(PATH, query, 'reference')),
      column('name', { ...sortLink(PATH, query, 'name'), telling: true }),
      column('contactName'),
      column('phone'),
      column('postcode'),
      column('accountManager'),
      column('people', { numeric: true, telling: true }),
      column('portal', { telling: true }),
    ],
    rows: rows.map((row) => ({
      href: customerHref(row),
      cells: [
        cell.text(row.reference),
        cell.words(verbatim(row.name)),
        cell.text(row.contactName),
        cell.text(row.phone),
        cell.text(row.postcode),
        cell.text(row.accountManager),
        cell.number(row.people),
        portalStatus(row.portalEnabled),
      ],
    })),
  });
}

/** Portal access in a word and a colour. */
export const portalStatus = (enabled: boolean) =>
  cell.status(say(enabled ? 'customers.portalOn' : 'customers.portalOff'), enabled ? 'good' : 'neutral');
