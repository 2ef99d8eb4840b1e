import { Readable } from 'node:stream';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { S3Client } from '@aws-sdk/client-s3';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Bucket } from './storage-place.js';
import { Storage } from './storage.js';

type Sdk = typeof import('@aws-sdk/client-s3');
type Upload = typeof import('@aws-sdk/lib-storage').Upload;

const SECONDS = 1000;
/** Of a stream whose length nobody knows: two pieces are held at a time. */
const PIECE = 8 * 1024 * 1024;
const PIECES_AT_ONCE = 2;

/** Why files cannot be kept in a bucket, in words for whoever runs Portico. */
export type BucketFault = 'unreachable' | 'refused' | 'missing' | 'elsewhere';

/** Files in a bucket of a service that speaks S3, addressed by path. */
export class S3Storage extends Storage implements OnApplicationShutdown {
  private constructor(
    private readonly bucket: Bucket,
    private readonly client: S3Client,
    private readonly sdk: Sdk,
    private readonly upload: Upload,
  ) {
    super();
  }

  /** The libraries are large: they are loaded only where they are used. */
  static async of(bucket: Bucket): Promise<S3Storage> {
    const [sdk, { Upload }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/lib-storage'),
    ]);
    const client = new sdk.S3Client({
      endpoint: bucket.endpoint,
      region: bucket.region,
      credentials: { accessKeyId: bucket.key, secretAccessKey: bucket.secret },
      forcePathStyle: true,
      maxAttempts: 3,
      // Checks that only some services know are asked for only where S3 itself asks for them.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: 5 * SECONDS,
        requestTimeout: 60 * SECONDS,
        throwOnRequestTimeout: true,
        // Somebody on a slow line reads a large file with long pauses.
        socketTimeout: 600 * SECONDS,
        httpAgent: { maxSockets: 200 },
        httpsAgent: { maxSockets: 200 },
      },
    });
    return new S3Storage(bucket, client, sdk, Upload);
  }

  /** What is the matter with the bucket; undefined when it answers. */
  async fault(): Promise<{ readonly fault: BucketFault; readonly because: string } | undefined> {
    try {
      await this.client.send(new this.sdk.HeadBucketCommand({ Bucket: this.bucket.name }));
      return undefined;
    } catch (error) {
      return { fault: FAULTS[statusOf(error) ?? 0] ?? 'unreachable', because: wordsOf(error) };
    }
  }

  async put(name: string, content: Readable | Uint8Array): Promise<number> {
    if (!(content instanceof Readable)) {
      await this.client.send(
        new this.sdk.PutObjectCommand({ ...this.place(name), Body: content, ContentLength: content.length }),
      );
      return content.length;
    }
    let size = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        yield chunk;
      }
    }
    // Nobody meets half a file: pieces become one only when the last of them is there, and are dropped otherwise.
    await new this.upload({
      client: this.client,
      params: { ...this.place(name), Body: Readable.from(counted(), { objectMode: false }) },
      queueSize: PIECES_AT_ONCE,
      partSize: PIECE,
      leavePartsOnError: false,
    }).done();
    return size;
  }

  async open(name: string, part?: { readonly from: number; readonly to: number }): Promise<Readable> {
    const range = part ? { Range: `bytes=${part.from}-${part.to}` } : {};
    const { Body } = await found(
      this.client.send(new this.sdk.GetObjectCommand({ ...this.place(name), ...range })),
    );
    return Body as Readable;
  }

  async size(name: string): Promise<number> {
    const { ContentLength } = await found(this.client.send(new this.sdk.HeadObjectCommand(this.place(name))));
    return ContentLength ?? 0;
  }

  async remove(name: string): Promise<void> {
    await this.client.send(new this.sdk.DeleteObjectCommand(this.place(name)));
  }

  async works(): Promise<boolean> {
    return (await this.fault()) === undefined;
  }

  /** Lets go of its connections. */
  onApplicationShutdown(): void {
    this.client.destroy();
  }

  private place(name: string): { Bucket: string; Key: string } {
    if (!isId(name)) throw new Error('Files are kept under names of newFileName() only.');
    return { Bucket: this.bucket.name, Key: name };
  }
}

const FAULTS: Readonly<Record<number, BucketFault>> = {
  301: 'elsewhere',
  400: 'refused',
  401: 'refused',
  403: 'refused',
  404: 'missing',
};

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** What the service or the network said, without what the library wraps it in; some services say nothing. */
function wordsOf(error: unknown): string {
  const { name, message } = error as Error;
  const words = message.replace(/^AWS SDK error wrapper for \w+: /, '').replace(/^UnknownError$/, '');
  return [name === 'Error' ? '' : name, words].filter(Boolean).join(': ') || 'no answer';
}

async function found<T>(looking: Promise<T>): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if (statusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket') throw new NotFound();
    throw error;
  }
}
