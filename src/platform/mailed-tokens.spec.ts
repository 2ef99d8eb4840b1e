import { describe, expect, it } from '@jest/globals';
import { Config } from './config.js';
import { newId } from './ids.js';
import { MailedTokens } from './mailed-tokens.js';

const config = (secret: string) =>
  new Config({ DATABASE_URL: 'postgres://o:p@h/portico', SECRET_KEY: secret });
const OLD = 'an old secret key of thirty-two characters';
const NEW = 'a new secret key of thirty-two characters';

describe('links in mails', () => {
  const id = newId();
  const tokens = new MailedTokens(config(OLD));
  const row = { id, version: 2, hash: tokens.hash('invitation', id, 2) };

  it('are made again from the row alone', () => {
    const token = tokens.token('invitation', row) ?? '';
    expect(tokens.rowId(token)).toBe(id);
    expect(tokens.check('invitation', token, row)).toBe('current');
  });

  it('are told apart when they were replaced, are of another kind or were made up', () => {
    const first =
      tokens.token('invitation', { id, version: 1, hash: tokens.hash('invitation', id, 1) }) ?? '';
    const other =
      tokens.token('password-reset', { id, version: 2, hash: tokens.hash('password-reset', id, 2) }) ?? '';
    expect(tokens.check('invitation', first, row)).toBe('replaced');
    expect(tokens.check('invitation', other, row)).toBe('unknown');
    expect(tokens.check('invitation', `${first.slice(0, -1)}x`, row)).toBe('unknown');
    expect(tokens.rowId('../../etc/passwd')).toBeUndefined();
  });

  it('live on when a new secret key is put before the old one', () => {
    const rotated = new MailedTokens(config(`${NEW},${OLD}`));
    expect(rotated.token('invitation', row)).toBe(tokens.token('invitation', row));
    expect(new MailedTokens(config(NEW)).token('invitation', row)).toBeUndefined();
  });

  it('of mails without end are the same for as long as their key is in the list, and then made anew', () => {
    const lasting = { id, version: 1, hash: tokens.hash('schedule-stop', id, 1) };
    const rotated = new MailedTokens(config(`${NEW},${OLD}`)).lasting('schedule-stop', lasting);
    expect(rotated).toEqual(tokens.lasting('schedule-stop', lasting));
    expect(rotated.hash).toBe(lasting.hash);
    const fresh = new MailedTokens(config(NEW));
    const { token, hash } = fresh.lasting('schedule-stop', lasting);
    // What was mailed is checked by the row's hash: it works until the new one is written there.
    expect(fresh.check('schedule-stop', rotated.token, lasting)).toBe('current');
    expect(fresh.check('schedule-stop', token, { ...lasting, hash })).toBe('current');
  });
});
