import { say, type Text } from '../errors.js';
import type { Action, PageHead, PageModel } from '../pages/page.js';
import type { RowChoice, TableView } from '../pages/table.view.js';
import type { ListPage } from './keyset.js';
import { askedOf } from './list-columns.js';
import { downloads, listHref } from './list-links.js';
import { readListQuery, type ListQuery } from './list-query.js';
import { listTools, type ListTools } from './list-tools.view.js';
import { filterForm, type ShownFilter } from './office-filters.view.js';
import { columnsWith, isSorted, keptQuery, OFFICE_SHARES, officeTable, pathOf } from './office-list.js';
import type { OfficeList, OpenedList } from './office-list.js';
import { bothWays } from './sorts.js';

/** A quiet way from the foot of a list. */
export interface WayOn {
  readonly icon: string;
  readonly label: Text;
  readonly href: string;
}

/** What a list's page says beside its rows. */
export interface OfficeListInput<Row, Filter extends string> {
  readonly opened: OpenedList<Filter>;
  readonly page: ListPage<Row>;
  readonly now: Date;
  readonly count: Text;
  readonly filters: readonly ShownFilter<Filter>[];
  readonly head?: Pick<PageHead, 'action' | 'tabs'>;
  /** Whether there are files of it. */
  readonly files?: boolean;
  readonly nothingYet?: {
    readonly icon: string;
    readonly action?: Action;
    readonly moreActions?: readonly Action[];
  };
  /** What may be done to the rows that are ticked. */
  readonly selection?: OfficeSelection<Row> | undefined;
  readonly found?: readonly WayOn[];
}

export interface OfficeSelection<Row> {
  readonly choice: (row: Row) => RowChoice;
  readonly form: SelectionOfRows;
}

interface SelectionOfRows {
  readonly action: string;
  readonly label: Text;
  readonly deeds: readonly {
    readonly name: string;
    readonly value: string;
    readonly label: Text;
    readonly icon?: string;
  }[];
}

export interface OfficeListModel extends PageModel {
  readonly tools: ListTools;
  readonly filters: object;
  /** Something to know about what is shown. */
  readonly note: Text | null;
  readonly table: TableView | null;
  readonly selection: SelectionOfRows | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
  readonly found: readonly WayOn[];
}

/** A list of the office as a page: pure. */
export function officeList<Row, Filter extends string>(
  list: OfficeList<Row, Filter>,
  input: OfficeListInput<Row, Filter>,
): OfficeListModel {
  const { page, now, selection, files = false } = input;
  const { query } = input.opened;
  const { rows, before, after } = page;
  const base = pathOf(list);
  const shown = rows.length > 0;
  const columns = shown ? columnsWith(list, query, rows, now) : askedOf(list.columns, query);
  return {
    head: {
      title: say(`${list.words}.title`),
      purpose: say(`${list.words}.purpose`),
      ...(shown && files ? downloads(base, query) : {}),
      ...input.head,
    },
    tools: tools(list, input.opened, columns, files),
    filters: filterForm(list, query, input.filters),
    note: query.leftOut ? say('platform.columns.leftOut') : null,
    table: shown ? officeTable(list, query, rows, now, columns, selection?.choice) : null,
    selection: shown && selection ? selection.form : null,
    empty: shown ? null : nothing(list, query, input),
    pagination: {
      count: input.count,
      ...(before ? { earlierHref: listHref(base, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(base, query, { after }) } : {}),
    },
    found: input.found ?? [],
  };
}

function nothing<Row, Filter extends string>(
  list: OfficeList<Row, Filter>,
  { q, filters }: ListQuery<Filter>,
  { nothingYet }: OfficeListInput<Row, Filter>,
): object {
  const words = (key: string) => ({
    title: say(`${list.words}.${key}.title`),
    text: say(`${list.words}.${key}.text`),
  });
  const narrowed = q !== '' || Object.keys(filters).length > 0;
  if (nothingYet && !narrowed) return { ...words('nothingYet'), ...nothingYet };
  const clear: Action = { label: say('platform.filters.clear'), href: pathOf(list), kind: 'secondary' };
  return { ...words('nothingMatches'), icon: 'search', action: clear };
}

function tools<Row, Filter extends string>(
  list: OfficeList<Row, Filter>,
  { query, remembered }: OpenedList<Filter>,
  standing: readonly { readonly name: string }[],
  files: boolean,
): ListTools {
  const sorted = query.descending ? 'descending' : 'ascending';
  return listTools({
    room: 'admin',
    key: list.key,
    query: keptQuery(query),
    sorts: list.columns
      .filter((column) => isSorted(list, column))
      .flatMap(({ name, label, by = 'words' }) =>
        bothWays(label, by, query.sort === name ? sorted : undefined, (descending) =>
          listHref(pathOf(list), query, { sort: `${descending ? '-' : ''}${name}` }),
        ),
      ),
    offered: list.columns.slice(1),
    chosen: query.chosen !== undefined,
    shown: askedOf(list.columns, query).map(({ name }) => name),
    standing: standing.map(({ name }) => name),
    files: files ? say('platform.columns.files') : null,
    remembered,
    kept: (sent) => keptQuery(readListQuery(sent, list)),
    shared: OFFICE_SHARES,
  });
}
