import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const KEYS = '/admin/api-keys';

describe('keys for other systems', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    ruth = await scene.staff('administrator');
  });
  afterAll(() => portico.close());

  const lines = (action: string) =>
    portico.sql('select after from audit_lines where action = $1 order by at', [action]);
  const asks = (key: string, method = 'GET', body?: object) =>
    fetch(`${portico.url}/api/v1/customers${body ? '/ACME' : ''}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  const makeKey = async (name: string, roleGroup: string) => {
    await ruth.open(`${KEYS}/new`);
    await ruth.submit(KEYS, { name, roleGroup });
    return ruth.seen.$('input[name=key]').attr('value') as string;
  };

  it('are made for one system, said once, and kept only as a hash', async () => {
    await ruth.open(KEYS);
    expect(ruth.seen.text).toContain('No keys yet');
    expect(ruth.seen.$(`nav a[href="${KEYS}"]`)).toHaveLength(1);
    const key = await makeKey('Weighbridge', 'office');
    expect(ruth.seen.status).toBe(200);
    expect(key).toMatch(/^portico_[\w-]{32}$/);
    expect(ruth.seen.text).toContain('shown now and never again');
    expect(ruth.seen.headers.get('cache-control')).toContain('no-store');
    await ruth.open(KEYS);
    expect(ruth.seen.html).not.toContain(key);
    for (const shown of ['Weighbridge', 'Office', 'Not used yet']) expect(ruth.seen.text).toContain(shown);
    const kept = await portico.sql('select to_jsonb(k)::text as row from api_keys k');
    expect(JSON.stringify([kept, await portico.sql('select * from audit_lines')])).not.toContain(key);
  });

  it('may do what their role group may, and tell when they were last used', async () => {
    const key = await makeKey('Accounts', 'office');
    expect((await asks(key)).status).toBe(200);
    expect((await asks(key, 'PUT', { name: 'Acme Ltd' })).status).toBe(201);
    const settings = await fetch(`${portico.url}/api/v1/portal-settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(settings.status).toBe(403);
    await ruth.open(KEYS);
    const row = ruth.seen.$('tbody tr').filter((_, one) => ruth.seen.$(one).text().includes('Accounts'));
    expect(row.text()).not.toContain('Not used yet');
    expect(row.text()).toContain('Office');
  });

  it('are made once by a form that is sent twice', async () => {
    await ruth.open(`${KEYS}/new`);
    const form = new URLSearchParams({
      _csrf: ruth.seen.$('input[name=_csrf]').attr('value') as string,
      id: ruth.seen.$('input[name=id]').attr('value') as string,
      name: 'Twice',
      roleGroup: 'office',
    });
    expect((await ruth.request('POST', KEYS, form)).status).toBe(200);
    await ruth.request('POST', KEYS, form);
    expect(ruth.seen.path).toBe(KEYS);
    expect(ruth.seen.text).toContain('has made its key already');
    expect(await portico.sql(`select from api_keys where name = 'Twice'`)).toHaveLength(1);
  });

  it('need a name and a role group of staff; the form comes back with what was typed', async () => {
    for (const [fields, message] of [
      [{ name: ' ', roleGroup: 'office' }, 'Say what the key is for.'],
      [{ name: 'Tablet', roleGroup: '' }, 'Choose what the key may do.'],
      [{ name: 'Tablet', roleGroup: 'customer-portal' }, 'Choose what the key may do.'],
    ] as const) {
      await ruth.open(`${KEYS}/new`);
      await ruth.submit(KEYS, fields);
      expect([ruth.seen.status, ruth.seen.$('.field-error').text().trim()]).toEqual([422, message]);
      expect(ruth.seen.$('input[name=name]').attr('value') ?? '').toBe(fields.name);
    }
    expect(await portico.sql(`select from api_keys where name = 'Tablet'`)).toEqual([]);
  });

  it('end after a page that says what will happen, and are turned away at once', async () => {
    const key = await makeKey('Old tablet', 'administrator');
    expect((await asks(key)).status).toBe(200);
    await ruth.open(KEYS);
    const href = ruth.seen
      .$('a')
      .filter((_, link) => ruth.seen.$(link).text() === 'End Old tablet')
      .attr('href') as string;
    await ruth.open(href);
    expect(ruth.seen.text).toContain('turned away from its next request on');
    expect((await asks(key)).status).toBe(200);
    await ruth.submit(href);
    expect(ruth.seen.path).toBe(KEYS);
    expect(ruth.seen.text).toContain('The key is ended.');
    expect((await asks(key)).status).toBe(401);
    expect((await ruth.open(href)).status).toBe(404);
    expect(await lines('api-key.ended')).toHaveLength(1);
    expect(await lines('api-key.made')).toContainEqual({
      after: { name: 'Old tablet', roleGroup: 'administrator' },
    });
  });

  it('are ended by nobody who may do less than the key', async () => {
    await makeKey('Everything', 'administrator');
    const [key] = await portico.sql<{ id: string }>(`select id from api_keys where name = 'Everything'`);
    await portico.sql(
      `update role_groups set permissions = permissions || '{settings.write}' where key = 'office'`,
    );
    const maya = await scene.staff('office');
    await maya.open(`${KEYS}/new`);
    await maya.submit(KEYS, { name: 'Hers', roleGroup: 'office' });
    const own = (await maya.open(KEYS)).$('a:contains("End Hers")').attr('href') as string;
    await maya.open(own);
    await maya.submit(own);
    expect(maya.seen.text).toContain('The key is ended.');
    const token = String((await maya.open(`${KEYS}/new`)).$('main input[name=_csrf]').val());
    const end = `${KEYS}/${key?.id}/end`;
    expect((await maya.open(end)).status).toBe(403);
    expect((await maya.request('POST', end, new URLSearchParams({ _csrf: token }))).status).toBe(403);
    expect(
      await portico.sql('select from api_keys where id = $1 and ended_at is null', [key?.id]),
    ).toHaveLength(1);
    await portico.sql(
      `update role_groups set permissions = array_remove(permissions, 'settings.write') where key = 'office'`,
    );
  });

  it('are the administrator’s: the office may not see them, a customer’s person finds nothing', async () => {
    const maya = await scene.staff('office');
    expect((await maya.open(KEYS)).status).toBe(403);
    expect(maya.seen.$(`nav a[href="${KEYS}"]`)).toHaveLength(0);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    expect((await alice.open(KEYS)).status).toBe(404);
    expect((await ruth.open(`${KEYS}/01900000-0000-7000-8000-00000000dead/end`)).status).toBe(404);
    expect((await ruth.open(`${KEYS}/nonsense/end`)).status).toBe(404);
  });
});
