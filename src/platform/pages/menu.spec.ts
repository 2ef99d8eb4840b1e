import { describe, expect, it } from '@jest/globals';
import { MenuEntries, type MenuEntry, type MenuViewer } from './menu.js';

const entry = (key: string, more: Partial<MenuEntry> = {}): MenuEntry => ({
  room: 'admin',
  group: 'records',
  key,
  labelKey: `${key}.menu`,
  href: `/admin/${key}`,
  icon: 'jobs',
  order: 1,
  visible: (viewer) => viewer.can(key),
  ...more,
});
const everyone: MenuViewer = { can: () => true };

const menu = (...entries: readonly MenuEntry[]): MenuEntries => {
  const made = new MenuEntries();
  made.add(...entries);
  return made;
};
const hrefs = (made: MenuEntries, viewer = everyone, path = '/') =>
  made.for('admin', viewer, path).flatMap((group) => group.items.map((item) => item.href));
const current = (made: MenuEntries, path: string) =>
  made
    .for('admin', everyone, path)
    .flatMap((group) => group.items)
    .filter((item) => item.current)
    .map((item) => item.key);

describe('a menu', () => {
  it('shows a viewer only what they may open, and no empty group', () => {
    const made = menu(
      entry('jobs'),
      entry('logins', { group: 'administrator' }),
      entry('sites', { room: 'portal', group: 'company' }),
    );
    expect(hrefs(made, { can: (permission) => permission === 'jobs' })).toEqual(['/admin/jobs']);
    expect(made.for('admin', { can: () => false }, '/')).toEqual([]);
  });

  it('stands in the order of the groups, then in that of the entries', () => {
    const made = menu(
      entry('b', { order: 2 }),
      entry('set', { group: 'settings' }),
      entry('a'),
      entry('c', { group: 'relationships' }),
    );
    expect(hrefs(made)).toEqual(['/admin/c', '/admin/a', '/admin/b', '/admin/set']);
  });

  it('marks the entry that a page lies in, and a home only on itself', () => {
    const made = menu(
      entry('home', { href: '/admin' }),
      entry('jobs'),
      entry('jobs-x', { href: '/admin/jobs-x' }),
    );
    expect(current(made, '/admin')).toEqual(['home']);
    expect(current(made, '/admin/jobs')).toEqual(['jobs']);
    expect(current(made, '/admin/jobs/0190')).toEqual(['jobs']);
    expect(current(made, '/admin/jobs-x')).toEqual(['jobs-x']);
    expect(current(made, '/admin/profile')).toEqual([]);
  });

  it('marks the entry that holds a page without an entry of its own', () => {
    const made = menu(entry('invoices', { holds: ['/admin/payments'] }), entry('jobs'));
    expect(current(made, '/admin/payments')).toEqual(['invoices']);
    expect(current(made, '/admin/payments/0190')).toEqual(['invoices']);
    expect(current(made, '/admin/payments-x')).toEqual([]);
  });

  it('puts a heading before the first of those that stand under it', () => {
    const under = { underKey: 'platform.menu.tables' };
    const made = menu(entry('a'), entry('types', under), entry('flags', under), entry('z'));
    const [group] = made.for('admin', everyone, '/');
    expect(group?.items.map((item) => item.under)).toEqual([null, 'platform.menu.tables', null, null]);
  });

  it('refuses the same entry twice', () => {
    expect(() => menu(entry('a'), entry('a'))).toThrow('two entries "a"');
  });
});
