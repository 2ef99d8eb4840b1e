import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Linux tells about a process, or undefined when there is no such process (or no /proc at all). */
function readProc(pid: number, file: 'stat' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** The fields of /proc/<pid>/stat after the name, which may itself hold spaces and brackets. */
export function parseStat(stat: string): { name: string; state: string; parent: string; started: string } {
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  const name = stat.slice(stat.indexOf('(') + 1, end);
  return { name, state: fields[0] ?? '', parent: fields[1] ?? '', started: fields[19] ?? '' };
}

/** The parent of a process that is a shell; empty for any other process, and where it cannot be told. */
export function shellsParent(pid: number): string {
  const { name = '', parent = '' } = parseStat(readProc(pid, 'stat') ?? '');
  return /^(ba|da|z)?sh$/.test(name) ? parent : '';
}

/** Whether a process runs. A zombie does not: it only waits for a parent that may never fetch it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const stat = readProc(pid, 'stat');
  return stat === undefined || parseStat(stat).state !== 'Z';
}

/**
 * A name for a process that a later process with the same number does not share,
 * so that a note left before a restart of the machine is not taken for a living one.
 */
export function identityOf(pid: number): string {
  const stat = readProc(pid, 'stat');
  return stat === undefined ? `${pid}` : `${pid}-${parseStat(stat).started}`;
}

/** Whether the process that once had this identity still runs. */
export function isIdentityAlive(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && identityOf(pid) === identity;
}

/** The command line of a running process; empty when it cannot be told. */
function commandOf(pid: number): string {
  const line = readProc(pid, 'cmdline');
  if (line !== undefined) return line.replaceAll('\0', ' ');
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

/** Whether a process is a server of this name at work in this folder, and not one that got its number later. */
export function worksIn(pid: number, folder: string, name: RegExp): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch (error) {
    // Without /proc the name has to do; a process that we may not look at is never ours.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && name.test(commandOf(pid));
  }
}

/** Asks again and again until the answer is true. Returns false when the time is over. */
export async function waitUntil(answer: () => boolean | Promise<boolean>, milliseconds: number) {
  const end = Date.now() + milliseconds;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    if (await answer()) return true;
    if (Date.now() > end) return false;
    await sleep(pause);
  }
}

/** Sends a signal, and a hard one after the given time; resolves once the process is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, milliseconds: number): Promise<void> {
  for (const each of [signal, 'SIGKILL'] as const) {
    try {
      process.kill(pid, each);
    } catch {
      return;
    }
    if (await waitUntil(() => !isAlive(pid), milliseconds)) return;
  }
}
