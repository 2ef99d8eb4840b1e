/** = + - @, tab and carriage return at the beginning make spreadsheets run what follows. */
const RUNS = /^[=+@\t\r-]/;

/** A line of a CSV file. A cell that a spreadsheet would run as a formula begins with an apostrophe. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(text: string): string {
  const harmless = RUNS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lets spreadsheets read accents. */
export const CSV_BEGINNING = '\uFEFF';

export const csvHeaders = (name: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}"`,
});
