import { openTable, type Table, type TableOptions, type TableRow } from './table.reader.js';
import type { TableSource } from './table.source.js';

/** The whole of a table, given as lines or as a source. */
export const readTable = async (
  source: TableSource | string[],
  options?: TableOptions,
): Promise<{ table: Table; rows: TableRow[] }> => {
  const table = await openTable(Array.isArray(source) ? Buffer.from(source.join('\n')) : source, options);
  const rows: TableRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { table, rows };
};
/** The cells of each row, or the key of what is wrong with it. */
export const cells = (rows: readonly TableRow[]) =>
  rows.map((row) => ('cells' in row ? row.cells : row.problem.key));
/** The key of what a table is refused for. */
export const refusal = (source: TableSource | string[], options?: TableOptions) =>
  readTable(source, options).then(
    () => 'read',
    (error: { text: { key: string } }) => error.text.key,
  );
