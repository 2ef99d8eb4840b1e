import { Refused, say, type Text } from '../platform/errors.js';
import type { TableProbe } from './table.probe.js';

const SIGNATURES: readonly (readonly [string, Text])[] = [
  ['504b0304', say('imports.file.xlsx')],
  ['d0cf11e0', say('imports.file.xls')],
  ['25504446', say('imports.file.pdf')],
];

/** Stops what is no table of text: nothing at all, a workbook, a PDF, any other binary file. */
export const refuseOtherKinds = (file: TableProbe, encoding: string): void => {
  if (file.size === 0) throw new Refused(say('imports.file.empty'));
  const start = file.head.subarray(0, 4).toString('hex');
  const kind = SIGNATURES.find(([signature]) => start === signature);
  if (kind) throw new Refused(kind[1]);
  if (!encoding.startsWith('utf-16') && looksBinary(file.head)) throw new Refused(say('imports.file.binary'));
};

// A NUL never stands in text; a few other control characters do (form feeds, the end mark of old programs).
const looksBinary = (head: Buffer): boolean => {
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32)) control++;
  }
  return control > head.length / 100;
};

/** Stops text that is something else than rows and cells: JSON, a web page, XML. */
export const refuseOtherText = (head: string): void => {
  if (/^\s*(<[!?a-z]|\{|\[\s*[[{])/i.test(head)) throw new Refused(say('imports.file.otherText'));
};
