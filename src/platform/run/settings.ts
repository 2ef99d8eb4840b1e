import { UsageError } from './command-line.js';

/** Variables as the processes get them. Only `bin/` and `config.ts` read the real ones. */
export type Settings = Readonly<Record<string, string | undefined>>;

const NEEDED_IN_PRODUCTION = ['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY', 'BASE_URL'] as const;

/** @throws UsageError that names every variable which production needs and does not have */
export function checkProduction(settings: Settings): void {
  if (settings['NODE_ENV'] !== 'production') return;
  const missing = NEEDED_IN_PRODUCTION.filter((name) => !settings[name]);
  if (missing.length === 0) return;
  throw new UsageError(
    `With NODE_ENV=production Portico does not start without ${NEEDED_IN_PRODUCTION.join(', ')}. ` +
      `Not set: ${missing.join(', ')}.`,
  );
}

/**
 * The port that was asked for in PORT; undefined when nothing was.
 * @throws UsageError when it is no port
 */
export function askedPort(settings: Settings): number | undefined {
  const text = settings['PORT'];
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new UsageError(`PORT must be a number up to 65535, not "${text}".`);
  return port;
}
