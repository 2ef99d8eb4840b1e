import iconv from 'iconv-lite';
import { say } from '../platform/errors.js';
import type { MapFaults } from './import.map-faults.js';
import { DELIMITERS } from './table.delimiter.js';
import type { TableOptions } from './table.reader.js';

const NAMED: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

/** What a map says about the file itself: its delimiter by sign or by name, its encoding, its header row. */
export const tableOptionsOf = (map: Readonly<Record<string, unknown>>, faults: MapFaults): TableOptions => {
  const delimiter = NAMED[String(map.delimiter)] ?? map.delimiter;
  if (delimiter !== undefined && !DELIMITERS.some((one) => one === delimiter))
    faults.add('delimiter', say('imports.map.delimiter'));
  const { encoding, headerRow } = map;
  if (encoding !== undefined && !iconv.encodingExists(String(encoding)))
    faults.add('encoding', say('imports.map.encoding', { encoding: String(encoding) }));
  if (headerRow !== undefined && !(Number.isInteger(headerRow) && Number(headerRow) >= 1))
    faults.add('headerRow', say('imports.map.headerRow'));
  return {
    delimiter: delimiter === undefined ? undefined : String(delimiter),
    encoding: encoding === undefined ? undefined : String(encoding),
    headerRow: headerRow === undefined ? undefined : Number(headerRow),
  };
};
