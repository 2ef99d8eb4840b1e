import { fileURLToPath } from 'node:url';
import { ConfigError } from '../platform/config.js';

/**
 * The folder that `STORAGE_URL` names.
 * @throws ConfigError when it names something else
 */
export function storageFolder(storageUrl: string): string {
  const protocol = URL.canParse(storageUrl) ? new URL(storageUrl).protocol : '';
  if (protocol === 's3:') {
    throw new ConfigError(
      'STORAGE_URL: this version of Portico keeps files in folders only, not in S3. Use file:///path/to/a/folder.',
    );
  }
  if (protocol !== 'file:') throw new ConfigError('STORAGE_URL must be like file:///path/to/a/folder.');
  try {
    return fileURLToPath(storageUrl);
  } catch {
    throw new ConfigError('STORAGE_URL must name a folder of this machine, like file:///path/to/a/folder.');
  }
}
