import type { Cursors, Place } from './cursors.js';
import type { ListQuery } from './list-query.js';

/** What a list sorts by, in SQL: columns that are never null, each with the type it is compared as; ties by id. */
export interface SortColumns {
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
  { id, columns }: SortColumns,
  cursors: Cursors,
  values: readonly unknown[],
  size = PAGE_SIZE,
): Keyset {
  const column = columns[query.sort];
  if (!column) throw new Error(`This list has no column "${query.sort}" to sort by.`);
  const { sql, type } = column;
  const order = `${query.descending ? '-' : ''}${query.sort}`;
  const cursor = query.before ?? query.after;
  const backwards = query.before !== undefined;
  const place = cursor === undefined ? undefined : cursors.unpack(order, cursor);
  const down = query.descending !== backwards;
  const [n, m] = [values.length + 1, values.length + 2];
  const direction = down ? 'desc' : 'asc';
  return {
    where: place ? `(${sql}, ${id}) ${down ? '<' : '>'} ($${n}::${type}, $${m}::uuid)` : 'true',
    order: `${sql} ${direction}, ${id} ${direction}`,
    place: `${sql}::text`,
    limit: size + 1,
    values: place ? [...values, place.value, place.id] : values,
    page: (found) => {
      const kept = found.slice(0, size);
      const rows = backwards ? kept.reverse() : kept;
      const more = found.length > size;
      const pack = (row: { id: string; place: string } | undefined) =>
        row && cursors.pack(order, { value: row.place, id: row.id } satisfies Place);
      return {
        rows,
        before: (backwards ? more : place !== undefined) ? pack(rows[0]) : undefined,
        after: backwards || more ? pack(rows.at(-1)) : undefined,
      };
    },
  };
}
