import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, identityOf, isIdentityAlive } from '../services/processes.js';
import type { Settings } from './settings.js';

/** What a running Portico leaves for the next one and for one-off commands. */
export interface RunningNote {
  /** Who wrote it. */
  readonly supervisor: string;
  readonly children: readonly string[];
  /** What one-off commands should see as the running processes see it. */
  readonly settings: Settings;
}

const PATTERN = /^running-.+\.json$/;
const fileOf = (home: string) => join(home, `running-${identityOf(process.pid)}.json`);

function readNotes(home: string): { file: string; note: RunningNote }[] {
  if (!existsSync(home)) return [];
  const files = readdirSync(home).filter((name) => PATTERN.test(name));
  return files.map((name) => {
    const file = join(home, name);
    return { file, note: JSON.parse(readFileSync(file, 'utf8')) as RunningNote };
  });
}

/** Writes down this process and its children, for `runningSettings` and `endLeftovers`. */
export function writeNote(home: string, children: readonly number[], settings: Settings): void {
  const note: RunningNote = {
    supervisor: identityOf(process.pid),
    children: children.map(identityOf),
    settings,
  };
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(`${fileOf(home)}.new`, JSON.stringify(note), { mode: 0o600 });
  renameSync(`${fileOf(home)}.new`, fileOf(home));
}

export function removeNote(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** The settings of the Portico that runs in this folder now, if one does. */
export function runningSettings(home: string): Settings {
  return readNotes(home).find(({ note }) => isIdentityAlive(note.supervisor))?.note.settings ?? {};
}

/** Children of a killed session end by themselves; this waits for them, and ends those that do not. */
export async function endLeftovers(home: string): Promise<void> {
  const dead = readNotes(home).filter(({ note }) => !isIdentityAlive(note.supervisor));
  const left = dead.flatMap(({ note }) => note.children.filter(isIdentityAlive));
  await Promise.all(left.map((identity) => endProcess(Number.parseInt(identity, 10), 'SIGTERM', 3000)));
  for (const { file } of dead) rmSync(file, { force: true });
}
