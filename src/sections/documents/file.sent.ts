import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { declaredType } from './file.kind.js';
import { sentName } from './file.name.js';
import type { SentFile } from './file.receipts.js';

/** The file that a system sends as the body of its request. */
export function sentFile({ headers, body, raw }: FastifyRequest, name: unknown): SentFile {
  const length = Number(headers['content-length']);
  const contentType = headers['content-type'];
  // What another parser took for itself, a form or JSON, is none of our kinds; what it left is read away.
  const taken = declaredType(contentType) === 'other' ? raw : Readable.from([]);
  return {
    body: body instanceof Readable ? body : taken,
    contentType,
    length: Number.isSafeInteger(length) ? length : undefined,
    name: sentName(headers['content-disposition'], name),
  };
}
