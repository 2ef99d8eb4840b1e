import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Refused, say } from '../platform/errors.js';

/**
 * Where a table's bytes come from: a file's path, the bytes themselves, or something that opens a fresh stream
 * each time. A table is read more than once (encoding, survey, rows), so a stream that can be read once is not enough.
 */
export type TableSource = string | Uint8Array | (() => Readable | Promise<Readable>);

/** Reads the bytes from the beginning, chunk by chunk. Throws `Refused` for a path that leads to no file. */
export async function* bytesOf(source: TableSource): AsyncGenerator<Buffer> {
  if (source instanceof Uint8Array) {
    for (let at = 0; at < source.length; at += CHUNK) yield Buffer.from(source.subarray(at, at + CHUNK));
    return;
  }
  if (typeof source === 'string') return yield* fileAt(source);
  for await (const chunk of await source())
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
}

const CHUNK = 65_536;

async function* fileAt(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Refused(say('imports.file.notFound', { path }));
    if (code === 'EISDIR') throw new Refused(say('imports.file.folder', { path }));
    if (code === 'EACCES') throw new Refused(say('imports.file.closed', { path }));
    throw error;
  }
}
