import type { ColumnSql } from './copy.sql.js';

/**
 * Columns as CSV has them. Cells that a spreadsheet would run as a formula begin with an apostrophe, and one more where
 * they did so already: an import of the same file takes one off.
 */
export const csvSelect = (columns: readonly ColumnSql[]): string => columns.map(csvCell).join(', ');

function csvCell({ kind, sql }: ColumnSql): string {
  if (kind === 'yesNo') return `case when ${sql} then 'yes' when not ${sql} then 'no' end`;
  if (kind === 'time') return `to_char(${sql}, 'YYYY-MM-DD HH24:MI')`;
  return kind === 'text' ? safe(sql) : sql;
}

/** = + - @, tab and carriage return at the beginning make spreadsheets run what follows. */
const safe = (text: string): string =>
  `case when ${text} ~ '^''*[=+@\\t\\r-]' then '''' || ${text} else ${text} end`;
