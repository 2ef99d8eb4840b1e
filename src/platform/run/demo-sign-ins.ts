import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A login of the demonstration, printed at start so that a visitor can sign in. */
export interface DemoSignIn {
  /** Who it is in a few words: "Administrator", "Customer: Harbour Brewing". */
  readonly who: string;
  readonly email: string;
  readonly password: string;
}

const fileOf = (folder: string) => join(folder, 'sign-ins.json');

/** Kept by the seed as its last act: where the file stands, the demonstration is loaded. */
export function keepDemoSignIns(folder: string, signIns: readonly DemoSignIn[]): void {
  writeFileSync(`${fileOf(folder)}.new`, JSON.stringify(signIns, null, 2), { mode: 0o600 });
  renameSync(`${fileOf(folder)}.new`, fileOf(folder));
}

/** The logins of the demonstration in this folder; undefined before it is loaded. */
export function demoSignIns(folder: string): readonly DemoSignIn[] | undefined {
  if (!existsSync(fileOf(folder))) return undefined;
  return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as DemoSignIn[];
}
