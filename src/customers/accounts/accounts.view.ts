import { may, type Viewer } from '../../access/viewer.js';
import { say, type Text } from '../../platform/errors.js';
import type { ListPage } from '../../platform/lists/keyset.js';
import { listHref, sortLink } from '../../platform/lists/list-links.js';
import type { ListQuery } from '../../platform/lists/list-query.js';
import { tableSorts } from '../../platform/lists/sorts.js';
import { cell } from '../../platform/pages/cells.js';
import type { Action, PageHead } from '../../platform/pages/page.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import type { CustomersListModel } from '../customers-list.view.js';
import type { CustomerModel } from '../customers.view.js';
import { accountHref, ACCOUNTS } from './account-hrefs.js';
import type { AccountRow } from './accounts.queries.js';
import type { ConsolidatedAccount } from './consolidated-account.entity.js';

type Named = Pick<ConsolidatedAccount, 'id' | 'name'>;

const TABS = { details: '', customers: '/customers', people: '/people' } as const;

/** The name, a way back to the list, and the tabs with this one open. */
export const accountHead = (account: Named, current: keyof typeof TABS): PageHead => ({
  title: verbatim(account.name),
  back: { label: say('accounts.list.title'), href: ACCOUNTS },
  tabs: Object.entries(TABS).map(([key, path]) => ({
    label: say(`accounts.tabs.${key}`),
    href: accountHref(account) + path,
    current: key === current,
  })),
});

/** The office's list of consolidated accounts. */
export function accountsList(
  viewer: Viewer,
  query: ListQuery,
  found: number,
  { rows, before, after }: ListPage<AccountRow>,
): CustomersListModel {
  const add: Action = { label: say('accounts.add.action'), href: `${ACCOUNTS}/new`, icon: 'plus' };
  const mayAdd = may(viewer, 'customers.write') ? { action: add } : {};
  const sort = `${query.descending ? '-' : ''}${query.sort}`;
  const chip = {
    label: say('customers.list.searchedFor', { q: query.q }),
    href: listHref(ACCOUNTS, query, { q: '' }),
  };
  const nothing = (key: string) => ({
    title: say(`accounts.list.${key}.title`),
    text: say(`accounts.list.${key}.text`),
  });
  const shown = rows.length > 0 ? table(query, rows) : null;
  return {
    head: { title: say('accounts.list.title'), purpose: say('accounts.list.purpose'), ...mayAdd },
    filters: {
      action: ACCOUNTS,
      q: { value: query.q, label: 'accounts.list.search' },
      hidden: [{ name: 'sort', value: sort }],
      fields: [],
      chips: query.q ? [chip] : [],
      clearHref: listHref(ACCOUNTS, query, { q: '' }),
    },
    sorts: shown ? tableSorts(ACCOUNTS, query, shown) : [],
    table: shown,
    empty:
      rows.length > 0
        ? null
        : query.q
          ? { ...nothing('nothingMatches'), icon: 'search' }
          : { ...nothing('nothingYet'), icon: 'people', ...mayAdd },
    deleted: null,
    pagination: {
      count: say('accounts.list.count', { count: found }),
      ...(before ? { earlierHref: listHref(ACCOUNTS, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(ACCOUNTS, query, { after }) } : {}),
    },
  };
}

const table = (query: ListQuery, rows: readonly AccountRow[]) =>
  tableView({
    caption: say('accounts.list.title'),
    columns: [
      {
        key: 'reference',
        label: say('customers.fields.reference'),
        ...sortLink(ACCOUNTS, query, 'reference'),
      },
      {
        key: 'name',
        label: say('customers.fields.name'),
        ...sortLink(ACCOUNTS, query, 'name'),
        telling: true,
      },
      { key: 'customers', label: say('accounts.tabs.customers'), numeric: true, telling: true },
      { key: 'people', label: say('accounts.tabs.people'), numeric: true, telling: true },
    ],
    rows: rows.map((row) => ({
      href: accountHref(row),
      cells: [
        cell.text(row.reference),
        cell.words(verbatim(row.name)),
        cell.number(row.customers),
        cell.number(row.people),
      ],
    })),
  });

/** The tab *Details*. */
export function accountDetails(
  account: ConsolidatedAccount,
  counts: { readonly customers: number; readonly people: number },
  mayChange: boolean,
): CustomerModel {
  const head = accountHead(account, 'details');
  const actions: Pick<PageHead, 'action' | 'moreActions'> = {
    action: {
      label: say('customers.edit.action'),
      href: `${accountHref(account)}/edit`,
      icon: 'edit',
      kind: 'secondary',
    },
    moreActions: [
      { label: say('accounts.delete.action'), href: `${accountHref(account)}/deletion`, kind: 'quiet' },
    ],
  };
  const item = (label: Text, value: ReturnType<typeof cell.text>) => ({ label, cell: value });
  return {
    head: { ...head, ...(mayChange ? actions : {}) },
    groups: [
      {
        title: say('customers.groups.names'),
        items: [
          item(say('customers.fields.reference'), cell.text(account.reference)),
          item(say('customers.fields.name'), cell.text(account.name)),
          item(say('accounts.tabs.customers'), cell.number(counts.customers)),
          item(say('accounts.tabs.people'), cell.number(counts.people)),
        ],
      },
    ],
  };
}
