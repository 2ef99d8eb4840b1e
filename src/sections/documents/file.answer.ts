import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Storage } from '../../files/storage.js';
import { readRange } from './file.range.js';
import { disposition } from './file.name.js';

/** A file that whoever asks may have. */
export interface ServedFile {
  /** The name of its bytes in the storage. */
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Nothing of a file may run, load anything, or stand in a frame. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Sends a file to a browser: to be looked at, or to be saved with `?download=1`. The browser may keep it for the person,
 * and asks again each time whether it may be shown.
 */
export async function sendFile(
  storage: Storage,
  file: ServedFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const tag = `"${file.sha256.slice(0, 32)}"`;
  const { headers } = request;
  const fresh = (headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(tag);
  const sameFile = headers['if-range'] === undefined || headers['if-range'] === tag;
  const range = sameFile ? readRange(headers.range, file.bytes) : undefined;
  const content = fresh || range === 'beyond' ? undefined : await storage.open(file.id, range);
  void reply.headers({
    'cache-control': 'private, no-cache',
    'content-security-policy': policyOf(file.mediaType),
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    etag: tag,
  });
  if (fresh) return void (await reply.status(304).send());
  if (!content) return void (await reply.status(416).header('content-range', `bytes */${file.bytes}`).send());
  if (range && range !== 'beyond')
    void reply.status(206).header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`);
  const length = range && range !== 'beyond' ? range.to - range.from + 1 : file.bytes;
  await reply
    .type(file.mediaType)
    .headers({
      'content-length': length,
      'content-disposition': disposition(askedFor(request), file.name, file.mediaType),
    })
    .send(content);
}

/** Whether somebody opens the file, rather than their browser fetching more of one that is open. */
export const beginsAnew = ({ headers: { range } }: Pick<FastifyRequest, 'headers'>): boolean =>
  range === undefined || /^\s*bytes\s*=\s*0*0\s*-/.test(range);

/** The viewers of browsers keep scripts of a PDF to themselves, and Safari's opens nothing that is sandboxed. */
export const policyOf = (mediaType: string): string =>
  mediaType === 'application/pdf' ? POLICY : `${POLICY}; sandbox`;

/** To be looked at, unless the address says otherwise. */
export const askedFor = ({ query }: FastifyRequest): 'inline' | 'attachment' =>
  (query as Readonly<Record<string, unknown>>)['download'] === '1' ? 'attachment' : 'inline';
