import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withLock } from './folder-lock.js';
import { otherHolders, releaseLease, takeLease } from './leases.js';
import { startPostgres, stopPostgres } from './postgres.server.js';
import { postgresUrl, prepareDatabase } from './postgres.setup.js';
import { startRedis, stopRedis } from './redis.server.js';
import { preparePlaces, type ServicePlaces } from './service-places.js';
import { keptSecret } from './service-secret.js';

export interface ServicesOptions {
  /** The project's `.portico` folder. */
  readonly folder: string;
  /** Fast and forgetful, beside the real data and never mixed with it. */
  readonly tests?: boolean;
  /** Name of the database; `portico` unless said. */
  readonly database?: string;
  /** Number of the Redis database; 0 unless said. */
  readonly redisDatabase?: number;
  /** Hears, in a sentence, what takes longer than a moment. */
  readonly tell?: (line: string) => void;
}

export interface Services {
  /** The database as `portico_owner`: no superuser, but may make roles (and databases under `tests`). */
  readonly postgresUrl: string;
  /** The database as superuser, for tests of what must be refused. */
  readonly superuserUrl: string;
  readonly redisUrl: string;
  /** A folder outside the project that holds the data because Portico runs as root where others may not look. */
  readonly temporaryFolder: string | undefined;
  /** Ends Postgres and Redis, unless another living process on this machine uses them too. */
  stop(): Promise<void>;
}

const lockOf = (places: ServicePlaces) => join(places.control, 'lock');
const leasesOf = (places: ServicePlaces) => join(places.control, 'leases');

async function stopUnlessUsed(places: ServicePlaces): Promise<void> {
  await withLock(lockOf(places), async () => {
    releaseLease(leasesOf(places));
    if (otherHolders(leasesOf(places)).length > 0) return;
    await Promise.all([stopRedis(places), stopPostgres(places)]);
  });
}

/**
 * Real Postgres and Redis on the loopback, made, started or found running, with a database that Portico owns.
 * Several processes may share them; the last to call `stop` ends them.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { tests = false, database = 'portico', redisDatabase = 0, tell = () => undefined } = options;
  const places = preparePlaces(resolve(options.folder), tests ? 'test' : '');
  try {
    return await withLock(lockOf(places), async () => {
      takeLease(leasesOf(places));
      const password = keptSecret(join(places.control, 'password'));
      const [postgres, redis] = await Promise.allSettled([
        startPostgres(places, password, tests),
        startRedis(places, password, tests, tell),
      ]);
      if (postgres.status === 'rejected') throw postgres.reason;
      if (redis.status === 'rejected') throw redis.reason;
      const superuser = (name: string) => postgresUrl('postgres', password, postgres.value.port, name);
      return {
        postgresUrl: await prepareDatabase(superuser('postgres'), password, database, tests),
        superuserUrl: superuser(database),
        redisUrl: `redis://:${password}@127.0.0.1:${redis.value}/${redisDatabase}`,
        temporaryFolder: places.temporaryFolder,
        stop: () => stopUnlessUsed(places),
      };
    });
  } catch (error) {
    await stopUnlessUsed(places);
    throw error;
  }
}

/**
 * Ends the services of a project and removes its `.portico` folder and its temporary folder.
 * @throws Error when a Portico still runs there
 * @returns the folders that were removed
 */
export async function removeServices(folder: string): Promise<string[]> {
  for (const part of ['', 'test']) {
    const places = preparePlaces(resolve(folder), part);
    const [holder] = otherHolders(leasesOf(places));
    if (holder) throw new Error(`Portico still runs here (process ${holder}). Stop it first.`);
    await withLock(lockOf(places), () => Promise.all([stopRedis(places), stopPostgres(places)]));
  }
  const { temporaryFolder } = preparePlaces(resolve(folder));
  const folders = [resolve(folder), ...(temporaryFolder ? [temporaryFolder] : [])];
  for (const each of folders) rmSync(each, { recursive: true, force: true });
  return folders;
}
