import { say, type Text } from '../errors.js';
import type { Cell } from '../pages/cells.js';
import { tableView, type RowChoice, type TableColumn, type TableView } from '../pages/table.view.js';
import { askedOf, isTelling, sayingColumns, sayingUsual, standingColumns } from './list-columns.js';
import type { Columns, Offered } from './list-columns.js';
import { listHref, sortLink } from './list-links.js';
import type { ListMemory, Remembered } from './list-memory.js';
import { readListQuery, type ListDeclaration, type ListQuery } from './list-query.js';
import type { Shared } from './list-tools.view.js';
import type { SortedBy } from './sorts.js';
import type { Redirect } from '../pages/page.js';

/** A column of such a list, and what stands there of a row. */
export interface OfficeColumn<Row> extends Offered {
  readonly label: Text;
  readonly by?: SortedBy;
  readonly cell: (row: Row, now: Date) => Cell;
}

/** A column called as `<words>.<name>` says. */
export const columnIn =
  <Row>(words: string) =>
  (
    name: string,
    list: OfficeColumn<Row>['list'],
    more: Pick<OfficeColumn<Row>, 'cell' | 'by'>,
  ): OfficeColumn<Row> => ({ name, label: say(`${words}.${name}`), list, ...more });

/** A list that the office alone has, beside those of sections. Its title and what else it says stands below `words`. */
export interface OfficeList<Row, Filter extends string = never> extends ListDeclaration<Filter> {
  /** Its path below `/admin`, and the name by which its columns and views are kept. */
  readonly key: string;
  readonly words: string;
  readonly columns: Columns<OfficeColumn<Row>>;
  readonly href: (row: Row) => string;
}

export type AnyOfficeList = Pick<
  OfficeList<never, string>,
  'key' | 'words' | 'columns' | 'sorts' | 'filters'
>;

export const pathOf = ({ key }: Pick<AnyOfficeList, 'key'>): string => `/admin/${key}`;

/** Whom its views may be shown to: no customer sees such a list. */
export const OFFICE_SHARES: readonly Shared[] = ['nobody', 'staff'];

/** What a list is asked for, and what its reader keeps of it. */
export interface OpenedList<Filter extends string> {
  readonly query: ListQuery<Filter>;
  readonly remembered: Remembered;
}

/**
 * Opens a list with the columns that its reader chose last: an address that does not say them leads to one that does.
 * @throws Refused for what the list does not know
 */
export async function openList<Filter extends string>(
  list: AnyOfficeList & ListDeclaration<Filter>,
  memory: ListMemory,
  sent: Readonly<Record<string, unknown>>,
  reader: Parameters<ListMemory['of']>[0],
): Promise<OpenedList<Filter> | Redirect> {
  const remembered = await memory.of(reader, list.key);
  const query = readListQuery(sent, list, remembered.columns);
  return sayingColumns(pathOf(list), sent, query) ?? { query, remembered };
}

/** What stands behind the question mark of a list that is kept. */
export const keptQuery = (query: ListQuery<string>): string => listHref('', sayingUsual(query)).slice(1);

/** The columns that stand there with these rows. */
export function columnsWith<Row>(
  { columns }: Pick<OfficeList<Row>, 'columns'>,
  query: ListQuery<string>,
  rows: readonly Row[],
  now: Date,
): readonly OfficeColumn<Row>[] {
  const says = ({ value }: Cell) => value !== null && value !== '';
  return standingColumns(askedOf(columns, query), query, ({ cell }) =>
    rows.some((row) => says(cell(row, now))),
  );
}

/** Rows of a list in some of its columns. */
export function officeTable<Row, Filter extends string>(
  list: OfficeList<Row, Filter>,
  query: ListQuery<Filter>,
  rows: readonly Row[],
  now: Date,
  columns: readonly OfficeColumn<Row>[],
  choice: (row: Row) => RowChoice | undefined = () => undefined,
): TableView {
  return tableView({
    caption: say(`${list.words}.title`),
    columns: columns.map((column): TableColumn => ({
      key: column.name,
      label: column.label,
      // Columns that somebody chose stand on a phone's card too.
      telling: query.chosen !== undefined || isTelling(column),
      ...(column.by === 'numbers' ? { numeric: true } : {}),
      ...(isSorted(list, column) ? sortLink(pathOf(list), query, column.name) : {}),
    })),
    rows: rows.map((row) => {
      const box = choice(row);
      return {
        href: list.href(row),
        ...(box ? { choice: box } : {}),
        cells: columns.map(({ cell }) => cell(row, now)),
      };
    }),
  });
}

/** Whether the list may be sorted by a column. */
export const isSorted = ({ sorts }: Pick<AnyOfficeList, 'sorts'>, { name }: Offered): boolean =>
  sorts.some((one) => one.replace(/^-/, '') === name);
