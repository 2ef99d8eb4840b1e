import { hidingCardNumbers } from '../platform/card-numbers.js';
import { say, type Text } from '../platform/errors.js';
import type { CellProblem } from './import.line.js';
import type { OpenImport } from './import.lines.js';

/** What came of an import, in records. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows that the map does not mean. */
  readonly leftOut: number;
  /** Figures that were finer than what is kept. */
  readonly rounded: number;
  /** Records with names where references are looked for, which were read as those of what is called so. */
  readonly named: number;
  /** Customers and sites that were not known before and were created for its records. */
  readonly newCustomers: number;
  readonly newSites: number;
}

export const NOTHING: ImportCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  leftOut: 0,
  rounded: 0,
  named: 0,
  newCustomers: 0,
  newSites: 0,
};

export const added = (a: ImportCounts, b: ImportCounts): ImportCounts =>
  Object.fromEntries(
    (Object.keys(NOTHING) as (keyof ImportCounts)[]).map((name) => [name, a[name] + b[name]]),
  ) as unknown as ImportCounts;

/** How some of its cells were read, where that is not just what stands there. */
export const readingTexts = (counts: ImportCounts): Text[] =>
  (['named', 'rounded'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => say(`imports.report.${name}`, { count: counts[name] }));

/** Says a sentence in the reader's language. */
export type Say = (text: Text) => string;

/** How the file was understood, to be read before its rows: a wrong guess explains everything that follows. */
export const fileTexts = ({ table, unusedColumns }: OpenImport): Text[] => {
  const values = { encoding: table.encoding, delimiter: table.delimiter === '\t' ? '\\t' : table.delimiter };
  const listed = (names: readonly string[]) => ({ count: names.length, columns: names.join(', ') });
  return [
    say(table.encodingGuessed ? 'imports.report.fileGuessed' : 'imports.report.file', values),
    say('imports.report.columns', listed(table.columns)),
    ...(unusedColumns.length > 0 ? [say('imports.report.unused', listed(unusedColumns))] : []),
  ];
};

/** One line of the terminal for a refused cell or row. */
export const refusalLine = ({ row, column, value, reason }: CellProblem, words: Say): string => {
  const key = column === '' ? 'imports.report.refusedRow' : 'imports.report.refusedCell';
  const values = { row, column: onOneLine(column), value: onOneLine(value), reason: words(reason) };
  return hidingCardNumbers(words(say(key, values)));
};

/** The end of the report: what happened to how many. */
export const countLines = (counts: ImportCounts, dryRun: boolean, words: Say): string[] => {
  const outcome = dryRun ? 'imports.report.wouldBe' : 'imports.report.was';
  const always: readonly string[] = ['created', 'updated', 'unchanged'];
  const lines = (
    [
      'newCustomers',
      'newSites',
      'created',
      'updated',
      'unchanged',
      'refused',
      'leftOut',
    ] as const satisfies readonly (keyof ImportCounts)[]
  )
    .filter((name) => counts[name] > 0 || always.includes(name))
    .map((name) => words(say(`${outcome}.${name}`, { count: counts[name] })));
  lines.push(...readingTexts(counts).map(words));
  return [...lines, ...(dryRun ? [words(say('imports.report.dryRun'))] : [])];
};

/** The headings of the refusals as CSV. */
export const refusalHeadings = (words: Say): string =>
  csvRow(['row', 'column', 'value', 'reason'].map((name) => words(say(`imports.report.headings.${name}`))));

/** A refused cell or row as a line of CSV. */
export const refusalCsv = ({ row, column, value, reason }: CellProblem, words: Say): string =>
  csvRow([String(row), column, value, words(reason)].map(hidingCardNumbers));

const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

// What a stranger typed must not become a formula in the spreadsheet of the person who mends it.
const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const onOneLine = (text: string): string => {
  // Control characters could move a terminal's cursor and write a report of their own.
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};
