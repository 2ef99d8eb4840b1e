import { Global, Module } from '@nestjs/common';
import { Config, ConfigError } from '../platform/config.js';
import { Health } from '../platform/health.js';
import { DiskStorage } from './disk.storage.js';
import { storageFolder } from './storage-place.js';
import { Storage } from './storage.js';

/** Opens the storage of the configuration. Start-up stops where it cannot be written to. */
async function openStorage(config: Config, health: Health): Promise<Storage> {
  const storage = new DiskStorage(storageFolder(config.storageUrl));
  try {
    await storage.prepare();
  } catch (error) {
    throw new ConfigError(`STORAGE_URL: files cannot be kept there: ${(error as Error).message}`);
  }
  health.add('storage', () => storage.works());
  return storage;
}

/** Bytes of files: logo, documents, exports. */
@Global()
@Module({
  providers: [{ provide: Storage, inject: [Config, Health], useFactory: openStorage }],
  exports: [Storage],
})
export class FilesModule {}
