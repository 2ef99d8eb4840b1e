import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessLog } from '../../src/audit/access-log.service.js';
import { HeldWords } from '../../src/logs/held.words.js';
import { PermissionCatalogue } from '../../src/access/catalogue.js';
import { Words } from '../../src/platform/pages/words.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { apiOf, PASSWORD, staff } from '../support/office.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const EMAIL = 'zoe.quill@acme.test';
const NAME = 'Zoe <b>Quill</b>';

describe('erasing a person', () => {
  let portico: TestPortico;
  let ada: Person;
  let zoe: Person;
  let zoeId: string;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('OTHER', 'Other plc');
    ada = await staff(portico, 'ada@office.test', 'Ada Bold', 'administrator');
    const api = await apiOf(portico);
    for (const customer of ['ACME', 'OTHER'])
      await api('POST', '/portal-users', {
        email: EMAIL,
        firstName: 'Zoe',
        lastName: '<b>Quill</b>',
        customer,
        sites: 'all',
        withheld: [],
        showLiveClockIns: false,
        shareAllIncidents: false,
        invite: customer === 'OTHER',
      });
    await portico.sql(
      `update portal_users u set active = true from customers c where c.id = u.customer_id and c.reference = 'ACME'`,
    );
    const [login] = await portico.sql<{ id: string }>('select id from logins where email = $1', [EMAIL]);
    zoeId = login?.id as string;
    await portico.sql(
      `update logins set password_hash = (select password_hash from logins where email = 'ada@office.test') where id = $1`,
      [zoeId],
    );
    const { Person: Somebody } = await import('../support/person.js');
    zoe = new Somebody(portico.url);
    await zoe.signIn(EMAIL, PASSWORD);
    await zoe.open('/portal/jobs?q=Zoe+%3Cb%3EQuill%3C%2Fb%3E');
    await zoe.request('GET', '/portal/jobs.csv?q=zoe.quill%40acme.test');
    const acme = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    await ada.open(`/admin/customers/${acme[0]?.id}/edit`);
    await ada.submit(`/admin/customers/${acme[0]?.id}`, { contactName: NAME, email: EMAIL });
    await zoe.open('/forgot-password');
    await zoe.submit('/forgot-password', { email: 'ZOE.QUILL@acme.test' });
    await portico.app.get(AccessLog, { strict: false }).flush();
  }, 120_000);
  afterAll(() => portico.close(), 60_000);

  const everything = async () => {
    const tables = await portico.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await portico.sql<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`);
      texts.push(...rows.filter(({ text }) => /quill/i.test(text)).map(() => name));
    }
    return [...new Set(texts)].sort();
  };

  it('no name or email of a person ever stands in the lines of the audit log', async () => {
    const lines = await portico.sql<{ text: string }>('select to_jsonb(a)::text as text from audit_lines a');
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter(({ text }) => /@|Quill|Ada Bold|Zoe/.test(text))).toEqual([]);
  });

  it('is preceded by all that is held of them: a page, and a file', async () => {
    await ada.open(`/admin/logins/${zoeId}/held`);
    expect(ada.seen.status).toBe(200);
    expect(ada.seen.text).toContain(EMAIL);
    expect(ada.seen.html).not.toContain('<b>Quill');
    const { html, headers } = await ada.request('GET', `/admin/logins/${zoeId}/held.json`);
    expect(headers.get('content-disposition')).toContain('attachment');
    const held = JSON.parse(html) as Record<string, Record<string, unknown>[]>;
    expect(held['logins']?.[0]).toMatchObject({ email: EMAIL });
    expect(held['portal_users']).toHaveLength(2);
    for (const part of [
      'invitations',
      'sessions',
      'mails',
      'access_log',
      'audit_lines',
      'audit_names',
      'customers',
      'login_role_groups',
    ])
      expect([part, (held[part] ?? []).length > 0]).toEqual([part, true]);
    expect(html).not.toMatch(/_hash|sealed/);
    await ada.open('/admin/audit?kind=login&action=login.data-handed-out');
    expect(ada.seen.$('tbody tr')).toHaveLength(2);
  });

  it('holds every table that points at a login or an access', async () => {
    const { html } = await ada.request('GET', `/admin/logins/${zoeId}/held.json`);
    const held = Object.keys(JSON.parse(html) as object);
    const pointing = await portico.sql<{ name: string }>(
      `select distinct conrelid::regclass::text as name from pg_constraint
       where contype = 'f' and confrelid in ('logins'::regclass, 'portal_users'::regclass)`,
    );
    expect(pointing.map(({ name }) => name).filter((name) => !held.includes(name))).toEqual([]);
    // Each of them, and each of their columns, is called in words on the page.
    const columns = await portico.sql<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and table_name = any ($1) and column_name !~ '_hash$|^words$|^sealed$'`,
      [held],
    );
    const words = portico.app.get(Words);
    const keys = columns.flatMap(({ table, column }) => [`parts.${table}`, `columns.${column}`]);
    expect(keys.length).toBeGreaterThan(200);
    expect(keys.filter((key) => !words.has(`logs.held-page.${key}`))).toEqual([]);
    await ada.open(`/admin/logins/${zoeId}/held`);
    expect(ada.seen.text).toContain('Accesses to the portal');
    expect(ada.seen.text).toContain('Gave a person access');
    expect(ada.seen.text).not.toMatch(/portal-user\.added|Email key|Lease until/);
    // And every code that a column may hold.
    const checks = await portico.sql<{ table: string; check: string }>(
      `select conrelid::regclass::text as table, pg_get_constraintdef(oid) as check from pg_constraint
       where contype = 'c' and conrelid::regclass::text = any ($1)`,
      [held.filter((name) => !['customers', 'access_log', 'audit_lines'].includes(name))],
    );
    const said = new HeldWords(words, portico.app.get(PermissionCatalogue), new Map());
    const codes = checks.flatMap(({ table, check }) => {
      const [, column = '', list = ''] = /(\w+) = ANY \(ARRAY\[(.*?)\]/.exec(check) ?? [];
      const found = [...list.matchAll(/'([^']*)'/g)].map(([, code = '']) => code).filter(Boolean);
      return found.map((code) => [table, column, code] as const);
    });
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter(([table, column, code]) => said.code(table, column, code) === code)).toEqual([]);
  });

  it('says who did what in words, and nothing of how it is kept', async () => {
    await ada.open(`/admin/logins/${zoeId}/held`);
    for (const words of [
      'How: Shown as a page',
      'WhoAda Bold',
      'WhatOpened Jobs',
      'KindCustomer',
      'FieldContact',
    ])
      expect(ada.seen.text).toContain(words);
    expect(ada.seen.text).not.toMatch(/Done by a|About what|As: page|\bsystem\b|portal-user|: false|\[\]/);
  });

  it('is refused to who may not, of oneself, and of the last administrator', async () => {
    const office = await staff(portico, 'olga@office.test', 'Olga', 'office');
    for (const path of ['held', 'held.json', 'erasure'])
      expect((await office.open(`/admin/logins/${zoeId}/${path}`)).status).toBe(403);
    const [self] = await portico.sql<{ id: string }>(`select id from logins where email = 'ada@office.test'`);
    await ada.open(`/admin/logins/${self?.id}/erasure`);
    expect(ada.seen.text).toContain('This person has no access, so none ends.');
    await ada.submit(`/admin/logins/${self?.id}/erasure`);
    expect(ada.seen.text).toContain('You cannot erase yourself');
    await portico.sql(
      `insert into role_groups (id, key, name, kind, permissions) values (gen_random_uuid(), 'people', 'People', 'staff', '{*}')`,
    );
    await portico.sql(
      `insert into login_role_groups select l.id, g.id from logins l, role_groups g where l.email = 'olga@office.test' and g.key = 'people'`,
    );
    await office.open(`/admin/logins/${self?.id}/erasure`);
    await office.submit(`/admin/logins/${self?.id}/erasure`);
    expect(office.seen.text).toContain('last administrator');
    await portico.sql(`update role_groups set permissions = '{logins.write}' where key = 'people'`);
    await office.open(`/admin/logins/${self?.id}/erasure`);
    await office.submit(`/admin/logins/${self?.id}/erasure`);
    expect(office.seen.status).toBe(403);
    // What is held shows what somebody did: nobody reads it of those who may do more.
    for (const path of ['held', 'held.json'])
      expect((await office.open(`/admin/logins/${self?.id}/${path}`)).status).toBe(403);
    expect((await office.open(`/admin/logins/${zoeId}/held`)).status).toBe(200);
    for (const id of ['x', '01900000-0000-7000-8000-00000000ffff'])
      for (const path of ['held', 'held.json', 'erasure'])
        expect((await ada.open(`/admin/logins/${id}/${path}`)).status).toBe(404);
  });

  it('leaves the facts and takes the person, once, however often it is pressed', async () => {
    const facts = async () =>
      (await portico.sql('select from audit_lines where actor_id = $1', [zoeId])).length;
    const before = await facts();
    await portico.sql(
      `update mails set bounced_at = now(), bounce_reason = '550 <zoe.quill@acme.test> is unknown here'
       where kind = 'invitation'`,
    );
    await portico.sql(
      `with list as (insert into invitation_lists (id) values (gen_random_uuid()) returning id)
       insert into invitation_list_lines (list_id, position, line, typed, email, email_key, first_name, last_name)
       select id, position, 1, 'Zoe Quill <zoe.quill@acme.test>; bob@acme.test', email, email, name, ''
       from list, (values (1, 'zoe.quill@acme.test', 'Zoe'), (2, 'bob@acme.test', 'Bob')) as x (position, email, name)`,
    );
    await ada.open(`/admin/logins/${zoeId}/erasure`);
    expect(ada.seen.text).toContain('cannot be undone');
    expect(ada.seen.html).not.toContain('<b>Quill');
    const form = new URLSearchParams(ada.seen.$('form.confirm').serialize());
    const answers = await Promise.all(
      [1, 2, 3].map(() => ada.request('POST', `/admin/logins/${zoeId}/erasure`, form, false)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    expect((await zoe.open('/portal/jobs')).path).toBe('/sign-in');
    await portico.sql(`update customers set contact_name = '', email = ''`);
    expect(await everything()).toEqual([]);
    expect(await portico.sql('select typed from invitation_list_lines')).toEqual([
      { typed: 'bob@acme.test' },
    ]);
    expect(await facts()).toBe(before);
    const [row] = await portico.sql(
      "select count(*)::int as n from access_log where login_id = $1 and address <> ''",
      [zoeId],
    );
    expect(row).toEqual({ n: 0 });
    expect(
      await portico.sql(
        'select from portal_users where login_id = $1 and (ended_at is null or last_used_at is not null)',
        [zoeId],
      ),
    ).toEqual([]);
    await ada.open('/admin/audit?action=login.signed-in');
    expect(ada.seen.text).toContain('Erased person');
    await ada.open('/admin/audit?action=customer.changed');
    expect(ada.seen.text).toContain('Contact: erased');
    await ada.open('/admin/audit?action=login.erased');
    expect(ada.seen.$('tbody tr')).toHaveLength(1);
    expect((await ada.open(`/admin/logins/${zoeId}/held`)).status).toBe(404);
  });

  it('lists who never signed in, and who has not for 90 days', async () => {
    const api = await apiOf(portico);
    const person = {
      customer: 'ACME',
      sites: 'all',
      withheld: [],
      showLiveClockIns: false,
      shareAllIncidents: false,
      invite: false,
    };
    for (const email of ['never@acme.test', 'long@acme.test', 'lately@acme.test'])
      await api('POST', '/portal-users', { ...person, email });
    // Both have accepted; who has not was never here, wherever else they sign in.
    const accepted = (email: string, days: number) =>
      portico.sql(
        `update portal_users u set active = true, last_used_at = now() - make_interval(days => $2)
         from logins l where l.id = u.login_id and l.email = $1`,
        [email, days],
      );
    await accepted('long@acme.test', 91);
    await accepted('lately@acme.test', 89);
    const listed = async (query: string) => {
      await ada.open(`/admin/portal-users?${query}`);
      return ada.seen
        .$('tbody th')
        .toArray()
        .map((cell) => ada.seen.$(cell).text().trim());
    };
    expect(await listed('signedIn=never')).toEqual(['never@acme.test']);
    expect(await listed('signedIn=not-lately')).toEqual(['long@acme.test']);
    // Each access says for itself when it was used.
    await api('POST', '/portal-users', { ...person, customer: 'OTHER', email: 'lately@acme.test' });
    await portico.sql(`update portal_users set active = true where last_used_at is null
      and login_id = (select id from logins where email = 'lately@acme.test')`);
    expect(await listed('signedIn=never')).toEqual(['lately@acme.test', 'never@acme.test']);
    await portico.sql(`delete from portal_users where last_used_at is null
      and login_id = (select id from logins where email = 'lately@acme.test')`);
    expect((await ada.open('/admin/portal-users?signedIn=maybe')).status).toBe(400);
    await ada.open('/admin');
    expect(ada.seen.text).toContain('1 person who was given access has never signed in.');
    expect(ada.seen.$('a[href="/admin/portal-users?signedIn=not-lately"]')).toHaveLength(1);
  });

  it('lets the same address be added again as somebody new', async () => {
    const api = await apiOf(portico);
    const { status } = await api('POST', '/portal-users', {
      email: EMAIL,
      customer: 'ACME',
      sites: 'all',
      withheld: [],
      showLiveClockIns: false,
      shareAllIncidents: false,
      invite: false,
    });
    expect(status).toBe(201);
    const [login] = await portico.sql<{ id: string }>('select id from logins where email = $1', [EMAIL]);
    expect(login?.id).not.toBe(zoeId);
    await ada.open(`/admin/audit?person=${login?.id}`);
    expect(ada.seen.$('tbody tr')).toHaveLength(1);
  });

  it('and adding an access at the same moment end in one order or the other', async () => {
    const api = await apiOf(portico);
    const add = (customer: string) =>
      api('POST', '/portal-users', {
        email: 'race@acme.test',
        customer,
        sites: 'all',
        withheld: [],
        showLiveClockIns: false,
        shareAllIncidents: false,
        invite: false,
      });
    await add('ACME');
    const [login] = await portico.sql<{ id: string }>(`select id from logins where email = 'race@acme.test'`);
    await ada.open(`/admin/logins/${login?.id}/erasure`);
    const form = new URLSearchParams(ada.seen.$('form.confirm').serialize());
    const [added] = await Promise.all([
      add('OTHER'),
      ada.request('POST', `/admin/logins/${login?.id}/erasure`, form, false),
    ]);
    expect(added.status).toBe(201);
    expect(
      await portico.sql(`select from portal_users where login_id = $1 and ended_at is null`, [login?.id]),
    ).toEqual([]);
    const living = await portico.sql(
      `select l.email from portal_users u join logins l on l.id = u.login_id where u.ended_at is null and l.email = ''`,
    );
    expect(living).toEqual([]);
  });

  it('takes from where a member of staff looked, and changed things for all', async () => {
    const stan = await staff(portico, 'stan@office.test', 'Stan Ash', 'administrator');
    const [{ id } = { id: '' }] = await portico.sql<{ id: string }>(
      `select id from logins where email = 'stan@office.test'`,
    );
    const [access] = await portico.sql<{ id: string }>(
      'select id from portal_users where ended_at is null limit 1',
    );
    await stan.open(`/admin/portal-users/${access?.id}`);
    await stan.submit(`/admin/portal-users/${access?.id}/viewing`);
    const jobs = '/admin/settings/customer-portal/sections/jobs/apply';
    await stan.submit('/admin/viewing/end');
    await stan.open(`${jobs}?value=off`);
    await stan.submit(jobs);
    const list = '/admin/sites';
    await new Scene(portico).put('sites/GONE', { customer: 'OTHER', name: 'Old yard' });
    await stan.open(list);
    const ids = String(stan.seen.$('input[name="ids"]').first().val());
    await stan.open(`${list}/selection?deed=deletion&ids=${ids}`);
    await stan.submit(`${list}/selection`);
    const addresses = () =>
      portico.sql(
        `select v.address as viewing, b.actor ->> 'address' as bulk, r.actor ->> 'address' as records, b.actor ->> 'id' as id
         from bulk_changes b cross join record_changes r left join viewings v on v.login_id = $1`,
        [id],
      );
    const here = '127.0.0.1';
    expect(await addresses()).toEqual([{ viewing: here, bulk: here, records: here, id }]);
    await ada.open(`/admin/logins/${id}/held`);
    expect(ada.seen.text).toContain('Changes for all customers');
    await ada.open(`/admin/logins/${id}/erasure`);
    await ada.submit(`/admin/logins/${id}/erasure`);
    expect(await addresses()).toEqual([{ viewing: null, bulk: '', records: '', id }]);
  });
});
