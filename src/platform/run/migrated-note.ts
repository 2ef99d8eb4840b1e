import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOf = (home: string) => join(home, 'migrated');

/** Changes whenever a migration or the program changes. */
function stateOf(root: string): string {
  const migrations = join(root, 'migrations');
  const files = readdirSync(migrations).sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(migrations, file)));
  const built = statSync(join(root, 'dist', '.built'), { throwIfNoEntry: false });
  return hash.update(String(built?.mtimeMs)).digest('hex');
}

/** Whether the embedded database of this folder was brought up to date by this very program before. */
export function isKnownToBeMigrated(home: string, root: string): boolean {
  return existsSync(fileOf(home)) && readFileSync(fileOf(home), 'utf8') === stateOf(root);
}

/** Spares the next start the half second that looking at the database takes. */
export function noteMigrated(home: string, root: string): void {
  writeFileSync(fileOf(home), stateOf(root));
}
