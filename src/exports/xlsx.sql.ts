import type { ColumnSql } from './copy.sql.js';
import { STYLES } from './xlsx.parts.js';

/**
 * One row of a sheet as XML, made by Postgres: what COPY sends is the sheet itself, a line a row. Text is text, whatever
 * it begins with; numbers and days are what a spreadsheet reckons with. COPY escapes backslashes and line breaks, so
 * those stand there as XML's own.
 */
export const xlsxSelect = (columns: readonly ColumnSql[]): string =>
  `'<row>' || ${columns.map(cell).join(' || ')} || '</row>'`;

function cell({ kind, sql }: ColumnSql): string {
  switch (kind) {
    case 'text':
    case 'words':
      return `coalesce('<c t="inlineStr"><is><t xml:space="preserve">' || ${escaped(sql)} || '</t></is></c>', '<c/>')`;
    case 'yesNo':
      return `coalesce('<c t="b"><v>' || (${sql})::int || '</v></c>', '<c/>')`;
    case 'time':
      return `coalesce('<c s="${STYLES.time}"><v>' || extract(epoch from ${sql} - timestamp '1899-12-30') / 86400 || '</v></c>', '<c/>')`;
    case 'date':
      // Spreadsheets count days from 1900, and count one too many before March of that year.
      return `case when ${sql} >= '1900-03-01' then '<c s="${STYLES.date}"><v>' || (${sql} - date '1899-12-30') || '</v></c>'
        else coalesce('<c t="inlineStr"><is><t>' || ${sql} || '</t></is></c>', '<c/>') end`;
    default:
      return `coalesce('<c s="${STYLES[kind]}"><v>' || ${sql} || '</v></c>', '<c/>')`;
  }
}

/** Signs that XML cannot hold at all are left out. */
const escaped = (text: string): string => {
  const plain = `regexp_replace(${text}, '[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]', '', 'g')`;
  return Object.entries(SIGNS).reduce(
    (sql, [sign, written]) => `replace(${sql}, ${sign}, '${written}')`,
    plain,
  );
};

/** The ampersand first: the others bring ampersands of their own. */
const SIGNS = {
  [`'&'`]: '&amp;',
  [`'<'`]: '&lt;',
  [`'>'`]: '&gt;',
  [`chr(92)`]: '&#92;',
  [`chr(9)`]: '&#9;',
  [`chr(10)`]: '&#10;',
  [`chr(13)`]: '&#13;',
} as const;
