import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isIdentityAlive } from './processes.js';

/** Notes that this process uses the services of a folder, until `release`. */
export function takeLease(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, identityOf(process.pid)), '');
}

export function releaseLease(folder: string): void {
  rmSync(join(folder, identityOf(process.pid)), { force: true });
}

/** The numbers of other living processes that use the services; notes of dead ones are removed. */
export function otherHolders(folder: string): number[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const living = names.filter((name) => {
    if (isIdentityAlive(name)) return true;
    rmSync(join(folder, name), { force: true });
    return false;
  });
  return living.map((name) => Number.parseInt(name, 10)).filter((pid) => pid !== process.pid);
}
