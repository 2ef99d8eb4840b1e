import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS, AUDIT_KINDS, kindOf } from '../../src/audit/actions.js';
import { readMessages, Words } from '../../src/platform/pages/words.js';
import { filesBelow, type SourceFile } from './structure.js';

const messages = readMessages('messages/en');
const words = new Words(messages);
const sources = filesBelow('src', '.ts').filter(({ path }) => !/\.spec\.ts$|^src\/audit\/actions/.test(path));

/** Actions that no file names: their sentence would be said of nothing. That others are named the compiler refuses. */
const unused = (actions: readonly string[], files: readonly SourceFile[]): string[] =>
  actions.filter((action) => !files.some(({ text }) => text.includes(`'${action}'`)));

describe('the audit log', () => {
  it.each([...AUDIT_ACTIONS])('says %s in plain words', (action) => {
    expect(words.has(`audit.actions.${action}`)).toBe(true);
    expect(words.has(`audit.kinds.${kindOf(action)}`)).toBe(true);
  });

  it('has no sentence for what is never done', () => {
    const said = messages['audit'] as Record<'actions' | 'kinds', Record<string, object>>;
    const keys = Object.entries(said.actions).flatMap(([kind, done]) =>
      Object.keys(done).map((key) => `${kind}.${key}`),
    );
    expect(keys.sort()).toEqual([...AUDIT_ACTIONS].sort());
    expect(Object.keys(said.kinds).sort()).toEqual([...AUDIT_KINDS].sort());
    expect(unused(AUDIT_ACTIONS, sources)).toEqual([]);
  });

  it('would find an action that nobody takes', () => {
    const file = { path: 'src/a.ts', text: "action: 'login.added'" };
    expect(unused(['login.added', 'login.sung'], [file])).toEqual(['login.sung']);
  });
});
