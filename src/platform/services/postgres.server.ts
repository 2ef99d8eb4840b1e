import { execFile } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { keptPort } from './free-port.js';
import { postgresPrograms } from './postgres.files.js';
import { postgresSettings } from './postgres.settings.js';
import { parsePostmasterPid, type PostmasterPid } from './postmaster-pid.js';
import { endProcess, isAlive, waitUntil, worksIn } from './processes.js';
import type { ServicePlaces } from './service-places.js';
import { endOfLog, makePrivateFolder, startServer } from './service-process.js';

const folderOf = (places: ServicePlaces) => join(places.data, 'postgres');
const dataOf = (places: ServicePlaces) => join(folderOf(places), 'data');
const pidFileOf = (places: ServicePlaces) => join(dataOf(places), 'postmaster.pid');

function readNote(places: ServicePlaces): PostmasterPid | undefined {
  return existsSync(pidFileOf(places))
    ? parsePostmasterPid(readFileSync(pidFileOf(places), 'utf8'))
    : undefined;
}

/** The Postgres that runs on this data now, as its own note tells; a note left by a crash does not count. */
export function runningPostgres(places: ServicePlaces): PostmasterPid | undefined {
  const note = readNote(places);
  return note && worksIn(note.pid, dataOf(places), /postgres/) ? note : undefined;
}

/** Makes an empty cluster that only a password opens, in one step: a crash leaves none or a whole one. */
async function makeCluster(places: ServicePlaces, programs: string, password: string): Promise<void> {
  const draft = join(folderOf(places), 'data.new');
  const passwordFile = join(folderOf(places), 'password.new');
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (places.account) chownSync(passwordFile, places.account.uid, places.account.gid);
  await promisify(execFile)(
    join(programs, 'bin', 'initdb'),
    [`--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'].concat(
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ),
    { cwd: folderOf(places), env: { LC_ALL: 'C' }, ...places.account },
  );
  rmSync(passwordFile);
  renameSync(draft, dataOf(places));
}

/** Postgres obeys a note that a crash left as soon as any program has got that process number since. */
function removeMisleadingNote(places: ServicePlaces): void {
  const note = readNote(places);
  if (note && isAlive(note.pid) && !runningPostgres(places)) rmSync(pidFileOf(places), { force: true });
}

const PASSING = /could not (bind|create any)|shared memory block|lock file "postmaster.pid" already exists/;

async function launch(
  places: ServicePlaces,
  programs: string,
  tests: boolean,
  attempt = 1,
): Promise<PostmasterPid> {
  const log = join(folderOf(places), 'log');
  const port = await keptPort(join(places.control, 'postgres.port'));
  removeMisleadingNote(places);
  const args = ['-D', dataOf(places), '-p', String(port), ...postgresSettings(tests)];
  const options = { folder: dataOf(places), log, account: places.account };
  const server = await startServer(join(programs, 'bin', 'postgres'), args, options);
  const isReady = () => runningPostgres(places)?.ready === true;
  await waitUntil(() => server.ended() !== undefined || isReady(), 60_000);
  const running = runningPostgres(places);
  if (running?.ready) return running;
  // Another program was quicker to the port, or a killed Postgres or its sessions are still ending.
  if (PASSING.test(endOfLog(log)) && attempt < 10) {
    await sleep(500);
    return launch(places, programs, tests, attempt + 1);
  }
  throw new Error(`Postgres ${server.ended() ?? 'did not become ready'}:\n${endOfLog(log)}`);
}

/**
 * Starts Postgres on the data of these places, making it first when there is none, or finds the one that runs already.
 * With `tests` speed comes before safety, and old data is thrown away.
 */
export async function startPostgres(
  places: ServicePlaces,
  password: string,
  tests: boolean,
): Promise<PostmasterPid> {
  if (runningPostgres(places)) {
    await waitUntil(() => runningPostgres(places)?.ready !== false, 60_000);
    const running = runningPostgres(places);
    if (running) return running;
  }
  const programs = postgresPrograms(places);
  makePrivateFolder(folderOf(places), places.account);
  if (tests) rmSync(dataOf(places), { recursive: true, force: true });
  if (!existsSync(dataOf(places))) await makeCluster(places, programs, password);
  return launch(places, programs, tests);
}

/** Ends Postgres in order: open transactions are rolled back, everything committed is on disk. */
export async function stopPostgres(places: ServicePlaces): Promise<void> {
  const running = runningPostgres(places);
  if (running) await endProcess(running.pid, 'SIGINT', 60_000);
}
