import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEY = 'portico/key';
export const SECRET = 'a secret/with+signs';

/** A stand-in for a service that speaks S3: it keeps objects in memory, and takes only what is signed rightly. */
export interface S3Server {
  /** What `STORAGE_URL` holds for its bucket. */
  readonly url: string;
  readonly host: string;
  /** Whole objects, by their key. */
  readonly objects: Map<string, Buffer>;
  /** Uploads in pieces that have neither become an object nor been dropped. */
  readonly uploads: Map<string, Map<number, Buffer>>;
  /** Answers instead of the server: a status, or nothing for an answer as usual. */
  fails?: ((request: IncomingMessage) => number | 'hang up' | undefined) | undefined;
  /** Holds an answer up until it is over. */
  waits?: ((request: IncomingMessage) => Promise<void>) | undefined;
  close(): Promise<void>;
}

export async function startS3Server(bucket = 'files'): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const self: Pick<S3Server, 'fails' | 'waits'> = {};
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await self.waits?.(request);
    const failure = self.fails?.(request);
    if (failure === 'hang up') return void request.socket.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const say = (status: number, text: string | Buffer = '', headers: Record<string, string> = {}) =>
      void response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : text);
    const fault = (status: number, code: string) =>
      say(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`, {
        'content-type': 'application/xml',
      });
    if (failure) return fault(failure, 'InternalError');
    if (!isSigned(request, body)) return fault(403, 'SignatureDoesNotMatch');
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://s3');
    const [, name = '', key = ''] = pathname.split('/');
    if (name !== bucket) return fault(404, 'NoSuchBucket');
    if (key === '') return say(200);
    const uploadId = query.get('uploadId');
    const parts = uploadId ? uploads.get(uploadId) : undefined;
    switch (`${request.method}${query.has('uploads') ? ' uploads' : uploadId ? ' upload' : ''}`) {
      case 'POST uploads': {
        const id = randomUUID();
        uploads.set(id, new Map());
        return say(200, xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`));
      }
      case 'PUT upload':
        if (!parts) return fault(404, 'NoSuchUpload');
        parts.set(Number(query.get('partNumber')), body);
        return say(200, '', { etag: `"${createHash('md5').update(body).digest('hex')}"` });
      case 'POST upload': {
        if (!parts) return fault(404, 'NoSuchUpload');
        const numbers = [...parts.keys()].sort((a, b) => a - b);
        objects.set(key, Buffer.concat(numbers.map((number) => parts.get(number) as Buffer)));
        uploads.delete(uploadId as string);
        return say(200, xml('CompleteMultipartUploadResult', '<ETag>"whole"</ETag>'));
      }
      case 'DELETE upload':
        uploads.delete(uploadId as string);
        return say(204);
      case 'PUT':
        objects.set(key, body);
        return say(200, '', { etag: '"whole"' });
      case 'DELETE':
        objects.delete(key);
        return say(204);
      default: {
        const found = objects.get(key);
        if (!found) return fault(404, 'NoSuchKey');
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
        const part = from ? found.subarray(Number(from), Number(to) + 1) : found;
        return say(from ? 206 : 200, part, { 'content-length': String(part.length) });
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(self, {
    url: `s3://${encodeURIComponent(KEY)}:${encodeURIComponent(SECRET)}@${host}/${bucket}`,
    host,
    objects,
    uploads,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

const xml = (name: string, inner: string): string => `<?xml version="1.0"?><${name}>${inner}</${name}>`;

/** AWS Signature Version 4, worked out anew from what arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const [, key, day, region, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=(.+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  if (key !== KEY || !day || !region || !names) return false;
  const hash = String(request.headers['x-amz-content-sha256']);
  if (/^[0-9a-f]{64}$/.test(hash) && hash !== sha256(body)) return false;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
  const query = [...searchParams]
    .map((pair) => pair.map(strict).join('='))
    .sort()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, pathname, query, headers.join(''), names, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const signing = [region, 's3', 'aws4_request'].reduce(
    (one: Buffer, word) => hmac(one, word),
    hmac(`AWS4${SECRET}`, day),
  );
  return hmac(signing, toSign).toString('hex') === signature;
}

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
