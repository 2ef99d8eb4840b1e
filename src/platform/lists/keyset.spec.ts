import { describe, expect, it } from '@jest/globals';
import { Config } from '../config.js';
import { Refused } from '../errors.js';
import { Cursors } from './cursors.js';
import { keyset } from './keyset.js';

const config = (secret: string) =>
  new Config({ DATABASE_URL: 'postgres://u@h/d', SECRET_KEY: secret.padEnd(32, '.') });
const cursors = new Cursors(config('one'));
const sorts = {
  list: 'people',
  id: 'c.id',
  columns: { name: { sql: 'c.name', type: 'text collate "C"' } },
} as const;
const rows = (...names: string[]) => names.map((name) => ({ id: `id-${name}`, place: name }));
const at = (more: object, size = 2) =>
  keyset(
    { sort: 'name', descending: false, after: undefined, before: undefined, ...more },
    sorts,
    cursors,
    ['x'],
    size,
  );

describe('a page of a list', () => {
  it('is the first when no cursor is given: nothing before it, something behind it', () => {
    const key = at({});
    expect([key.where, key.order, key.limit, key.values]).toEqual(['true', 'c.name asc, c.id asc', 3, ['x']]);
    const page = key.page(rows('a', 'b', 'c'));
    expect(page.rows.map(({ place }) => place)).toEqual(['a', 'b']);
    expect(page.before).toBeUndefined();
    expect(cursors.unpack('people name', page.after ?? '')).toEqual({ value: 'b', id: 'id-b' });
  });

  it('goes on behind a cursor, to the end', () => {
    const key = at({ after: cursors.pack('people name', { value: 'b', id: 'id-b' }) });
    expect(key.where).toBe('(c.name, c.id) > ($2::text collate "C", $3::uuid)');
    expect(key.values).toEqual(['x', 'b', 'id-b']);
    const page = key.page(rows('c'));
    expect(page.after).toBeUndefined();
    expect(cursors.unpack('people name', page.before ?? '').value).toBe('c');
  });

  it('goes back before a cursor in the order of the list', () => {
    const key = at({ before: cursors.pack('people name', { value: 'c', id: 'id-c' }) });
    expect(key.order).toBe('c.name desc, c.id desc');
    const page = key.page(rows('b', 'a'));
    expect(page.rows.map(({ place }) => place)).toEqual(['a', 'b']);
    expect(page.before).toBeUndefined();
    expect(cursors.unpack('people name', page.after ?? '').value).toBe('b');
  });

  it('turns both ways round when the order is downwards', () => {
    const cursor = cursors.pack('people -name', { value: 'c', id: 'id-c' });
    expect(at({ descending: true, after: cursor }).where).toContain('<');
    expect(at({ descending: true, before: cursor }).where).toContain('>');
  });

  it('refuses a cursor that is broken, of another order or list, or made with another key', () => {
    const mine = cursors.pack('people name', { value: 'a', id: 'id' });
    const foreign = new Cursors(config('two')).pack('people name', { value: 'a', id: 'id' });
    for (const cursor of ['', 'x', 'x.y', mine.slice(1), `${mine}x`, foreign])
      expect(() => cursors.unpack('people name', cursor)).toThrow(Refused);
    expect(() => cursors.unpack('people -name', mine)).toThrow(Refused);
    expect(() => cursors.unpack('customers name', mine)).toThrow(Refused);
  });
});
