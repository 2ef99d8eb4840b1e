/** = + - @, tab and carriage return at the beginning make spreadsheets run what follows. */
const RUNS = /^[=+@\t\r-]/;

/** A text, or a number of our own: one below zero is no formula, and is to be added up. */
export type CsvCell = string | { readonly number: string };

/** A line of a CSV file. A text that a spreadsheet would run as a formula begins with an apostrophe. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell.number;
  const harmless = RUNS.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lets spreadsheets read accents. */
export const CSV_BEGINNING = '\uFEFF';

export const csvHeaders = (name: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}"`,
});
