import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/**
 * Where a table's bytes come from: a file's path, the bytes themselves, or something that opens a fresh stream
 * each time. A table is read more than once (encoding, survey, rows), so a stream that can be read once is not enough.
 */
export type TableSource = string | Uint8Array | (() => Readable | Promise<Readable>);

/** Reads the bytes from the beginning, chunk by chunk. */
export async function* bytesOf(source: TableSource): AsyncGenerator<Buffer> {
  if (source instanceof Uint8Array) {
    for (let at = 0; at < source.length; at += CHUNK) yield Buffer.from(source.subarray(at, at + CHUNK));
    return;
  }
  const stream = typeof source === 'string' ? createReadStream(source) : await source();
  for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
}

const CHUNK = 65_536;
