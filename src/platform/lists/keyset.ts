import type { Cursors } from './cursors.js';
import type { ListQuery } from './list-query.js';
import { pageOf, stretches, type Stretch } from './places.js';

/** What a list sorts by, in SQL: columns that are never null, each with the type it is compared as; ties by id. */
export interface SortColumns {
  /** Of the list: its cursors are of no use in another. */
  readonly list: string;
  readonly id: string;
  readonly columns: Readonly<
    Record<string, { readonly sql: string; readonly type: 'text collate "C"' | 'timestamptz' | 'uuid' }>
  >;
}

/** The pieces of a statement that reads one page of a list, and what makes a page of the rows that come. */
export interface Keyset {
  /** A condition, to stand behind `and`. */
  readonly where: string;
  /** Behind `order by`. */
  readonly order: string;
  /** Stands in the select list as `place`: what a cursor carries. */
  readonly place: string;
  readonly limit: number;
  readonly values: readonly unknown[];
  page<Row extends { readonly id: string; readonly place: string }>(rows: readonly Row[]): ListPage<Row>;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** The cursor for the page before this one, and for the one behind it, where there is one. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export const PAGE_SIZE = 50;

/**
 * One page of a list by keyset: it costs the same on page 1 and on page 400, and nothing is shown twice or left out
 * when rows come in meanwhile.
 * @param values the values of the statement so far; the keyset's own are numbered behind them
 */
export function keyset(
  query: Pick<ListQuery<string>, 'sort' | 'descending' | 'after' | 'before'>,
  { list, id, columns }: SortColumns,
  cursors: Cursors,
  values: readonly unknown[],
  size = PAGE_SIZE,
): Keyset {
  const column = columns[query.sort];
  if (!column) throw new Error(`This list has no column "${query.sort}" to sort by.`);
  const { sql, type } = column;
  const order = `${list} ${query.descending ? '-' : ''}${query.sort}`;
  const turn = {
    after: query.after === undefined ? undefined : cursors.unpack(order, query.after),
    before: query.before === undefined ? undefined : cursors.unpack(order, query.before),
  };
  const all = [...values];
  const bind = (value: unknown) => `$${all.push(value)}`;
  const [stretch] = stretches({ sql, id, type, descending: query.descending }, turn, bind) as [Stretch];
  return {
    ...stretch,
    place: `${sql}::text`,
    limit: size + 1,
    values: all,
    page: (found) => {
      const { rows, earlier, later } = pageOf(found, turn, size);
      const pack = (row: { id: string; place: string } | undefined) =>
        row && cursors.pack(order, { value: row.place, id: row.id });
      return {
        rows,
        before: earlier ? pack(rows[0]) : undefined,
        after: later ? pack(rows.at(-1)) : undefined,
      };
    },
  };
}
