import chardet from 'chardet';
import iconv from 'iconv-lite';
import { Refused, say } from '../platform/errors.js';
import type { TableProbe } from './table.probe.js';
import { bytesOf, type TableSource } from './table.source.js';

/** How a file's bytes become letters, and whether that is certain. A guess is said in the report. */
export interface TableEncoding {
  readonly name: string;
  readonly guessed: boolean;
}

/**
 * The encoding that was declared, else the one a byte order mark names, else UTF-8 where the whole file is UTF-8,
 * else a guess from the lines that have accents in them.
 */
export const encodingOf = (file: TableProbe, declared?: string): TableEncoding => {
  if (declared !== undefined) return { name: checked(declared, file), guessed: false };
  if (file.head[0] === 0xff && file.head[1] === 0xfe) return { name: 'utf-16le', guessed: false };
  if (file.head[0] === 0xfe && file.head[1] === 0xff) return { name: 'utf-16be', guessed: false };
  const wide = wideWithoutMark(file.head);
  if (wide) return { name: wide, guessed: true };
  return file.utf8 ? { name: 'utf-8', guessed: false } : { name: guess(file.foreign), guessed: true };
};

/** The text as the parser takes it: UTF-8 as it is, everything else decoded. */
export async function* decoded(source: TableSource, encoding: string): AsyncGenerator<Buffer | string> {
  if (encoding === 'utf-8') return yield* bytesOf(source);
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of bytesOf(source)) yield decoder.write(chunk);
  const rest = decoder.end();
  if (rest) yield rest;
}

/** The beginning of the file as text, without a byte order mark. */
export const headText = (file: TableProbe, encoding: string): string => iconv.decode(file.head, encoding);

const checked = (declared: string, file: TableProbe): string => {
  const name = /^utf-?8$/i.test(declared) ? 'utf-8' : declared.toLowerCase();
  if (!iconv.encodingExists(name))
    throw new Refused(say('imports.file.unknownEncoding', { encoding: declared }));
  if (name === 'utf-8' && !file.utf8) throw new Refused(say('imports.file.notUtf8'));
  return name;
};

// Western text in UTF-16 is every second byte NUL; which half is empty tells the byte order.
const wideWithoutMark = (head: Buffer): string | undefined => {
  let even = 0;
  let odd = 0;
  head.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even++;
    else odd++;
  });
  if (odd > head.length * 0.3 && even < head.length * 0.02) return 'utf-16le';
  if (even > head.length * 0.3 && odd < head.length * 0.02) return 'utf-16be';
  return undefined;
};

const guess = (foreign: Buffer): string => {
  const found = chardet.analyse(foreign).filter(({ name }) => isCandidate(name, foreign));
  const western = found.find(({ name }) => encodingNamed(name) === 'windows-1252')?.confidence ?? 0;
  const [likely] = found.filter(({ name, confidence }) => confidence >= (MANY_BYTES.has(name) ? 30 : 15));
  if (likely && MANY_BYTES.has(likely.name)) return encodingNamed(likely.name);
  if (looksMacintosh(foreign)) return 'macintosh';
  // A pound sign or two fit half of Europe's encodings: another than the usual one must be clearly likelier.
  const enough = foreign.reduce((bytes, byte) => bytes + (byte > 127 ? 1 : 0), 0) >= FEW_BYTES;
  return enough && likely && likely.confidence > western + 10 ? encodingNamed(likely.name) : 'windows-1252';
};

const FEW_BYTES = 6;

const encodingNamed = (name: string): string => WIDER.get(name) ?? name.toLowerCase();

const isCandidate = (name: string, foreign: Buffer): boolean => {
  const encoding = encodingNamed(name);
  if (!/^(iso-8859|windows|koi8)/.test(encoding) && !MANY_BYTES.has(name)) return false;
  return iconv.encodingExists(encoding) && !iconv.decode(foreign, encoding).includes('\uFFFD');
};

// What Windows programs write holds these standards' letters, and quotes and dashes between them.
const WIDER = new Map([
  ['ISO-8859-1', 'windows-1252'],
  ['ISO-8859-9', 'windows-1254'],
]);
// Encodings in which a letter takes several bytes fit a single accent by chance.
const MANY_BYTES = new Set<string>(['Shift_JIS', 'Big5', 'EUC-JP', 'EUC-KR', 'GB18030']);

// The two Western encodings put their accented letters in halves that hardly meet: Macintosh below A0, Windows from
// C0 on. Below A0 Windows has only quotes, dashes and the euro sign worth the name.
const looksMacintosh = (foreign: Buffer): boolean => {
  let mac = 0;
  let windows = 0;
  for (const byte of foreign) {
    if (byte >= 0x80 && byte <= 0x9f && !WINDOWS_MARKS.has(byte)) mac++;
    if (byte >= 0xc0 && !MACINTOSH_MARKS.has(byte)) windows++;
  }
  return mac > 0 && mac > windows * 2;
};

const WINDOWS_MARKS = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99]);
const MACINTOSH_MARKS = new Set([0xc7, 0xc8, 0xc9, 0xca, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xdb]);
