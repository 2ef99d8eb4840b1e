import { ACCESS_KINDS } from '../audit/access-log.entry.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { listHref } from '../platform/lists/list-links.js';
import { cell } from '../platform/pages/cells.js';
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

/** Where a list of the log stands: all of it, or a customer's. */
export interface AccessPlace {
  readonly path: string;
  readonly head: PageHead;
  readonly customers: boolean;
  readonly kept: AccessListModel['kept'];
}

export function accessList(
  { path, head, customers, kept }: AccessPlace,
  { query }: AccessFilters,
  count: number,
  rows: readonly ReadableAccess[],
  { before, after }: Pick<ListPage<never>, 'before' | 'after'>,
): AccessListModel {
  return {
    head: {
      ...head,
      action: {
        label: say('logs.download'),
        href: listHref(`${path}.csv`, query),
        icon: 'download',
        kind: 'secondary',
      },
    },
    filters: filters(path, customers, { query }),
    table: rows.length > 0 ? table(rows, customers) : null,
    empty:
      rows.length > 0
        ? null
        : { title: say('logs.access.empty.title'), text: say('logs.access.empty.text'), icon: 'eye' },
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

function filters(path: string, customers: boolean, { query }: Pick<AccessFilters, 'query'>): object {
  const { person = '', customer = '', kind = '', from = '', to = '' } = query.filters;
  const chip = (label: Text, without: string) => ({ label, href: listHref(path, query, { [without]: '' }) });
  const text = (name: 'person' | 'customer', value: string) => ({
    name,
    label: say(`logs.filters.${name}`),
    help: say(`logs.filters.${name}Help`),
    value,
  });
  return {
    action: path,
    fields: [
      text('person', person),
      ...(customers ? [text('customer', customer)] : []),
      {
        type: 'select',
        name: 'kind',
        label: say('logs.filters.action'),
        value: kind,
        options: [
          { value: '', label: say('logs.any') },
          ...ACCESS_KINDS.map((value) => ({ value, label: say(`logs.access.kinds.${value}`) })),
        ],
      },
      { type: 'date', name: 'from', label: say('sections.filters.from'), value: from, width: 'medium' },
      { type: 'date', name: 'to', label: say('sections.filters.to'), value: to, width: 'medium' },
    ],
    chips: [
      ...(person ? [chip(say('logs.chips.person'), 'person')] : []),
      ...(customer ? [chip(say('logs.chips.customer', { customer }), 'customer')] : []),
      ...(kind ? [chip(say(`logs.access.kinds.${kind}`), 'kind')] : []),
      ...(from ? [chip(say('sections.filters.chip.from', { day: from }), 'from')] : []),
      ...(to ? [chip(say('sections.filters.chip.to', { day: to }), 'to')] : []),
    ],
    clearHref: path,
  };
}

function table(rows: readonly ReadableAccess[], customers: boolean): TableView {
  return tableView({
    caption: say('logs.access.title'),
    columns: ['at', 'who', 'what', ...(customers ? ['customer'] : []), 'address'].map((key) => ({
      key,
      label: say(`logs.columns.${key}`),
      telling: key === 'who' || key === 'what',
    })),
    rows: rows.map(({ at, who, what, href, customer, address }) => ({
      cells: [
        cell.dateTime(at),
        cell.text(who.name, who.href),
        cell.text(what, href),
        ...(customers ? [cell.text(customer?.name ?? null, customer?.href)] : []),
        cell.text(address || null),
      ],
    })),
  });
}
