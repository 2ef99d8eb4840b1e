import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRADES, type Trade } from './command-line.js';

/** One organisation's things under `.portico`: each trade of the demonstration has its own, over shared services. */
export interface Installation {
  readonly trade: Trade;
  /** The folder of the services. */
  readonly base: string;
  /** The folder of this organisation: its secret, files, kept mail, sign-ins. */
  readonly home: string;
  readonly database: string;
  readonly redisDatabase: number;
}

/** The first trade lives in `.portico` itself, where an installation that is no demonstration lives too. */
export function installationOf(base: string, trade: Trade): Installation {
  const first = trade === TRADES[0];
  return {
    trade,
    base,
    home: first ? base : join(base, `demo-${trade}`),
    database: first ? 'portico' : `portico_${trade}`,
    redisDatabase: TRADES.indexOf(trade),
  };
}

const pointerOf = (base: string) => join(base, 'current');

/** The installation that the last demonstration used, so that `npm run portico -- ...` speaks to the same one. */
export function currentInstallation(base: string): Installation {
  const kept = existsSync(pointerOf(base)) ? readFileSync(pointerOf(base), 'utf8').trim() : '';
  return installationOf(base, TRADES.find((trade) => trade === kept) ?? TRADES[0]);
}

/** Makes the folder of an installation and remembers it as the current one. */
export function chooseInstallation(base: string, trade: Trade): Installation {
  const installation = installationOf(base, trade);
  mkdirSync(installation.home, { recursive: true, mode: 0o700 });
  writeFileSync(pointerOf(base), `${trade}\n`);
  return installation;
}
