import { statfs } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { DiskStorage } from '../../files/disk.storage.js';
import { bucketFault } from '../../files/files.module.js';
import { S3Storage } from '../../files/s3.storage.js';
import { storagePlace, type Bucket } from '../../files/storage-place.js';
import { newFileName, type Storage } from '../../files/storage.js';
import type { Config } from '../../platform/config.js';
import { attention, good, placeOf, wrong, type Finding } from './finding.js';

const PATIENCE = 5000;
const GIGABYTE = 1e9;

/** Redis holds queues: what it throws away for want of room is found again only by the sweepers. */
export async function lookAtRedis({ redisUrl }: Config): Promise<Finding> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let because: Error | undefined;
  redis.on('error', (error: Error) => (because = error));
  try {
    await redis.connect();
    const info = await redis.info();
    const of = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
    const says = `${of('redis_version') ?? 'an unknown version'} at ${placeOf(redisUrl)}`;
    const policy = of('maxmemory_policy') ?? 'noeviction';
    return policy === 'noeviction'
      ? good('Redis', says)
      : attention('Redis', `${says}: maxmemory-policy is ${policy}, it should be noeviction.`);
  } catch (error) {
    return wrong(
      'Redis',
      `${placeOf(redisUrl)}: ${(because ?? (error as Error)).message || 'no connection'}`,
    );
  } finally {
    redis.disconnect();
  }
}

/** Writes a file, reads its size and removes it. */
export async function lookAtStorage({ storageUrl }: Config): Promise<Finding> {
  const place = storagePlace(storageUrl);
  return place.kind === 'folder' ? lookAtFolder(place.path) : lookAtBucket(place.bucket);
}

async function lookAtFolder(folder: string): Promise<Finding> {
  const storage = new DiskStorage(folder);
  await storage.prepare();
  const lost = await toAndFro(storage);
  if (lost) return wrong('Storage', `${folder}: ${lost}`);
  const { bavail, bsize } = await statfs(folder);
  const free = `${((bavail * bsize) / GIGABYTE).toFixed(1)} GB free`;
  return bavail * bsize < GIGABYTE
    ? attention('Storage', `${folder}, only ${free}`)
    : good('Storage', `${folder}, ${free}`);
}

async function lookAtBucket(bucket: Bucket): Promise<Finding> {
  const storage = await S3Storage.of(bucket);
  try {
    const found = await storage.fault();
    if (found) return wrong('Storage', `${bucketFault(bucket, found.fault)} (${found.because})`);
    const where = `bucket ${bucket.name} at ${bucket.endpoint}`;
    const lost = await toAndFro(storage).catch((error: Error) => `files cannot be kept: ${error.message}`);
    return lost ? wrong('Storage', `${where}: ${lost}`) : good('Storage', where);
  } finally {
    storage.onApplicationShutdown();
  }
}

/** What went wrong with a file that was kept, looked at and removed. */
async function toAndFro(storage: Storage): Promise<string | undefined> {
  const name = newFileName();
  const bytes = await storage.put(name, Buffer.from('doctor'));
  const size = await storage.size(name);
  await storage.remove(name);
  return bytes === size ? undefined : `${size} of ${bytes} bytes came back.`;
}

/** Speaks to the mail server as far as one can without sending anything: greeting, encryption, sign-in. */
export async function lookAtMail({ smtpUrl, mailFrom }: Config): Promise<Finding> {
  if (!smtpUrl) return attention('Mail', 'SMTP_URL is not set: mails wait in the outbox until it is.');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    await transport.verify();
    return good('Mail', `${placeOf(smtpUrl)} takes mails from ${mailFrom}`);
  } catch (error) {
    return wrong('Mail', `${placeOf(smtpUrl)}: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  } finally {
    transport.close();
  }
}

/** Whether the address that stands in every mail leads to this Portico. */
export async function lookAtAddress({ baseUrl, production }: Config): Promise<Finding> {
  if (!URL.canParse(baseUrl)) return wrong('Address', `BASE_URL is no address: ${baseUrl}`);
  if (production && !baseUrl.startsWith('https:'))
    return attention('Address', `${baseUrl} is not encrypted: passwords travel in clear.`);
  try {
    const response = await fetch(`${baseUrl}/healthz`, { signal: AbortSignal.timeout(PATIENCE) });
    return response.ok
      ? good('Address', `${baseUrl} answers`)
      : attention('Address', `${baseUrl} answers with ${response.status}.`);
  } catch {
    return attention('Address', `${baseUrl} does not answer from here. Is web running?`);
  }
}
