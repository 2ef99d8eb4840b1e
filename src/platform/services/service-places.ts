import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The user that Postgres and Redis run as when Portico itself is root: nobody. */
const NOBODY = { uid: 65534, gid: 65534 } as const;

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where the services of one installation keep their things, and as whom they run. */
export interface ServicePlaces {
  /** Belongs to Portico alone: lock, leases, password. */
  readonly control: string;
  /** Data of the services; entered by the account they run as. */
  readonly data: string;
  /** Programs unpacked or copied by Portico, shared by the data folders. */
  readonly programs: string;
  /** Undefined: the same account as Portico. */
  readonly account: Account | undefined;
  /** A folder outside the project that had to be made, to be named to the person. */
  readonly temporaryFolder: string | undefined;
}

/** The one temporary folder that belongs to a project's `.portico` folder. */
export function temporaryFolderOf(folder: string, temporary = tmpdir()): string {
  return join(temporary, `portico-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}

/**
 * Decides where things go. Pure.
 * @param folder the project's `.portico` folder, absolute
 * @param root whether Portico runs as root, for then Postgres has to run as somebody else
 * @param reachable whether that somebody may enter the folder
 * @param part a subfolder for data kept apart, `test` for example
 * @param temporary a folder for temporary things that everybody may enter
 */
export function choosePlaces(
  folder: string,
  root: boolean,
  reachable: boolean,
  part = '',
  temporary = tmpdir(),
): ServicePlaces {
  const outside = root && !reachable ? temporaryFolderOf(folder, temporary) : undefined;
  const home = outside ?? folder;
  return {
    control: join(folder, part, 'services'),
    data: join(home, part),
    programs: join(home, 'programs'),
    account: root ? NOBODY : undefined,
    temporaryFolder: outside,
  };
}

/** Whether an account may enter a folder or run a program, tried for real: modes, mounts and ACLs all count. */
export function mayUse(path: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...account, cwd: '/' }).status === 0;
}

/** Makes a folder that others may pass through but not list, refusing one that somebody else has put there. */
function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else. Remove it and start again.`);
  }
  chmodSync(folder, 0o711);
}

/**
 * Decides where things go on this machine and makes the folders.
 * @param folder the project's `.portico` folder, absolute
 */
export function preparePlaces(folder: string, part = ''): ServicePlaces {
  const root = process.getuid?.() === 0;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (root) makePassable(folder);
  const temporary = root ? [tmpdir(), '/tmp', '/var/tmp'].find((each) => mayUse(each, NOBODY)) : undefined;
  const places = choosePlaces(folder, root, !root || mayUse(folder, NOBODY), part, temporary);
  for (const each of [places.temporaryFolder ?? folder, places.data, places.programs]) {
    mkdirSync(each, { recursive: true });
    if (root) makePassable(each);
  }
  mkdirSync(places.control, { recursive: true, mode: 0o700 });
  return places;
}
