import { parse } from 'csv-parse';
import { pipeline } from 'node:stream';
import { decoded } from './table.encoding.js';
import type { TableSource } from './table.source.js';

export interface RawRow {
  readonly row: number;
  readonly line: number;
  readonly endLine: number;
  readonly cells: readonly string[];
  /** The file ended, or a megabyte passed, inside a quoted cell: what followed could not be told apart. */
  readonly unfinished: boolean;
  /** It is so for its length alone: no quotation mark stands in it. */
  readonly overlong?: boolean;
  /** No line end follows: where a copy broke off, this is the row that suffered. */
  readonly last: boolean;
}

export interface RowFormat {
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string;
  /** Lines at the top that are no row, such as `sep=;`. */
  readonly skip: number;
}

// A row of a million letters is mostly a quotation mark that was never closed; without an end it would eat the memory.
const LONGEST_ROW = 1_048_576;

/** Every row of the file, blank ones too, with its place. A row that never ends comes last and marked. */
export async function* rawRows(source: TableSource, format: RowFormat): AsyncGenerator<RawRow> {
  let sinceRow = 0;
  // Of the row that is read, and of the last piece, in which the row after it may have begun.
  let [quoted, quotedLast] = [false, false];
  let unfinished = false;
  let stopped = false;
  let end = '';
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    quote: format.quote,
    escape: format.quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: () => void (unfinished = true),
  });
  const watched = async function* (): AsyncGenerator<Buffer | string> {
    for await (const chunk of decoded(source, format.encoding)) {
      stopped = sinceRow > LONGEST_ROW;
      if (stopped) return;
      if (chunk.length === 0) continue;
      sinceRow += chunk.length;
      quotedLast = chunk.includes(format.quote);
      quoted ||= quotedLast;
      end = String(chunk.slice(-1));
      yield chunk;
    }
  };
  // What fails upstream reaches the loop below as the parser's own error.
  pipeline(watched, parser, () => undefined);

  let row = 1 - format.skip;
  let line = 1;
  let held: RawRow | undefined;
  for await (const cells of parser as AsyncIterable<string[]>) {
    sinceRow = 0;
    quoted = quotedLast;
    if (held && held.row > 0) yield held;
    const endLine = line + cells.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
    held = { row, line, endLine, cells, unfinished: false, last: false };
    row++;
    line = endLine + 1;
  }
  const last = !unfinished && !/[\r\n]/.test(end);
  if (held && held.row > 0) yield { ...held, last, unfinished: stopped && last, overlong: !quoted };
  if (unfinished) yield { row, line, endLine: line, cells: [], unfinished, last: true };
}

const lineBreaks = (cell: string): number =>
  cell.includes('\n') || cell.includes('\r') ? (cell.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;
