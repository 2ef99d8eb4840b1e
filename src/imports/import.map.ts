import { Refused, say } from '../platform/errors.js';
import { declaredPath, type ImportField, scopeOf } from './import.fields.js';
import { isObject, MapFaults } from './import.map-faults.js';
import { currencyOf, dateFormatOf, decimalOf, type FieldSource, readSource } from './import.map-source.js';
import { newPlacesOf, type UnknownPlaces } from './import.map-places.js';
import { tableOptionsOf } from './import.map-table.js';
import type { TableOptions } from './table.reader.js';
import type { DecimalMark } from '../platform/decimals.js';

/** How the columns of a file become the fields of records; written by hand as JSON, see docs/imports.md. */
export interface ImportMap {
  readonly fields: Readonly<Record<string, FieldSource>>;
  readonly table: TableOptions;
  readonly dateFormat: string;
  readonly decimal: DecimalMark | 'auto';
  readonly currency?: string;
  readonly unknownCustomers: UnknownPlaces;
  readonly unknownSites: UnknownPlaces;
  /** Rows that follow each other with the same reference are one record with several children. */
  readonly groupBy?: 'reference';
  /** Of a file of several kinds: the column that says which a row is, and what it says of these. Others are left out; refused where it is `downloaded`. */
  readonly only?: OnlyRows;
  /** One of Portico's lists wrote it: names go before references, and cells are as `exports` writes them. */
  readonly downloaded?: true;
  /** `false`: customers, sites, file types and flags stand there by their references alone. */
  readonly names?: false;
}

export interface OnlyRows {
  readonly column: string;
  readonly is: string;
}

const KEYS = [
  'fields',
  'dateFormat',
  'decimal',
  'currency',
  'unknownCustomers',
  'unknownSites',
  'groupBy',
  'only',
  'downloaded',
  'names',
  'delimiter',
  'encoding',
  'headerRow',
];

/** Parses a map file's text. Throws `Refused` where it is no JSON. */
export const parseMap = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    if (at === undefined) throw new Refused(say('imports.map.json'));
    throw new Refused(say('imports.map.jsonAt', { line: text.slice(0, Number(at)).split('\n').length }));
  }
};

/** Checks a map against the fields there are. Throws `Invalid` that names every wrong key; columns are checked by `bindMap`. */
export const readMap = (written: unknown, fields: readonly ImportField[]): ImportMap => {
  const faults = new MapFaults();
  const map = isObject(written) ? written : {};
  if (!isObject(written)) faults.add('map', say('imports.map.object'));
  for (const key of Object.keys(map)) if (!KEYS.includes(key)) faults.addUnknown(key, 'key', key, KEYS);
  if (map.groupBy !== undefined && map.groupBy !== 'reference')
    faults.add('groupBy', say('imports.map.groupBy'));
  const read: ImportMap = {
    fields: sourcesOf(map.fields, fields, faults),
    table: tableOptionsOf(map, faults),
    dateFormat: dateFormatOf('dateFormat', map.dateFormat, faults) ?? 'auto',
    decimal: map.decimal === 'auto' ? 'auto' : (decimalOf('decimal', map.decimal, faults) ?? 'auto'),
    currency: currencyOf('currency', map.currency, faults),
    unknownCustomers: newPlacesOf('unknownCustomers', map.unknownCustomers, faults),
    unknownSites: newPlacesOf('unknownSites', map.unknownSites, faults),
    groupBy: map.groupBy === 'reference' ? 'reference' : undefined,
    only: onlyOf(map.only, faults),
    downloaded: onlySay('downloaded', true, map.downloaded, faults),
    names: onlySay('names', false, map.names, faults),
  };
  faults.refuse();
  return read;
};

/** A key that says one thing, or is left out. */
const onlySay = <Said extends boolean>(
  key: string,
  said: Said,
  written: unknown,
  faults: MapFaults,
): Said | undefined => {
  if (written === undefined) return undefined;
  return written === said ? said : faults.add(key, say('imports.map.onlySays', { said: String(said) }));
};

const onlyOf = (written: unknown, faults: MapFaults): OnlyRows | undefined => {
  if (written === undefined) return undefined;
  const { column, is } = isObject(written) ? written : {};
  if (typeof column === 'string' && typeof is === 'string') return { column, is };
  return faults.add('only', say('imports.map.only'));
};

const sourcesOf = (
  written: unknown,
  fields: readonly ImportField[],
  faults: MapFaults,
): Record<string, FieldSource> => {
  if (!isObject(written)) {
    faults.add('fields', say('imports.map.fields'));
    return {};
  }
  const sources: Record<string, FieldSource> = {};
  const paths = fields.map(({ path }) => path);
  for (const [path, source] of Object.entries(written)) {
    const field = fields.find((one) => one.path === declaredPath(path));
    if (!field) faults.addUnknown(`fields.${path}`, 'field', path, paths);
    const read = field && readSource(`fields.${path}`, source, field, faults);
    if (read) sources[path] = read;
  }
  for (const path of missing(Object.keys(written), fields))
    faults.add(`fields.${path}`, say('imports.map.missing'));
  return sources;
};

// A child that a map mentions must be whole, and so must what it stands in.
const missing = (paths: readonly string[], fields: readonly ImportField[]): string[] => {
  const scopes = new Set(['']);
  for (const path of paths)
    for (let scope = scopeOf(path); scope !== ''; scope = scopeOf(scope)) scopes.add(scope);
  return [...scopes].flatMap((scope) =>
    fields
      .filter((field) => field.required && scopeOf(field.path) === declaredPath(scope))
      .map((field) => (scope === '' ? field.path : scope + field.path.slice(declaredPath(scope).length)))
      .filter((path) => !paths.includes(path)),
  );
};
