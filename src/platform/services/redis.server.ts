import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptPort } from './free-port.js';
import { endProcess, waitUntil, worksIn } from './processes.js';
import { pingRedis } from './redis.ping.js';
import { redisProgram } from './redis.program.js';
import type { ServicePlaces } from './service-places.js';
import { endOfLog, makePrivateFolder, startServer } from './service-process.js';

const folderOf = (places: ServicePlaces) => join(places.data, 'redis');
const noteOf = (places: ServicePlaces) => join(folderOf(places), 'redis.pid');
const settingsOf = (places: ServicePlaces) => join(folderOf(places), 'redis.conf');

/** Settings of a Redis that only this machine and only with the password can reach. */
export function redisSettings(folder: string, port: number, password: string, tests: boolean): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${folder}"`,
    `pidfile "${join(folder, 'redis.pid')}"`,
    `appendonly ${tests ? 'no' : 'yes'}`,
    'save ""',
    // A queue must refuse new work rather than forget old.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** The port in a settings file written by us. */
export function portIn(settings: string): number {
  return Number(/^port (\d+)$/m.exec(settings)?.[1] ?? 0);
}

/** The process number of the Redis that runs on this data now. */
export function runningRedis(places: ServicePlaces): number | undefined {
  if (!existsSync(noteOf(places))) return undefined;
  const pid = Number.parseInt(readFileSync(noteOf(places), 'utf8'), 10);
  return pid > 0 && worksIn(pid, folderOf(places), /redis|valkey/) ? pid : undefined;
}

async function becomesReady(port: number, password: string, hasEnded: () => boolean): Promise<boolean> {
  const answer = async () => hasEnded() || (await pingRedis(port, password)) === 'ready';
  return (await waitUntil(answer, 60_000)) && !hasEnded();
}

/** Starts Redis, or finds the one that runs already on this data. Returns its port. */
export async function startRedis(
  places: ServicePlaces,
  password: string,
  tests: boolean,
  tell: (line: string) => void,
): Promise<number> {
  if (runningRedis(places) !== undefined) {
    const port = portIn(readFileSync(settingsOf(places), 'utf8'));
    // One that is on its way out ends within this wait, and a new one is started.
    if (await becomesReady(port, password, () => runningRedis(places) === undefined)) return port;
  }
  const program = await redisProgram(places, tell);
  makePrivateFolder(folderOf(places), places.account);
  const port = await keptPort(join(places.control, 'redis.port'));
  rmSync(noteOf(places), { force: true });
  writeFileSync(settingsOf(places), redisSettings(folderOf(places), port, password, tests), { mode: 0o600 });
  if (places.account) chownSync(settingsOf(places), places.account.uid, places.account.gid);
  const log = join(folderOf(places), 'log');
  const server = await startServer(program.file, [settingsOf(places)], {
    folder: folderOf(places),
    log,
    account: places.account,
    libraries: program.libraries,
  });
  if (await becomesReady(port, password, () => server.ended() !== undefined)) return port;
  throw new Error(`Redis ${server.ended() ?? 'did not become ready'}:\n${endOfLog(log)}`);
}

/** Ends Redis in order; what it acknowledged is in its file. */
export async function stopRedis(places: ServicePlaces): Promise<void> {
  const pid = runningRedis(places);
  if (pid !== undefined) await endProcess(pid, 'SIGTERM', 20_000);
}
