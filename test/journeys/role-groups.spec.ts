import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_PERMISSIONS } from '../../src/access/staff-permissions.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { PASSWORD, staff } from '../support/office.js';
import { Person } from '../support/person.js';

const PAGE = '/admin/role-groups';

describe('role groups', () => {
  let portico: TestPortico;
  let ruth: Person;
  let maya: Person;

  beforeAll(async () => {
    portico = await startPortico();
    await portico.sql(`update organisation set set_up_at = now()`);
    ruth = await staff(portico, 'ruth@office.test', 'Ruth Bailey', 'administrator');
    maya = await staff(portico, 'maya@office.test', 'Maya Okafor', 'office');
  });
  afterAll(() => portico.close());

  const group = async (name: string) => {
    const [row] = await portico.sql<{ id: string; permissions: string[] }>(
      'select id, permissions from role_groups where name = $1',
      [name],
    );
    return row as { id: string; permissions: string[] };
  };
  const ticked = (person: Person) =>
    person.seen
      .$('input[name=may]:checked')
      .map((_, box) => person.seen.$(box).attr('value'))
      .get() as string[];

  it('stand in a matrix: what staff may do in plain words, a column for each role group', async () => {
    await ruth.open(PAGE);
    expect(ruth.seen.$(`nav a[href="${PAGE}"]`).text()).toContain('Role groups');
    const heads = ruth.seen.$('thead th a').map((_, one) => ruth.seen.$(one).text());
    expect(heads.get()).toEqual(['Administrator', 'Office', 'Accounts', 'Field', 'Viewer']);
    expect(ruth.seen.$('tbody tr')).toHaveLength(STAFF_PERMISSIONS.length);
    expect(ruth.seen.text).toContain('Customer portal (for customers)');
    expect((await maya.open(PAGE)).status).toBe(403);
  });

  it('give and take at the next request, and every change leaves its line', async () => {
    const { id } = await group('Office');
    expect((await maya.open('/admin/customers')).status).toBe(200);
    await ruth.open(PAGE);
    const without = ticked(ruth).filter((cell) => cell !== `${id}.customers.read`);
    await ruth.submit(PAGE, { may: without });
    expect(ruth.seen.text).toContain('1 role group is changed.');
    expect((await maya.open('/admin/customers')).status).toBe(403);
    await ruth.open(PAGE);
    await ruth.submit(PAGE, { may: [...ticked(ruth), `${id}.customers.read`] });
    expect((await maya.open('/admin/customers')).status).toBe(200);
    expect(
      await portico.sql(`select from audit_lines where action = 'role-group.changed' and subject_id = $1`, [
        id,
      ]),
    ).toHaveLength(2);
    await ruth.open(PAGE);
    await ruth.submit(PAGE);
    expect(ruth.seen.text).toContain('Nothing was changed.');
  });

  it('never take anything from administrators', async () => {
    await ruth.open(PAGE);
    const { id } = await group('Administrator');
    expect(ruth.seen.html).not.toContain(`${id}.customers.read`);
    await ruth.submit(PAGE, { may: [] });
    expect((await group('Administrator')).permissions).toEqual(['*']);
    expect((await group('Office')).permissions).toEqual([]);
    expect((await ruth.open('/admin/logins')).status).toBe(200);
  });

  it('upon somebody else’s change show what changed, and save nothing', async () => {
    const colleague = new Person(portico.url);
    await colleague.signIn('ruth@office.test', PASSWORD);
    await Promise.all([ruth.open(PAGE), colleague.open(PAGE)]);
    const office = await group('Office');
    const field = await group('Field');
    await ruth.submit(PAGE, { may: [...ticked(ruth), `${office.id}.customers.read`] });
    await colleague.submit(PAGE, { may: [...ticked(colleague), `${field.id}.records.read`] });
    expect(colleague.seen.status).toBe(409);
    expect(colleague.seen.text).toContain('Office: See customers: switched on meanwhile.');
    expect((await group('Field')).permissions).toEqual([]);
    await colleague.submit(PAGE);
    expect((await group('Field')).permissions).toEqual(['records.read']);
    expect((await group('Office')).permissions).toEqual(['customers.read']);
  });

  it('of one’s own are added, renamed and removed; not while somebody is in it, and not those that all have', async () => {
    await ruth.open(`${PAGE}/new`);
    await ruth.submit(`${PAGE}/new`, { name: ' ' });
    expect([ruth.seen.status, ruth.seen.$('.field-error').text().trim()]).toEqual([
      422,
      'Say what the role group is called.',
    ]);
    await ruth.submit(`${PAGE}/new`, { name: 'office' });
    expect(ruth.seen.text).toContain('There is a role group called office already.');
    await ruth.submit(`${PAGE}/new`, { name: 'Weighbridge', from: (await group('Office')).id });
    const own = await group('Weighbridge');
    expect(own.permissions).toEqual(['customers.read']);
    await ruth.open(`${PAGE}/${own.id}`);
    await ruth.submit(`${PAGE}/${own.id}`, { name: 'Weighbridge crew' });
    expect(ruth.seen.text).toContain('It is called Weighbridge crew now.');
    await portico.sql(
      `insert into login_role_groups select id, $1 from logins where email = 'maya@office.test'`,
      [own.id],
    );
    await ruth.open(`${PAGE}/${own.id}/removal`);
    await ruth.submit(`${PAGE}/${own.id}/removal`);
    expect(ruth.seen.text).toContain('Somebody is still in Weighbridge crew');
    await portico.sql('delete from login_role_groups where role_group_id = $1', [own.id]);
    await ruth.open(`${PAGE}/${own.id}/removal`);
    await ruth.submit(`${PAGE}/${own.id}/removal`);
    expect(ruth.seen.text).toContain('Weighbridge crew is removed.');
    expect((await ruth.open(`${PAGE}/${own.id}`)).status).toBe(404);
    const { id } = await group('Administrator');
    await ruth.open(`${PAGE}/${id}/removal`);
    await ruth.submit(`${PAGE}/${id}/removal`);
    expect(ruth.seen.text).toContain('Administrator is part of every Portico');
  });

  it('say on their own page what can be done to them', async () => {
    const said = async (name: string) => (await ruth.open(`${PAGE}/${(await group(name)).id}`)).text;
    expect(await said('Administrator')).toContain('its people may do everything');
    expect(await said('Office')).toContain('What its people may do is set under Role groups.');
  });

  it('say on the own profile who changes the address one signs in with', async () => {
    expect((await ruth.open('/admin/profile')).text).toContain(
      'You can change it on your page under Logins.',
    );
    expect((await maya.open('/admin/profile')).text).toContain(
      'Whoever looks after logins here can change it.',
    );
  });

  it('hand out no more than the person who edits them may do', async () => {
    const helpers = '01900000-0000-7000-8000-0000000000f1';
    await portico.sql(
      `insert into role_groups (id, key, name, kind, permissions) values ($1, 'helpers', 'Helpers', 'staff', $2)`,
      [helpers, ['logins.write']],
    );
    const helper = await staff(portico, 'helper@office.test', 'Helper');
    await portico.sql(
      `update login_role_groups set role_group_id = $1
       where login_id = (select id from logins where email = 'helper@office.test')`,
      [helpers],
    );
    await helper.open(PAGE);
    const token = helper.seen.$('input[name=_csrf]').attr('value') as string;
    const body = new URLSearchParams({
      _csrf: token,
      shown: helper.seen.$('input[name=shown]').attr('value') ?? '',
    });
    body.append('may', `${helpers}.settings.write`);
    body.append('may', `${helpers}.logins.write`);
    await helper.request('POST', PAGE, body);
    expect((await group('Helpers')).permissions).toEqual(['logins.write']);
    expect((await group('Office')).permissions).toEqual(['customers.read']);
  });
});
