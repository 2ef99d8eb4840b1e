import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../config.js';
import { keptSecret } from '../services/service-secret.js';
import { startSomeServices } from '../services/services.js';
import type { Installation } from './installation.js';
import { checkProduction, type Settings } from './settings.js';

/** Everything the processes of Portico need around them. */
export interface Surroundings {
  /** The variables for the processes, complete. */
  readonly settings: Settings;
  /** A folder outside the project that had to be made. */
  readonly temporaryFolder: string | undefined;
  close(): Promise<void>;
}

interface Services {
  readonly settings: Settings;
  readonly temporaryFolder: string | undefined;
  stop(): Promise<void>;
}

async function missingServices(
  installation: Installation,
  settings: Settings,
  tell: (line: string) => void,
): Promise<Services> {
  const wanted = { postgres: !settings['DATABASE_URL'], redis: !settings['REDIS_URL'] };
  if (settings['NODE_ENV'] === 'production' || !(wanted.postgres || wanted.redis)) {
    return { settings: {}, temporaryFolder: undefined, stop: async () => undefined };
  }
  const { base: folder, database, redisDatabase } = installation;
  const services = await startSomeServices({ folder, database, redisDatabase, tell }, wanted);
  const { postgresUrl, redisUrl, temporaryFolder } = services;
  const given = {
    ...(postgresUrl && { DATABASE_URL: postgresUrl }),
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
  return { settings: given, temporaryFolder, stop: services.stop };
}

/** In production nothing is made up, and bringing the database up to date is a step of its own. */
function madeUp(installation: Installation, settings: Settings): Settings {
  if (settings['NODE_ENV'] === 'production') return {};
  mkdirSync(installation.home, { recursive: true, mode: 0o700 });
  return {
    PORTICO_FOLDER: installation.home,
    SECRET_KEY: settings['SECRET_KEY'] || keptSecret(join(installation.home, 'secret-key')),
  };
}

/**
 * Starts the services that are not given, makes a secret where none is given and brings the database up to date.
 * With NODE_ENV=production it does none of that.
 * @throws UsageError that names what production needs
 */
export async function openSurroundings(
  installation: Installation,
  given: Settings,
  tell: (line: string) => void,
): Promise<Surroundings> {
  checkProduction(given);
  const production = given['NODE_ENV'] === 'production';
  // TypeORM takes its time to load; meanwhile Postgres starts.
  const migrating = production ? undefined : import('../database/migrate.js');
  const services = await missingServices(installation, given, tell);
  try {
    const settings = { ...given, ...services.settings, ...madeUp(installation, given) };
    await (await migrating)?.migrate(new Config(settings));
    return { settings, temporaryFolder: services.temporaryFolder, close: services.stop };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
