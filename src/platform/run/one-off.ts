import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Settings } from './settings.js';

export interface OneOffProcess {
  /** How it ended; 1 when a signal ended it. */
  readonly code: Promise<number>;
  end(): void;
}

/** Runs a command of `dist/cli.js` in this terminal. */
export function runOneOff(root: string, words: readonly string[], settings: Settings): OneOffProcess {
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...words], {
    cwd: root,
    env: settings,
    stdio: 'inherit',
  });
  const code = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, end: () => void child.kill('SIGTERM') };
}
