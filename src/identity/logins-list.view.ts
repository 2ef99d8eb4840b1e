import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { listHref, sortLink } from '../platform/lists/list-links.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { tableSorts, type SortLink } from '../platform/lists/sorts.js';
import { cell } from '../platform/pages/cells.js';
import { Page, type PageModel, type Tone } from '../platform/pages/page.js';
import { tableView, type TableColumn, type TableView } from '../platform/pages/table.view.js';
import {
  LOGIN_STATES,
  LOGIN_TYPES,
  type LoginCounts,
  type LoginFilter,
  type LoginListRow,
  type LoginState,
} from './logins-list.queries.js';

export const LOGINS = '/admin/logins';
export const loginHref = (id: string): string => `${LOGINS}/${id}`;

export const STATE_TONES: Readonly<Record<LoginState, Tone>> = {
  active: 'good',
  waiting: 'attention',
  disabled: 'neutral',
};

export interface LoginsModel extends PageModel {
  readonly filters: object;
  readonly sorts: readonly SortLink[];
  readonly table: TableView | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

/** Everybody who signs in: staff and customers' people in one list. */
export function loginsPage(
  query: ListQuery<LoginFilter>,
  counts: LoginCounts,
  { rows, before, after }: ListPage<LoginListRow>,
): Page<LoginsModel> {
  const shown = rows.length > 0 ? table(query, rows) : null;
  return new Page('identity/logins', {
    head: {
      title: say('identity.logins.title'),
      purpose: say('identity.logins.purpose'),
      action: { label: say('identity.logins.add'), href: `${LOGINS}/new`, icon: 'plus' },
    },
    filters: filters(query),
    sorts: shown ? tableSorts(LOGINS, query, shown) : [],
    table: shown,
    empty: rows.length > 0 ? null : nothingMatches,
    pagination: {
      count: say('identity.logins.count', { count: counts.found, staff: counts.staff }),
      ...(before ? { earlierHref: listHref(LOGINS, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(LOGINS, query, { after }) } : {}),
    },
  });
}

const nothingMatches = {
  title: say('identity.logins.nothingMatches.title'),
  text: say('identity.logins.nothingMatches.text'),
  icon: 'search',
  action: { label: say('platform.filters.clear'), href: LOGINS, kind: 'secondary' },
};

function filters(query: ListQuery<LoginFilter>): object {
  const { q, filters: chosen, sort, descending } = query;
  const words = { type: 'identity.logins.types', state: 'identity.logins.states' } as const;
  const names = ['type', 'state'] as const;
  const select = (name: LoginFilter, values: readonly string[]) => ({
    type: 'select',
    name,
    label: say(`identity.logins.fields.${name}`),
    value: chosen[name] ?? '',
    options: [
      { value: '', label: say('identity.logins.any') },
      ...values.map((value) => ({ value, label: say(`${words[name]}.${value}`) })),
    ],
  });
  const chip = (label: Text, without: string) => ({
    label,
    href: listHref(LOGINS, query, { [without]: '' }),
  });
  return {
    action: LOGINS,
    q: { value: q, label: 'identity.logins.search' },
    hidden: [{ name: 'sort', value: `${descending ? '-' : ''}${sort}` }],
    fields: [select('type', LOGIN_TYPES), select('state', LOGIN_STATES)],
    chips: [
      ...(q ? [chip(say('identity.logins.searchedFor', { q }), 'q')] : []),
      ...names.flatMap((name) => (chosen[name] ? [chip(say(`${words[name]}.${chosen[name]}`), name)] : [])),
    ],
    clearHref: listHref(LOGINS, query, { q: '', type: '', state: '' }),
  };
}

function table(query: ListQuery<LoginFilter>, rows: readonly LoginListRow[]): TableView {
  const column = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: say(`identity.logins.fields.${key}`),
    ...more,
  });
  const sorted = (key: string) => sortLink(LOGINS, query, key);
  return tableView({
    caption: say('identity.logins.title'),
    columns: [
      column('name', sorted('name')),
      column('email', { ...sorted('email'), telling: true }),
      column('type', { telling: true }),
      column('state', { telling: true }),
      column('roleGroups'),
      column('belongsTo'),
      column('lastSignedIn', sorted('lastSignedIn')),
    ],
    rows: rows.map((row) => ({
      href: loginHref(row.id),
      cells: [
        cell.text(row.name || row.email),
        cell.text(row.email),
        cell.words(say(`identity.logins.types.${row.type}`)),
        cell.status(say(`identity.logins.states.${row.state}`), STATE_TONES[row.state]),
        cell.text(row.roleGroups.join(', ')),
        cell.text(row.belongsTo.join(', ')),
        cell.dateTime(row.lastSignedInAt),
      ],
    })),
  });
}
