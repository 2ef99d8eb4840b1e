import { isUtf8 } from 'node:buffer';
import { bytesOf, type TableSource } from './table.source.js';

const HEAD = 65_536;
const FOREIGN_SAMPLE = 65_536;

/** What one look at the whole file tells before a row is read. */
export interface TableProbe {
  readonly size: number;
  /** The first 64 KiB. */
  readonly head: Buffer;
  /** Every byte of the file is proper UTF-8. */
  readonly utf8: boolean;
  /** Lines with bytes beyond ASCII, wherever they stand: what an encoding is guessed from. */
  readonly foreign: Buffer;
}

/**
 * Reads the file once from end to end and keeps little of it. The whole file is tested because a name with an accent
 * in row 900,000 decides the encoding as much as one in row 2.
 */
export const probe = async (source: TableSource): Promise<TableProbe> => {
  const head: Buffer[] = [];
  const foreign: Buffer[] = [];
  const utf8 = new Utf8Test();
  let size = 0;
  let sampled = 0;
  for await (const chunk of bytesOf(source)) {
    if (size < HEAD) head.push(chunk.subarray(0, HEAD - size));
    size += chunk.length;
    utf8.add(chunk);
    if (sampled < FOREIGN_SAMPLE) {
      for (const line of foreignLines(chunk)) {
        foreign.push(line);
        sampled += line.length;
      }
    }
  }
  return {
    size,
    head: Buffer.concat(head),
    utf8: utf8.passed(),
    foreign: Buffer.concat(foreign).subarray(0, FOREIGN_SAMPLE),
  };
};

/** Whether bytes are UTF-8 throughout, given chunk by chunk. */
class Utf8Test {
  private proper = true;
  private open = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (!this.proper) return;
    const bytes = this.open.length > 0 ? Buffer.concat([this.open, chunk]) : chunk;
    const whole = bytes.length - openLetter(bytes);
    this.open = Buffer.from(bytes.subarray(whole));
    this.proper = isUtf8(bytes.subarray(0, whole));
  }

  passed(): boolean {
    return this.proper && this.open.length === 0;
  }
}

// How many bytes at the end begin a letter that the next chunk ends.
const openLetter = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
};

// Copies: a line that pointed into its chunk would keep the whole chunk in memory.
const foreignLines = (chunk: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  let start = 0;
  let foreign = false;
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] as number;
    if (byte > 127) foreign = true;
    if (byte !== 10 && byte !== 13) continue;
    if (foreign) lines.push(Buffer.from(chunk.subarray(start, at + 1)));
    start = at + 1;
    foreign = false;
  }
  if (foreign) lines.push(Buffer.from(chunk.subarray(start)));
  return lines;
};
