import { ACCESS_KINDS, type AccessKind } from '../audit/access-log.entry.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { listHref } from '../platform/lists/list-links.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { PageHead, PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import type { AccessFilters } from './access.filters.js';
import type { ReadableAccess } from './access.presenter.js';
import { COUNTED } from './audit.queries.js';

export const ACCESS_LOG = '/admin/access-log';
export const KEEPING = `${ACCESS_LOG}/keeping`;

export interface AccessListModel extends PageModel {
  readonly filters: object;
  readonly table: TableView | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
  /** How long rows are kept, and where that is set. */
  readonly kept: { readonly text: Text; readonly href: string | null } | null;
}

type AccessColumn = 'at' | 'who' | 'what' | 'customer' | 'address';

/** Where a list of the log stands: all of it, a customer's for the office, or a customer's own. */
export interface AccessPlace {
  readonly path: string;
  readonly head: PageHead;
  /** With `customer` it can be narrowed to one. */
  readonly columns: readonly AccessColumn[];
  /** Whom to choose from; without, a name is typed. */
  readonly people?: readonly { readonly value: string; readonly label: Text }[];
  readonly kinds: readonly AccessKind[];
  readonly canDownload: boolean;
  /** What will appear here. */
  readonly empty: Text;
  readonly kept: AccessListModel['kept'];
}

/** The same on each of the office's own lists. */
export const OFFICE_LIST = {
  kinds: ACCESS_KINDS,
  canDownload: true,
  empty: say('logs.access.empty.text'),
} as const;

export function accessList(
  place: AccessPlace,
  { query }: Pick<AccessFilters, 'query'>,
  count: number,
  rows: readonly ReadableAccess[],
  { before, after }: Pick<ListPage<never>, 'before' | 'after'>,
): AccessListModel {
  const { path, head, kept } = place;
  const download = {
    label: say('logs.download'),
    href: listHref(`${path}.csv`, query),
    icon: 'download',
    kind: 'secondary',
  } as const;
  return {
    head: { ...head, ...(place.canDownload ? { action: download } : {}) },
    filters: filters(place, query),
    table: rows.length > 0 ? table(rows, place.columns, head.title) : null,
    empty: rows.length > 0 ? null : nothing(place, query),
    pagination: {
      count:
        count > COUNTED
          ? say('logs.access.countMore', { most: COUNTED })
          : say('logs.access.count', { count }),
      ...(before ? { earlierHref: listHref(path, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(path, query, { after }) } : {}),
    },
    kept,
  };
}

/** Nothing yet, or nothing that matches. */
function nothing({ path, empty }: AccessPlace, { filters: chosen }: AccessFilters['query']): object {
  if (Object.keys(chosen).length === 0)
    return { title: say('logs.access.empty.title'), text: empty, icon: 'eye' };
  return {
    title: say('logs.access.empty.noMatch'),
    text: say('logs.access.empty.otherDays'),
    icon: 'search',
    action: { label: say('platform.filters.clear'), href: path, kind: 'secondary' },
  };
}

function filters({ path, columns, people, kinds }: AccessPlace, query: AccessFilters['query']): object {
  const { person = '', customer = '', kind = '', from = '', to = '' } = query.filters;
  const chip = (label: Text, without: string) => ({ label, href: listHref(path, query, { [without]: '' }) });
  const choice = (name: string, label: Text, value: string, options: readonly object[]) => ({
    type: 'select',
    name,
    label,
    value,
    options: [{ value: '', label: say('logs.any') }, ...options],
  });
  const named = people?.find(({ value }) => value === person)?.label;
  const text = (name: 'person' | 'customer', value: string) => ({
    name,
    label: say(`logs.filters.${name}`),
    help: say(`logs.filters.${name}Help`),
    value,
  });
  return {
    action: path,
    fields: [
      people ? choice('person', say('logs.filters.person'), person, people) : text('person', person),
      ...(columns.includes('customer') ? [text('customer', customer)] : []),
      choice(
        'kind',
        say('logs.filters.action'),
        kind,
        kinds.map((value) => ({ value, label: say(`logs.access.kinds.${value}`) })),
      ),
      { type: 'date', name: 'from', label: say('sections.filters.from'), value: from, width: 'medium' },
      { type: 'date', name: 'to', label: say('sections.filters.to'), value: to, width: 'medium' },
    ],
    chips: [
      ...(person ? [chip(named ?? say('logs.chips.person'), 'person')] : []),
      ...(customer ? [chip(say('logs.chips.customer', { customer }), 'customer')] : []),
      ...(kind ? [chip(say(`logs.access.kinds.${kind}`), 'kind')] : []),
      ...(from ? [chip(say('sections.filters.chip.from', { day: from }), 'from')] : []),
      ...(to ? [chip(say('sections.filters.chip.to', { day: to }), 'to')] : []),
    ],
    clearHref: path,
  };
}

function table(rows: readonly ReadableAccess[], columns: readonly AccessColumn[], caption: Text): TableView {
  return tableView({
    caption,
    columns: columns.map((key) => ({
      key,
      label: say(`logs.columns.${key}`),
      telling: key === 'who' || key === 'what',
    })),
    rows: rows.map((row) => ({ cells: columns.map((key) => CELLS[key](row)) })),
  });
}

const CELLS: Readonly<Record<AccessColumn, (row: ReadableAccess) => Cell>> = {
  at: ({ at }) => cell.dateTime(at),
  who: ({ who }) => cell.text(who.name, who.href),
  what: ({ what, href }) => cell.text(what, href),
  customer: ({ customer }) => cell.text(customer?.name ?? null, customer?.href),
  address: ({ address }) => cell.text(address || null),
};
