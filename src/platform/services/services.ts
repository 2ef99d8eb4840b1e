import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withLock } from './folder-lock.js';
import { otherHolders, releaseLease, takeLease } from './leases.js';
import { runningPostgres, startPostgres, stopPostgres } from './postgres.server.js';
import { postgresUrl, prepareDatabase } from './postgres.setup.js';
import { runningRedis, startRedis, stopRedis } from './redis.server.js';
import { preparePlaces, type ServicePlaces } from './service-places.js';
import { watchServices } from './service-watch.js';
import { keptSecret } from './service-secret.js';
import type { Services, ServicesOptions, StartedServices, Wanted } from './services.contract.js';

const lockOf = (places: ServicePlaces) => join(places.control, 'lock');
const leasesOf = (places: ServicePlaces) => join(places.control, 'leases');
const passwordOf = (places: ServicePlaces) => join(places.control, 'password');
const stopBoth = (places: ServicePlaces) => Promise.all([stopRedis(places), stopPostgres(places)]);

async function stopUnlessUsed(places: ServicePlaces): Promise<void> {
  await withLock(lockOf(places), async () => {
    releaseLease(leasesOf(places));
    if (otherHolders(leasesOf(places)).length === 0) await stopBoth(places);
  });
}

/** Whoever removes `.portico` means to start from nothing: data left in the temporary folder has lost its password. */
async function discardOrphans(places: ServicePlaces): Promise<void> {
  if (!places.temporaryFolder || existsSync(passwordOf(places))) return;
  await stopBoth(places);
  for (const name of ['postgres', 'redis']) rmSync(join(places.data, name), { recursive: true, force: true });
}

/** What is wanted, as servers that can be started, looked after and told apart. */
function serversIn(places: ServicePlaces, password: string, options: ServicesOptions) {
  const { tests = false, tell = () => undefined } = options;
  const postgres = {
    name: 'Postgres',
    isRunning: () => runningPostgres(places) !== undefined,
    start: async () => (await startPostgres(places, password, tests)).port,
  };
  const redis = {
    name: 'Redis',
    isRunning: () => runningRedis(places) !== undefined,
    start: () => startRedis(places, password, tests, tell),
  };
  return { postgres, redis };
}

async function startIn(
  places: ServicePlaces,
  options: ServicesOptions,
  wanted: Wanted,
): Promise<StartedServices> {
  const { tests = false, database = 'portico', redisDatabase = 0, tell = () => undefined } = options;
  takeLease(leasesOf(places));
  await discardOrphans(places);
  const password = keptSecret(passwordOf(places));
  const { postgres, redis } = serversIn(places, password, options);
  const starts = [wanted.postgres ? postgres.start() : undefined, wanted.redis ? redis.start() : undefined];
  // Both are waited for, so that neither is still starting when the other's failure ends everything.
  await Promise.allSettled(starts);
  const [port, redisPort] = await Promise.all(starts);
  const superuser = (name: string) => port && postgresUrl('postgres', password, port, name);
  const admin = superuser('postgres');
  const owned = admin ? await prepareDatabase(admin, password, database, tests) : undefined;
  let endWatch: () => void = () => undefined;
  return {
    postgresUrl: owned?.url,
    superuserUrl: superuser(database) || undefined,
    redisUrl: redisPort ? `redis://:${password}@127.0.0.1:${redisPort}/${redisDatabase}` : undefined,
    databaseIsNew: owned?.isNew ?? false,
    temporaryFolder: places.temporaryFolder,
    watch: () => {
      const watched = [...(wanted.postgres ? [postgres] : []), ...(wanted.redis ? [redis] : [])];
      endWatch = watchServices(watched, (start) => withLock(lockOf(places), start), tell);
    },
    stop: () => {
      endWatch();
      return stopUnlessUsed(places);
    },
  };
}

/** Starts those of the services that are wanted; see `startServices`. */
export async function startSomeServices(options: ServicesOptions, wanted: Wanted): Promise<StartedServices> {
  const places = preparePlaces(resolve(options.folder), options.tests ? 'test' : '');
  try {
    return await withLock(lockOf(places), () => startIn(places, options, wanted));
  } catch (error) {
    await stopUnlessUsed(places);
    throw error;
  }
}

/**
 * Real Postgres and Redis on the loopback, made, started or found running, with a database that Portico owns.
 * Several processes may share them; the last to call `stop` ends them.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  return (await startSomeServices(options, { postgres: true, redis: true })) as Services;
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
    await withLock(lockOf(places), () => stopBoth(places));
  }
  const { temporaryFolder } = preparePlaces(resolve(folder));
  const folders = [resolve(folder), ...(temporaryFolder ? [temporaryFolder] : [])];
  for (const each of folders) rmSync(each, { recursive: true, force: true });
  return folders;
}
