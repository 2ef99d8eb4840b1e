import { may, type Viewer } from '../../access/viewer.js';
import { say, type Text } from '../../platform/errors.js';
import type { ListPage } from '../../platform/lists/keyset.js';
import type { OfficeList, OpenedList } from '../../platform/lists/office-list.js';
import { officeList, type OfficeListModel } from '../../platform/lists/office-list.view.js';
import { cell } from '../../platform/pages/cells.js';
import type { Action, PageHead } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import type { CustomerModel } from '../customers.view.js';
import { accountHref, ACCOUNTS } from './account-hrefs.js';
import { ACCOUNT_LIST, type AccountRow } from './accounts.queries.js';
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

/** Relationships > Consolidated accounts. */
export const CONSOLIDATED_ACCOUNTS: OfficeList<AccountRow> = {
  ...ACCOUNT_LIST,
  key: 'consolidated-accounts',
  words: 'accounts.list',
  href: accountHref,
  columns: [
    {
      name: 'reference',
      label: say('customers.fields.reference'),
      list: 'telling',
      cell: ({ reference }) => cell.text(reference),
    },
    {
      name: 'name',
      label: say('customers.fields.name'),
      list: 'telling',
      cell: ({ name }) => cell.words(verbatim(name)),
    },
    ...(['customers', 'people'] as const).map((name) => ({
      name,
      label: say(`accounts.tabs.${name}`),
      list: 'telling' as const,
      by: 'numbers' as const,
      cell: (row: AccountRow) => cell.number(row[name]),
    })),
  ],
};

/** The office's list of consolidated accounts. */
export function accountsList(
  viewer: Viewer,
  opened: OpenedList<never>,
  found: number,
  page: ListPage<AccountRow>,
): OfficeListModel {
  const add: Action = { label: say('accounts.add.action'), href: `${ACCOUNTS}/new`, icon: 'plus' };
  const adding = may(viewer, 'customers.write') ? { action: add } : {};
  return officeList(CONSOLIDATED_ACCOUNTS, {
    opened,
    page,
    now: new Date(),
    count: say('accounts.list.count', { count: found }),
    filters: [],
    head: adding,
    nothingYet: { icon: 'people', ...adding },
  });
}

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
