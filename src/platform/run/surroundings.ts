import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Config, ConfigError } from '../config.js';
import type { StartedServices } from '../services/services.contract.js';
import { keptSecret } from '../services/service-secret.js';
import { startSomeServices } from '../services/services.js';
import type { Installation } from './installation.js';
import { isKnownToBeMigrated, noteMigrated } from './migrated-note.js';
import type { Settings } from './settings.js';

type Tell = (line: string) => void;

/** Everything the processes of Portico need around them. */
export interface Surroundings {
  /** The variables for the processes, complete. */
  readonly settings: Settings;
  /** A folder outside the project that had to be made. */
  readonly temporaryFolder: string | undefined;
  /** From now on keeps the embedded services running, until `close`. */
  watch(): void;
  close(): Promise<void>;
}

/**
 * Starts the services that are not given, makes a secret where none is given and brings the database up to date.
 * In production nothing is made up, and bringing the database up to date is a step of its own.
 * @param evenIll goes on where the database cannot be brought up to date: whoever asks will say what is wrong with it
 */
export async function openSurroundings(
  installation: Installation,
  root: string,
  given: Settings,
  tell: Tell,
  evenIll = false,
): Promise<Surroundings> {
  if (given['NODE_ENV'] === 'production') {
    return {
      settings: given,
      temporaryFolder: undefined,
      watch: () => undefined,
      close: async () => undefined,
    };
  }
  const services = await missingServices(installation, given, tell);
  try {
    const settings = { ...given, ...madeUp(installation, given, services) };
    await bringUpToDate(installation, root, settings, services).catch((error: Error) => {
      if (!evenIll || error instanceof ConfigError) throw error;
    });
    const { temporaryFolder } = services ?? { temporaryFolder: undefined };
    return { settings, temporaryFolder, watch: () => services?.watch(), close: async () => services?.stop() };
  } catch (error) {
    await services?.stop();
    throw error;
  }
}

async function missingServices(
  { base: folder, database, redisDatabase }: Installation,
  given: Settings,
  tell: Tell,
): Promise<StartedServices | undefined> {
  const wanted = { postgres: !given['DATABASE_URL'], redis: !given['REDIS_URL'] };
  if (!wanted.postgres && !wanted.redis) return undefined;
  return startSomeServices({ folder, database, redisDatabase, tell }, wanted);
}

function madeUp({ home }: Installation, given: Settings, services: StartedServices | undefined): Settings {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return {
    PORTICO_FOLDER: home,
    SECRET_KEY: given['SECRET_KEY'] || keptSecret(join(home, 'secret-key')),
    DATABASE_URL: services?.postgresUrl ?? given['DATABASE_URL'],
    REDIS_URL: services?.redisUrl ?? given['REDIS_URL'],
  };
}

async function bringUpToDate(
  { home }: Installation,
  root: string,
  settings: Settings,
  services: StartedServices | undefined,
): Promise<void> {
  const embedded = services?.postgresUrl !== undefined;
  if (embedded && !services.databaseIsNew && isKnownToBeMigrated(home, root)) return;
  const { migrate } = await import('../database/migrate.js');
  await migrate(new Config(settings));
  if (embedded) noteMigrated(home, root);
}
