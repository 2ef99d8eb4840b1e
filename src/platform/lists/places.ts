import type { Place } from './cursors.js';

/** What a list is sorted by, in SQL; ties go by id, and what is null comes last. */
export interface Order {
  readonly sql: string;
  readonly id: string;
  /** What a place's value is compared as; without it, as Postgres infers from the column. */
  readonly type?: string;
  readonly nullable?: boolean;
  readonly descending: boolean;
  /** The index holds the greatest first and nulls last, as those of dates do; only its own order is read from it. */
  readonly greatestFirst?: boolean;
}

/** Behind which place of a list a page begins, or before which it ends. */
export interface Turn {
  readonly after?: Place | undefined;
  readonly before?: Place | undefined;
}

/** Rows that an index holds side by side, in the order of the page: a condition, and what stands behind `order by`. */
export interface Stretch {
  readonly where: string;
  readonly order: string;
}

/**
 * The stretches of a list that a page is read from, one after the other, each up to a page's length: rows with a value,
 * and behind them those without. In two, because one condition over both could use no index. Backwards pages come in
 * reverse.
 */
export function stretches(
  { sql, id, type, nullable, descending, greatestFirst }: Order,
  { after, before }: Turn,
  bind: (value: unknown) => string,
): Stretch[] {
  const place = before ?? after;
  const backwards = before !== undefined;
  const down = descending !== backwards;
  const [sign, direction] = down ? ['<', 'desc'] : ['>', 'asc'];
  const cast = type ? `::${type}` : '';
  const beyondId = () => `${id} ${sign} ${bind(place?.id)}::uuid`;
  const values = (): Stretch => {
    // There are no nulls here: only the planner asks where they would stand.
    const nulls = greatestFirst ? ` nulls ${down ? 'last' : 'first'}` : '';
    const order = `${sql} ${direction}${nulls}, ${id} ${direction}`;
    const any = nullable ? `${sql} is not null` : 'true';
    if (!place || place.value === null) return { order, where: any };
    return { order, where: `(${sql}, ${id}) ${sign} (${bind(place.value)}${cast}, ${bind(place.id)}::uuid)` };
  };
  if (!nullable) return [values()];
  const nulls = (): Stretch => ({
    order: `${id} ${direction}`,
    where: `${sql} is null${place?.value === null ? ` and ${beyondId()}` : ''}`,
  });
  if (backwards) return place?.value === null ? [nulls(), values()] : [values()];
  return place?.value === null ? [nulls()] : [values(), nulls()];
}

/** Rows of one page, and whether there are others on either side of it. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly earlier: boolean;
  readonly later: boolean;
}

/** A page of the rows that came, one more than it holds where there are more. */
export function pageOf<Row>(found: readonly Row[], { after, before }: Turn, size: number): Found<Row> {
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (before) return { rows: rows.reverse(), earlier: more, later: true };
  return { rows, earlier: after !== undefined, later: more };
}
