import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const money = (amount: number) => ({ amount, currency: 'GBP' });

/** Two hotels seen together: one shows its prices, the other keeps them to itself. A stranger is always there. */
describe('a consolidated account', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;
  let priya: Person;
  let account: string;
  let access: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const [reference, name] of [
      ['HENLEY', 'Henley Hotel'],
      ['MARLOW', 'Marlow Hotel'],
      ['STRANGER', 'Stranger Ltd'],
    ] as const) {
      ids[reference] = await scene.customer(reference, name);
      for (const site of ['1', '2'])
        await scene.put(`sites/${reference}-${site}`, { customer: reference, name: `${name} ${site}` });
      for (const turn of [1, 2])
        await scene.put(`jobs/J-${reference}-${turn}`, {
          customer: reference,
          site: `${reference}-${turn}`,
          date: `2026-03-0${turn}`,
          status: 'completed',
          price: money(12_300 + turn),
          wasteItems: [{ ewcCodes: ['200301'], weightGrams: 500_000 }],
        });
      await scene.put(`invoices/I-${reference}`, {
        customer: reference,
        date: '2026-03-05',
        status: 'sent',
        net: money(77_700),
        tax: money(0),
        gross: money(77_700),
        paid: money(0),
      });
    }
    await off('MARLOW', 'money');
    ruth = await scene.staff();
  });
  afterAll(() => portico.close());

  const set = (customer: string, permission: string, allowed: boolean) =>
    portico.sql('update customer_permissions set allowed = $3 where customer_id = $1 and permission = $2', [
      ids[customer],
      permission,
      allowed,
    ]);
  const off = (customer: string, permission: string) => set(customer, permission, false);

  it('is made by staff: a name, customers that a search finds, and people by email', async () => {
    await ruth.open('/admin/consolidated-accounts');
    expect(ruth.seen.text).toContain('No consolidated accounts yet');
    await ruth.open('/admin/consolidated-accounts/new');
    await ruth.submit('/admin/consolidated-accounts', { reference: '', name: '' });
    expect(ruth.seen.status).toBe(422);
    await ruth.submit('/admin/consolidated-accounts', { reference: 'HOTELS', name: 'All hotels' });
    expect(ruth.seen.text).toContain('All hotels is added');
    account = ruth.seen.path.split('/')[3] as string;
    const tab = `/admin/consolidated-accounts/${account}/customers`;
    for (const reference of ['HENLEY', 'MARLOW', 'STRANGER']) {
      await ruth.open(`${tab}?q=${reference}`);
      await ruth.submit(`${tab}/addition`, {}, { name: 'customer', value: ids[reference] as string });
      expect(ruth.seen.text).toContain('is added');
    }
    await ruth.open(tab);
    expect(ruth.seen.text).toContain('3 customers');
    await ruth.submit(`${tab}/removal`, {}, { name: 'customer', value: ids['STRANGER'] as string });
    expect(ruth.seen.text).toContain('2 customers');
    expect(
      await portico.sql(
        `select action, customer_id as customer from audit_lines where subject_id = $1 order by id`,
        [account],
      ),
    ).toEqual([
      { action: 'consolidated-account.added', customer: null },
      ...['HENLEY', 'MARLOW', 'STRANGER'].map((one) => ({
        action: 'consolidated-account.customer-added',
        customer: ids[one],
      })),
      { action: 'consolidated-account.customer-removed', customer: ids['STRANGER'] },
    ]);
    await ruth.open(`/admin/consolidated-accounts/${account}/people`);
    await ruth.submit(ruth.seen.path, { people: 'Priya Shah <priya@hotels.test>, broken@' });
    expect(ruth.seen.status).toBe(422);
    await ruth.submit(ruth.seen.path, { people: 'Priya Shah <priya@hotels.test>' });
    expect(ruth.seen.text).toContain('1 person is added, and is mailed as soon as a mail server is set up.');
    expect(ruth.seen.text).toContain('priya@hotels.test');
    const [row] = await portico.sql<{ id: string }>('select id from portal_users where account_id = $1', [
      account,
    ]);
    access = row?.id as string;
    await ruth.open(`/admin/portal-users?q=hotels`);
    expect(ruth.seen.text).toContain('All hotels');
    await ruth.open(`/admin/portal-users/${access}`);
    expect(ruth.seen.$('a.back').text().trim()).toBe('People of All hotels');
  });

  it('is named by the lines of the audit log: those about itself, and about its people', async () => {
    const about = async (action: string) => {
      const { $ } = await ruth.open(`/admin/audit?action=${action}`);
      return $('tbody tr').first().text();
    };
    expect(await about('consolidated-account.customer-added')).toMatch(/All hotels.*Stranger Ltd/s);
    expect(await about('portal-user.added')).toMatch(/Priya Shah.*All hotels/s);
    await ruth.open('/admin/audit?q=all+hotels&kind=consolidated-account');
    expect(ruth.seen.$('tbody tr')).toHaveLength(5);
  });

  it('shows its people the records of all its customers, each row naming its own', async () => {
    await scene.portalUser('HENLEY', 'priya@hotels.test');
    await portico.sql('update portal_users set active = true where id = $1', [access]);
    priya = await scene.portalUser('MARLOW', 'priya@hotels.test');
    expect(priya.seen.path).toBe('/portal/accesses');
    await portico.sql(
      `update portal_users set ended_at = now() where customer_id = $1 and consolidated_account_id is null`,
      [ids['MARLOW']],
    );
    await priya.open('/portal/accesses');
    await priya.submit('/portal/accesses', {}, { name: 'access', value: access });
    expect(priya.seen.text).toContain('All hotels');
    // A link may be of another of her accounts: nobody is told whether it is.
    await priya.open('/portal/jobs/01900000-0000-7000-8000-000000000001');
    expect([priya.seen.status, priya.seen.$('main a[href="/portal/accesses"]').length]).toEqual([404, 1]);
    expect(priya.seen.text).toContain('another of your accounts');
    await priya.open('/portal/jobs');
    for (const word of ['J-HENLEY-1', 'J-MARLOW-2', 'Henley Hotel', 'Marlow Hotel'])
      expect(priya.seen.text).toContain(word);
    expect(priya.seen.text).not.toContain('STRANGER');
    expect(priya.seen.text).toContain('4 jobs');
    await priya.open(`/portal/jobs?customer=${ids['MARLOW']}`);
    expect(priya.seen.text).not.toContain('J-HENLEY');
    for (const foreign of [ids['STRANGER'], '01900000-0000-7000-8000-00000000dead']) {
      await priya.open(`/portal/jobs?customer=${foreign}`);
      expect(priya.seen.text).not.toMatch(/J-|Stranger/);
    }
    await priya.open('/portal');
    expect(priya.seen.text).toMatch(/J-MARLOW-2[^J]*Marlow Hotel/);
    await priya.open('/portal/company');
    expect(priya.seen.text).toMatch(/Henley Hotel.*Marlow Hotel/);
    await priya.open('/portal/reporting/volumes?from=2026-03-01&to=2026-03-31');
    expect(priya.seen.text).toContain('2.00 t');
    expect(priya.seen.text).toContain('2 customers together');
    await priya.open('/portal/reporting/volumes?customer=' + ids['MARLOW']);
    expect(priya.seen.text).not.toContain('together');
    await priya.open('/portal');
    expect(priya.seen.$('.stat-label').text()).toMatch(/Collected in \w+ \d{4}, 2 customers together/);
  });

  it('stands in the access log of each of its customers from the moment somebody signs in, and of no other', async () => {
    const gil = { email: 'gil@hotels.test', consolidatedAccount: 'HOTELS', sites: 'all', invite: false };
    const added = await scene.api('POST', 'portal-users', gil);
    expect(added.status).toBe(201);
    await portico.sql(
      `update portal_users u set active = true from logins l where l.id = u.login_id and l.email = 'gil@hotels.test'`,
    );
    await portico.sql(
      `update logins set password_hash = (select password_hash from logins where email = 'priya@hotels.test')
       where email = 'gil@hotels.test'`,
    );
    await new Person(portico.url).signIn('gil@hotels.test', PASSWORD);
    for (const [customer, signedIn] of [
      ['HENLEY', true],
      ['MARLOW', true],
      ['STRANGER', false],
    ] as const) {
      const log = await ruth.open(`/admin/access-log?kind=sign-in&customer=${customer}`);
      expect([customer, log.text.includes('gil@hotels.test')]).toEqual([customer, signedIn]);
    }
    await scene.api('DELETE', `portal-users/${String(added.body['id'])}`);
  });

  it('keeps what one customer hides off its rows alone, wherever one asks', async () => {
    await priya.open('/portal/jobs?columns=date,price');
    expect(priya.seen.text).toMatch(/123\.01/);
    const cells = priya.seen
      .$('tr')
      .filter((_, row) => priya.seen.$(row).text().includes('J-MARLOW'))
      .text();
    expect(cells).toContain('J-MARLOW');
    expect(cells).not.toMatch(/123\.0/);
    const csv = (await priya.open('/portal/jobs.csv')).html;
    expect(csv.split('\n').filter((line) => line.includes('J-HENLEY'))[0]).toContain('123.0');
    for (const line of csv.split('\n').filter((one) => one.includes('J-MARLOW'))) {
      expect(line).toContain('Marlow Hotel');
      expect(line).not.toContain('123.0');
    }
    // A column that is closed is left out, as one that does not exist is.
    await priya.open(`/portal/jobs?customer=${ids['MARLOW']}&columns=price`);
    expect([priya.seen.status, priya.seen.text]).toEqual([200, expect.not.stringContaining('123.0')]);
    await priya.open('/portal/invoices');
    expect(priya.seen.text).toContain('I-HENLEY');
    expect(priya.seen.text).not.toContain('I-MARLOW');
    await priya.open('/portal');
    expect(priya.seen.text).toContain('777.00');
    expect(priya.seen.text).not.toContain('1,554.00');
    expect(priya.seen.$('.stat-label').text()).toContain('To pay, 1 of your 2 customers');
    await priya.open('/portal/invoices?q=I-MARLOW');
    expect(priya.seen.text).not.toContain('777');
  });

  it('leaves the pages of a section to the customers that show it, and closes when none does', async () => {
    await off('HENLEY', 'jobs');
    await priya.open('/portal/jobs');
    expect(priya.seen.text).not.toContain('J-HENLEY');
    expect(priya.seen.text).toContain('J-MARLOW-1');
    await off('MARLOW', 'jobs');
    expect((await priya.open('/portal/jobs')).status).toBe(404);
    await set('HENLEY', 'jobs', true);
    await set('MARLOW', 'jobs', true);
    await off('MARLOW', 'sites');
    await priya.open('/portal/jobs');
    expect(priya.seen.$('select[name=site] option').text()).not.toContain('Marlow');
    expect(priya.seen.$('select[name=site] option').text()).toContain('Henley Hotel 1');
    await set('MARLOW', 'sites', true);
  });

  it('is limited site by site, customer by customer', async () => {
    await ruth.open(`/admin/portal-users/${access}`);
    const sites = await portico.sql<{ id: string }>(`select id from sites where reference = 'HENLEY-1'`);
    await ruth.submit(`/admin/portal-users/${access}`, {
      everySite: 'chosen',
      sites: [sites[0]?.id as string],
      everySiteOf: [ids['MARLOW'] as string],
    });
    expect(ruth.seen.text).toContain('is saved');
    await priya.open('/portal/jobs');
    for (const word of ['J-HENLEY-1', 'J-MARLOW-1', 'J-MARLOW-2']) expect(priya.seen.text).toContain(word);
    expect(priya.seen.text).not.toContain('J-HENLEY-2');
    const answer = await scene.api('GET', `portal-users/${access}`);
    expect(answer.body).toMatchObject({
      customer: null,
      consolidatedAccount: 'HOTELS',
      sites: ['HENLEY-1'],
      everySiteOf: ['MARLOW'],
    });
    await scene.api('PATCH', `portal-users/${access}`, { sites: 'all' });
  });

  it('is left for another access when it is switched off, and a customer that is off hides alone', async () => {
    await portico.sql('update customers set portal_enabled = false where id = $1', [ids['MARLOW']]);
    await priya.open('/portal/jobs');
    expect(priya.seen.status).toBe(200);
    expect(priya.seen.text).not.toContain('MARLOW');
    const why = await scene.api('GET', `portal-users/${access}/access`);
    const jobs = (why.body['permissions'] as { permission: string; customers: object[] }[]).find(
      ({ permission }) => permission === 'jobs',
    );
    expect(jobs?.customers).toEqual([
      { customer: 'HENLEY', allowed: true, because: 'allowed' },
      { customer: 'MARLOW', allowed: false, because: 'customer' },
    ]);
    await portico.sql('update customers set portal_enabled = false where id = $1', [ids['HENLEY']]);
    await scene.portalUser('STRANGER', 'priya@hotels.test');
    expect((await priya.open('/portal')).status).toBe(403);
    expect(priya.seen.$('main a[href="/portal/accesses"]').length).toBe(1);
    await priya.open('/portal/accesses');
    expect(priya.seen.status).toBe(200);
    expect(priya.seen.text).toContain('Switched off at the moment');
    const other = priya.seen.$('button[name=access]').attr('value') as string;
    await priya.submit('/portal/accesses', {}, { name: 'access', value: other });
    expect((await priya.open('/portal/jobs')).text).toContain('J-STRANGER');
    await portico.sql('update customers set portal_enabled = true');
  });

  it('is written and read by systems', async () => {
    const made = await scene.put('consolidated-accounts/PAIR', {
      name: 'Pair',
      customers: ['HENLEY', 'STRANGER'],
    });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        reference: 'PAIR',
        name: 'Pair',
        customers: ['HENLEY', 'STRANGER'],
        version: 1,
      }),
    ]);
    const path = 'consolidated-accounts/PAIR';
    expect((await scene.put(path, { name: 'Pair', customers: ['NOBODY'] })).status).toBe(422);
    expect((await scene.put(path, { name: 'Pair', customers: ['HENLEY', 'HENLEY'] })).status).toBe(422);
    const patched = await scene.api('PATCH', path, { customers: ['MARLOW'] });
    expect(patched.body).toMatchObject({ name: 'Pair', customers: ['MARLOW'], version: 2 });
    const line = await portico.sql<{ before: unknown; after: unknown }>(
      `select before, after from audit_lines where action = 'record.changed' and subject_kind = 'consolidated-accounts'`,
    );
    expect(line).toEqual([
      { before: { customers: [ids['HENLEY'], ids['STRANGER']] }, after: { customers: [ids['MARLOW']] } },
    ]);
    const batch = await scene.api(
      'POST',
      'consolidated-accounts/batch',
      `{"reference":"PAIR","name":"Pair","customers":["MARLOW"]}\n{"reference":"TRIO","name":"Trio"}\n{"reference":"BAD","customers":["X"]}`,
      { 'content-type': 'application/x-ndjson' },
    );
    expect(
      String(batch.body['text'])
        .trim()
        .split('\n')
        .map((one) => (JSON.parse(one) as { result: string }).result),
    ).toEqual(['unchanged', 'created', 'refused']);
    const added = { email: 'sam@pair.test', consolidatedAccount: 'PAIR', sites: ['MARLOW-1'], invite: false };
    expect((await scene.api('POST', 'portal-users', added)).status).toBe(201);
    expect((await scene.api('POST', 'portal-users', added)).status).toBe(409);
    for (const wrong of [{ consolidatedAccount: 'NOBODY' }, { customer: 'MARLOW' }, { sites: ['HENLEY-1'] }])
      expect(
        (await scene.api('POST', 'portal-users', { ...added, email: 'x@pair.test', ...wrong })).status,
      ).toBe(422);
    expect((await scene.api('DELETE', path)).status).toBe(204);
    expect((await scene.api('GET', path)).status).toBe(404);
    // A change is told once every transaction before it is over, whoever else uses the same Postgres.
    const told = await until('the removal', async () => {
      const { body } = await scene.api('GET', 'consolidated-accounts?updatedSince=2020-01-01');
      const items = body['items'] as { reference: string }[];
      return items.find((item) => item.reference === 'PAIR' && 'deleted' in item);
    });
    expect(told).toMatchObject({ reference: 'PAIR', deleted: true });
  });

  it('is deleted only after saying what happens, and its people are out on their next click', async () => {
    const sam = priya;
    await sam.open('/portal/accesses');
    await sam.submit('/portal/accesses', {}, { name: 'access', value: access });
    await ruth.open(`/admin/consolidated-accounts/${account}/deletion`);
    expect(ruth.seen.text).toContain('1 person can no longer see anything through it');
    await ruth.submit(ruth.seen.path);
    expect(ruth.seen.text).toContain('All hotels is deleted');
    expect((await sam.open('/portal/jobs')).status).toBe(403);
    expect(sam.seen.text).toContain('You still have access elsewhere');
    await sam.open(sam.seen.$('main a[href="/portal/accesses"]').attr('href') as string);
    expect(sam.seen.text).not.toContain('All hotels');
    await sam.signIn('priya@hotels.test', PASSWORD);
    expect(sam.seen.status).toBe(200);
  });

  it('leaves somebody signed in whose access ends while another holds: they change over, and miss nothing', async () => {
    const both = 'both@hotels.test';
    await scene.portalUser('HENLEY', both);
    const pat = await scene.portalUser('STRANGER', both);
    await pat.open('/portal/accesses');
    const [stranger] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join customers c on c.id = u.customer_id join logins l on l.id = u.login_id
       where l.email = $1 and c.reference = 'STRANGER'`,
      [both],
    );
    const held = pat.seen.$('button[name=access]').toArray();
    expect(held.length).toBeGreaterThan(0);
    const current = held.some((button) => pat.seen.$(button).attr('value') === stranger?.id);
    if (current) await pat.submit('/portal/accesses', {}, { name: 'access', value: stranger?.id as string });
    expect((await pat.open('/portal')).status).toBe(200);
    await ruth.open(`/admin/portal-users/${stranger?.id}/end`);
    await ruth.submit(`/admin/portal-users/${stranger?.id}/end`);
    expect((await pat.open('/portal/jobs')).status).toBe(403);
    expect(pat.seen.text).toContain('You still have access elsewhere');
    expect(pat.seen.text).not.toContain('J-STRANGER');
    // Where the other is closed, or the whole portal, changing over would not help.
    const said = async () => (await pat.open('/portal/jobs')).text;
    await portico.sql(`update customers set portal_enabled = false where reference = 'HENLEY'`);
    expect(await said()).not.toContain('elsewhere');
    await portico.sql(`update customers set portal_enabled = true where reference = 'HENLEY'`);
    await portico.sql('update portal_settings set enabled = false');
    expect(await said()).toContain('The portal is switched off at the moment');
    await portico.sql('update portal_settings set enabled = true');
    await pat.open('/portal/jobs');
    await pat.open(pat.seen.$('main a[href="/portal/accesses"]').attr('href') as string);
    const other = pat.seen.$('button[name=access]').attr('value') as string;
    await pat.submit('/portal/accesses', {}, { name: 'access', value: other });
    expect((await pat.open('/portal')).status).toBe(200);
    expect(pat.seen.$('h1').text()).toContain('Henley');
  });
});
