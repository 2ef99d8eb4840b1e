import { Refused, say, type Text } from '../platform/errors.js';
import { delimiterOf } from './table.delimiter.js';
import { encodingOf, headText } from './table.encoding.js';
import { columnNames } from './table.header.js';
import { refuseOtherKinds, refuseOtherText } from './table.kind.js';
import { probe } from './table.probe.js';
import { type RawRow, rawRows } from './table.rows.js';
import type { TableSource } from './table.source.js';

/** What a person may say about a file when it cannot be found out, or is found out wrongly. */
export interface TableOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  /** The row that holds the column names, 1 being the first; rows above it are skipped. Default: the first row with anything in it. */
  readonly headerRow?: number;
}

/** A row with as many cells as there are columns, or the reason why it is none. */
export type TableRow = GoodRow | FaultyRow;
interface Place {
  /** The row's number as a spreadsheet shows it: the header is counted. */
  readonly row: number;
  /** The line of the file where it begins: a cell may hold line breaks. */
  readonly line: number;
}
export interface GoodRow extends Place {
  readonly cells: readonly string[];
}
export interface FaultyRow extends Place {
  readonly problem: Text;
  /** The beginning of the row, to recognise it by. */
  readonly value: string;
}

/** A file read as a table: its columns, how it was understood, and its rows as often as they are asked for. */
export interface Table {
  readonly columns: readonly string[];
  readonly encoding: string;
  readonly encodingGuessed: boolean;
  readonly delimiter: string;
  rows(): AsyncGenerator<TableRow>;
}

/**
 * Finds out encoding, delimiter, line ends and header of a CSV or similar file and gives its rows, in constant memory
 * for any size. Throws `Refused` for a file that is empty, only a header, or no table of text.
 */
export const openTable = async (source: TableSource, options: TableOptions = {}): Promise<Table> => {
  const file = await probe(source);
  const encoding = encodingOf(file, options.encoding);
  refuseOtherKinds(file, encoding.name);
  const head = headText(file, encoding.name);
  refuseOtherText(head);
  const stated = /^sep=(.)\r?\n/.exec(head)?.[1];
  const delimiter = options.delimiter ?? stated ?? delimiterOf(head, options.headerRow);
  const quote = quoteOf(head, delimiter);
  const raw = (): AsyncGenerator<RawRow> =>
    rawRows(source, { encoding: encoding.name, delimiter, quote, skip: stated === undefined ? 0 : 1 });

  const header = await headerOf(raw(), options.headerRow);
  const columns = columnNames(header.cells);
  const rows = () => tableRows(raw(), header.row, columns.length);
  if (await isEmpty(rows())) throw new Refused(say('imports.file.onlyHeader'));
  return { columns, encoding: encoding.name, encodingGuessed: encoding.guessed, delimiter, rows };
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const isEmpty = async (rows: AsyncGenerator<TableRow>): Promise<boolean> => {
  const { done } = await rows.next();
  await rows.return(undefined);
  return done === true;
};

const headerOf = async (rows: AsyncGenerator<RawRow>, headerRow?: number): Promise<RawRow> => {
  for await (const row of rows) {
    if (row.unfinished) break;
    if (headerRow === undefined ? isBlank(row.cells) : row.row < headerRow) continue;
    if (isBlank(row.cells)) break;
    return row;
  }
  throw new Refused(
    headerRow === undefined ? say('imports.file.noHeader') : say('imports.file.noHeaderAt', { headerRow }),
  );
};

async function* tableRows(
  rows: AsyncGenerator<RawRow>,
  headerRow: number,
  width: number,
): AsyncGenerator<TableRow> {
  for await (const { row, line, endLine, cells, unfinished, overlong, last } of rows) {
    if (row <= headerRow || (!unfinished && isBlank(cells))) continue;
    const fitting = fitted(cells, width);
    if (fitting && !unfinished) yield { row, line, cells: fitting };
    else
      yield {
        row,
        line,
        problem: fault({ line, endLine, cells, unfinished, overlong: overlong ?? false, last }, width),
        value: beginning(cells),
      };
  }
}

// Programs leave delimiters behind at the end of a row; empty cells beyond the last column lose nothing.
const fitted = (cells: readonly string[], width: number): readonly string[] | undefined => {
  if (cells.length === width) return cells;
  return cells.length > width && isBlank(cells.slice(width)) ? cells.slice(0, width) : undefined;
};

const fault = (row: Omit<RawRow, 'row'>, width: number): Text => {
  if (row.unfinished)
    return say(`imports.row.${row.overlong ? 'overlong' : 'unfinished'}`, { line: row.line });
  const values = { cells: row.cells.length, columns: width, line: row.line, endLine: row.endLine };
  if (row.last && row.cells.length < width) return say('imports.row.cutOff', values);
  if (row.endLine > row.line) return say('imports.row.manyLines', values);
  return say(row.cells.length < width ? 'imports.row.tooFew' : 'imports.row.tooMany', values);
};

const beginning = (cells: readonly string[]): string => cells.join(' | ').slice(0, 200);

// Some programs quote with apostrophes. Only a header that is quoted so throughout proves it: cells end in an
// apostrophe for other reasons, such as a telephone number that must not become a figure.
const quoteOf = (head: string, delimiter: string): string => {
  const cells = (head.split(/[\r\n]/, 1)[0] ?? '').split(delimiter);
  return cells.every((cell) => /^'[^']+'$/.test(cell)) ? "'" : '"';
};
