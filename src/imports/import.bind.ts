import { declaredPath, type ImportField, propertyOf, scopeOf } from './import.fields.js';
import { MapFaults } from './import.map-faults.js';
import { SITE_KINDS } from './import.map-places.js';
import type { FieldSource } from './import.map-source.js';
import type { ImportMap } from './import.map.js';
import { ROW_NUMBER, type TemplatePart } from './import.template.js';
import { findColumn } from './table.header.js';
import type { GoodRow } from './table.reader.js';

/** A field of the map joined to the columns of one file. */
export interface BoundField {
  /** Its key in the map, for faults. */
  readonly key: string;
  readonly path: string;
  /** The record ('') or the child it stands in, `wasteItems[].fates[]`. */
  readonly scope: string;
  readonly property: string;
  readonly field: ImportField;
  readonly source: FieldSource;
  /** The names of the columns it reads, for reports; empty for a constant. */
  readonly columns: readonly string[];
  /** The text for one row, trimmed; '' where every column it reads is blank. */
  readonly text: (row: GoodRow) => string;
  /** Whether the row itself has something for it: a default is not the row's. A constant always does. */
  readonly isGiven: (row: GoodRow) => boolean;
}

/** New customers and sites are read like fields, into these scopes. */
export const NEW_CUSTOMER = 'unknownCustomers';
export const NEW_SITE = 'unknownSites';

/** Finds the columns a map names. Throws `Invalid` with every one the file does not have. */
export const bindMap = (
  map: ImportMap,
  fields: readonly ImportField[],
  columns: readonly string[],
): readonly BoundField[] => {
  const faults = new MapFaults();
  const bind = (key: string, path: string, field: ImportField, source: FieldSource): BoundField => ({
    key,
    path,
    scope: scopeOf(path),
    property: propertyOf(field),
    field,
    source,
    columns: columnsOf(source).map((name) => columns[findColumn(columns, name) ?? -1] ?? name),
    ...readerOf(source, (name) => findColumn(columns, name) ?? notFound(key, name), map.downloaded === true),
  });
  const notFound = (key: string, name: string): number => {
    faults.addUnknown(key, 'column', name, columns);
    return -1;
  };
  const bound = Object.entries(map.fields).flatMap(([path, source]) => {
    const field = fields.find((one) => one.path === declaredPath(path));
    return field ? [bind(`fields.${path}`, path, field, source)] : [];
  });
  for (const place of [NEW_CUSTOMER, NEW_SITE] as const) {
    const wanted = map[place];
    if (wanted === 'refuse') continue;
    const { name, kind } = wanted;
    const path = (property: string) => `${place}.${property}`;
    if (name) bound.push(bind(path('name'), path('name'), { path: path('name'), kind: 'text' }, name));
    if (kind)
      bound.push(
        bind(path('kind'), path('kind'), { path: path('kind'), kind: 'choice', choices: SITE_KINDS }, kind),
      );
  }
  faults.refuse();
  return bound;
};

/** The headings of the columns that a property of the record is read from; its own name where it is the same for all. */
export const headingsOf = (fields: readonly BoundField[], property: string): string =>
  fields.find((one) => one.scope === '' && one.property === property)?.columns.join(', ') || property;

const columnsOf = ({ template, currencyColumn }: FieldSource): string[] => [
  ...template.flatMap((part) => ('column' in part && part.column !== ROW_NUMBER ? [part.column] : [])),
  ...(currencyColumn === undefined ? [] : [currencyColumn]),
];

/** What a download puts before a cell so that no spreadsheet takes it for a formula. */
const NO_FORMULA = /^'(?='*[=+@\t\r-])/;

const readerOf = (
  source: FieldSource,
  place: (column: string) => number,
  isDownloaded: boolean,
): Pick<BoundField, 'text' | 'isGiven'> => {
  const pieces = source.template.map((part) => piece(part, place));
  const cells = pieces.flatMap(({ cell }) => (typeof cell === 'number' ? [cell] : []));
  const isGiven: BoundField['isGiven'] = (row) =>
    cells.length === 0 || cells.some((cell) => row.cells[cell]?.trim());
  const currency = source.currencyColumn === undefined ? undefined : place(source.currencyColumn);
  const withCurrency = (amount: string, row: GoodRow): string =>
    currency === undefined || amount === ''
      ? amount
      : `${amount} ${(row.cells[currency] ?? '').trim().toUpperCase()}`.trim();
  const text: BoundField['text'] = (row) => {
    if (!isGiven(row)) return withCurrency(source.default ?? '', row);
    const filled = pieces.map(({ cell, own }) => {
      if (cell === undefined) return own;
      if (cell === 'row') return String(row.row);
      const written = (row.cells[cell] ?? '').trim();
      return isDownloaded ? written.replace(NO_FORMULA, '') : written;
    });
    return withCurrency(meaning(filled.join('').trim(), source.values), row);
  };
  return { text, isGiven };
};

const piece = (
  part: TemplatePart,
  place: (column: string) => number,
): { cell?: number | 'row'; own: string } => {
  if ('text' in part) return { own: part.text };
  return { cell: part.column === ROW_NUMBER ? 'row' : place(part.column), own: '' };
};

const meaning = (text: string, values: FieldSource['values']): string =>
  values?.get(text.toLowerCase()) ?? values?.get('*') ?? text;
