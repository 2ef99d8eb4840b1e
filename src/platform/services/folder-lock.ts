import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isIdentityAlive, waitUntil } from './processes.js';

function holderOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A link appears at once with its content, so that nobody ever reads a lock without a holder. */
function take(file: string): boolean {
  const draft = `${file}.${identityOf(process.pid)}`;
  try {
    writeFileSync(draft, identityOf(process.pid), { mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const holder = holderOf(file);
  if (holder !== '' && !isIdentityAlive(holder)) rmSync(file, { force: true });
  return false;
}

/** Does the work while no other Portico process on this machine does work under the same lock file. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  if (!(await waitUntil(() => take(file), 120_000))) {
    throw new Error(
      `Another Portico (process ${holderOf(file)}) has been starting or stopping for two minutes.`,
    );
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
