import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { programPath } from '../config.js';
import { mayUse, type ServicePlaces } from './service-places.js';
import { unpackRedis, unpackedRedis } from './redis.packages.js';

export interface RedisProgram {
  readonly file: string;
  /** Folders with the libraries of an unpacked one. */
  readonly libraries?: string | undefined;
}

const NAMES = ['redis-server', 'valkey-server'];
const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of the names found in a list of folders as PATH holds them, and then in the usual places. */
export function findProgram(names: readonly string[], path: string, isThere = isProgram): string | undefined {
  const folders = [...path.split(delimiter).filter((folder) => folder.startsWith('/')), ...USUAL_FOLDERS];
  for (const name of names) {
    const folder = folders.find((each) => isThere(join(each, name)));
    if (folder) return join(folder, name);
  }
  return undefined;
}

/**
 * A Redis or Valkey of this machine; else, on Debian and Ubuntu, their own packages unpacked for Portico alone.
 * @throws Error with one sentence that names the command to run, when there is neither
 */
export async function redisProgram(
  places: ServicePlaces,
  tell: (line: string) => void,
): Promise<RedisProgram> {
  const found = findProgram(NAMES, programPath());
  if (found && (!places.account || mayUse(found, places.account))) return { file: found };
  const unpacked = unpackedRedis(places.programs);
  if (unpacked) return unpacked;
  if (existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg')) {
    tell('There is no Redis here yet: fetching the packages of this system and unpacking them, once.');
    return unpackRedis(places.programs);
  }
  const command =
    process.platform === 'darwin' ? 'brew install redis' : 'the installer of this system for "redis"';
  throw new Error(`Portico needs Redis: run ${command} and start again, or set REDIS_URL to one that runs.`);
}
