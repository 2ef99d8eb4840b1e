import type { TableRow } from '../table.reader.js';
import { dayOrderIn } from '../value.date.js';

/** What somebody sees of a column before they say what it is. */
export interface ColumnGlimpse {
  readonly name: string;
  /** Its first different values that are not blank. */
  readonly firsts: readonly string[];
  /** Every different value that was seen, in the order of the file; none where there are too many to be words. */
  readonly words: readonly string[] | undefined;
  /** In how many of the rows looked at something stands. */
  readonly filled: number;
  /** What its values prove about the order of day and month, were they dates. */
  readonly dayOrders: ReadonlySet<ReturnType<typeof dayOrderIn>>;
}

/** A column that nothing was seen of. */
export const NO_GLIMPSE: Omit<ColumnGlimpse, 'name'> = {
  firsts: [],
  words: undefined,
  filled: 0,
  dayOrders: new Set(),
};

/** So many rows are looked at: a file of any size is shown at once. The check that follows reads them all. */
const ROWS = 1000;
export const SHOWN_VALUES = 3;
const MOST_WORDS = 30;

/** Looks at the first rows of a table. */
export async function glimpse(table: {
  readonly columns: readonly string[];
  rows(): AsyncIterable<TableRow>;
}): Promise<readonly ColumnGlimpse[]> {
  const seen = table.columns.map(() => new Set<string>());
  const filled = table.columns.map(() => 0);
  const orders = table.columns.map(() => new Set<ReturnType<typeof dayOrderIn>>());
  let rows = 0;
  for await (const row of table.rows()) {
    if (rows++ >= ROWS) break;
    if ('problem' in row) continue;
    row.cells.forEach((cell, at) => {
      const values = seen[at];
      const text = cell.trim();
      if (values && text !== '') {
        values.add(text);
        filled[at] = (filled[at] ?? 0) + 1;
      }
      orders[at]?.add(dayOrderIn(text));
    });
  }
  return table.columns.map((name, at) => {
    const values = [...(seen[at] ?? [])];
    return {
      name,
      firsts: values.slice(0, SHOWN_VALUES),
      words: values.length > MOST_WORDS ? undefined : values,
      filled: filled[at] ?? 0,
      dayOrders: orders[at] ?? new Set(),
    };
  });
}
