import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { clockIn } from '../platform/calendar.js';
import { CSV_BEGINNING, csvLine, type CsvCell } from '../platform/csv.js';
import type { Text } from '../platform/errors.js';
import type { Cell } from '../platform/pages/cells.js';
import type { TableView } from '../platform/pages/table.view.js';
import type { ListFormat } from './export.formats.js';
import { XlsxFile } from './xlsx.file.js';
import { STYLES, xml } from './xlsx.parts.js';

/** How whoever asks for a file reads it. */
export interface TableReader {
  readonly say: (text: Text) => string;
  readonly timeZone: string;
}

/** A value as a spreadsheet has it: a moment as clocks of the organisation show it. */
type Value = { readonly text: string } | { readonly number: string } | { readonly clock: string };

/** Writes what the pages of a table show, one after the other, under the headings of its columns. */
export async function writeTable(
  format: ListFormat,
  title: string,
  tables: AsyncIterable<TableView>,
  reader: TableReader,
  file: string,
): Promise<void> {
  if (format === 'csv') return pipeline(Readable.from(csvOf(tables, reader)), createWriteStream(file));
  let workbook: XlsxFile | undefined;
  try {
    for await (const table of tables) {
      workbook ??= new XlsxFile(file, title, headings(table, reader));
      await pipeline(Readable.from([rowsOf(table, reader).map(xlsxRow).join('')]), workbook.rowsOf());
    }
    await workbook?.close();
  } catch (error) {
    await workbook?.abandon(error as Error);
    throw error;
  }
}

async function* csvOf(tables: AsyncIterable<TableView>, reader: TableReader): AsyncGenerator<string> {
  let begun = false;
  for await (const table of tables) {
    if (!begun) yield CSV_BEGINNING + csvLine(headings(table, reader));
    begun = true;
    yield rowsOf(table, reader)
      .map((row) => csvLine(row.map(csvCell)))
      .join('');
  }
}

const headings = ({ columns }: TableView, { say }: TableReader): string[] =>
  columns.map(({ label }) => say(label));

const rowsOf = ({ rows }: TableView, reader: TableReader): Value[][] =>
  rows.map(({ first, others }) => [first, ...others].map(({ cell }) => valueOf(cell, reader)));

function valueOf(cell: Cell, { say, timeZone }: TableReader): Value {
  if (cell.value === null) return { text: '' };
  switch (cell.kind) {
    case 'words':
    case 'status':
      return { text: say(cell.value) };
    case 'number':
      return { number: String(cell.value) };
    case 'dateTime':
      return { clock: clockIn(timeZone, new Date(cell.value)) };
    default:
      return { text: String(cell.value) };
  }
}

function csvCell(value: Value): CsvCell {
  if ('text' in value) return value.text;
  return 'clock' in value ? value.clock.slice(0, 16).replace('T', ' ') : value;
}

const xlsxRow = (row: readonly Value[]): string => `<row>${row.map(xlsxCell).join('')}</row>\n`;

/** Spreadsheets count days from the end of 1899. */
const DAY_0 = Date.UTC(1899, 11, 30);

function xlsxCell(value: Value): string {
  if ('number' in value) return `<c s="${STYLES.number}"><v>${value.number}</v></c>`;
  if ('clock' in value) {
    const days = (Date.parse(`${value.clock}Z`) - DAY_0) / 86_400_000;
    return `<c s="${STYLES.time}"><v>${days}</v></c>`;
  }
  return `<c t="inlineStr"><is><t xml:space="preserve">${xml(value.text)}</t></is></c>`;
}
