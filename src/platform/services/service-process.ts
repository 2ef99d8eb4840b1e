import { spawn } from 'node:child_process';
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import type { Account } from './service-places.js';

export interface ServiceProcess {
  readonly pid: number;
  /** Undefined while it runs; then how it ended, in words. */
  ended(): string | undefined;
}

/** Makes a folder that only the account of the services may enter. */
export function makePrivateFolder(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C in the terminal reaches Portico only,
 * which ends the servers after itself. What the server says goes to the log file.
 */
export function startServer(
  program: string,
  args: readonly string[],
  options: { folder: string; log: string; account: Account | undefined; libraries?: string | undefined },
): Promise<ServiceProcess> {
  const log = openSync(options.log, 'a', 0o600);
  let end: string | undefined;
  const child = spawn(program, args, {
    cwd: options.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', LD_LIBRARY_PATH: options.libraries },
    ...options.account,
  });
  closeSync(log);
  child.once('exit', (code, signal) => (end = `ended with ${signal ?? code}`));
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve({ pid: child.pid ?? 0, ended: () => end }));
  });
}

/** The last lines of a log, for an error message. */
export function endOfLog(file: string, lines = 8): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
