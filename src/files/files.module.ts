import { Global, Logger, Module } from '@nestjs/common';
import { Config, ConfigError } from '../platform/config.js';
import { Health } from '../platform/health.js';
import { DiskStorage } from './disk.storage.js';
import { S3Storage, type BucketFault } from './s3.storage.js';
import { storagePlace, type Bucket } from './storage-place.js';
import { Storage } from './storage.js';

/** Opens the storage of the configuration. Start-up stops where files cannot be kept there. */
async function openStorage(config: Config, health: Health): Promise<Storage> {
  const place = storagePlace(config.storageUrl);
  const storage = place.kind === 'folder' ? await folder(place.path) : await bucket(place.bucket);
  health.add('storage', () => storage.works());
  return storage;
}

async function folder(path: string): Promise<Storage> {
  const storage = new DiskStorage(path);
  try {
    await storage.prepare();
  } catch (error) {
    throw new ConfigError(`STORAGE_URL: files cannot be kept there: ${(error as Error).message}`);
  }
  return storage;
}

/** A service that is away for a moment does not keep pages from answering; a wrong key or bucket does. */
async function bucket(place: Bucket): Promise<Storage> {
  const storage = await S3Storage.of(place);
  const found = await storage.fault();
  if (found && found.fault !== 'unreachable')
    throw new ConfigError(`STORAGE_URL: ${bucketFault(place, found.fault)} (${found.because})`);
  if (found) new Logger('Files').warn(`${bucketFault(place, found.fault)} (${found.because})`);
  return storage;
}

/** What is the matter with a bucket, for whoever runs Portico. */
export function bucketFault({ endpoint, name, region }: Bucket, fault: BucketFault): string {
  switch (fault) {
    case 'unreachable':
      return `${endpoint} does not answer.`;
    case 'refused':
      return `${endpoint} refuses this key for the bucket ${name}.`;
    case 'missing':
      return `${endpoint} has no bucket ${name}.`;
    case 'elsewhere':
      return `the bucket ${name} is not in the region ${region}: add ?region= to the address.`;
  }
}

/** Bytes of files: logo, documents, exports. */
@Global()
@Module({
  providers: [{ provide: Storage, inject: [Config, Health], useFactory: openStorage }],
  exports: [Storage],
})
export class FilesModule {}
