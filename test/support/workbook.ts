import { inflateRawSync } from 'node:zlib';
import { load } from 'cheerio';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The parts of a ZIP, by their names, read from its list of contents as any reader does. */
export function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END) end--;
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === ENTRY) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset) =>
      offset === 20 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(from, from + size);
    const text = zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    parts.set(zip.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** A cell as a spreadsheet takes it: a text, a number, a day by its number, yes or no; null when it is empty. */
export type SheetCell = string | number | boolean | null;

/** The rows of a sheet. */
export function rowsOf(sheet: string): SheetCell[][] {
  const $ = load(sheet, { xmlMode: true });
  return $('row')
    .toArray()
    .map((row) =>
      $(row)
        .find('c')
        .toArray()
        .map((cell): SheetCell => {
          const [kind, value] = [$(cell).attr('t'), $(cell).find('v').text()];
          if (kind === 'inlineStr') return $(cell).find('t').text();
          if (value === '') return null;
          return kind === 'b' ? value === '1' : Number(value);
        }),
    );
}
