import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe('a customer’s person, at home', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('BLAKE', 'Blake & Sons');
    await scene.put('customers/ACME', {
      name: 'Acme Ltd',
      vatNumber: 'GB 1234',
      accountManager: 'Ruth Bailey',
    });
    await scene.put('sites/A-1', { customer: 'ACME', name: 'Henley depot' });
    await scene.put('jobs/NEXT', { customer: 'ACME', site: 'A-1', date: day(3), status: 'scheduled' });
    await scene.put('jobs/DONE', { customer: 'ACME', site: 'A-1', date: day(-3), status: 'completed' });
    await scene.put('jobs/FOREIGN', { customer: 'BLAKE', date: day(3), status: 'scheduled' });
    const money = (amount: number) => ({ amount, currency: 'GBP' });
    const invoice = {
      customer: 'ACME',
      date: day(-1),
      net: money(1000),
      tax: money(200),
      gross: money(1200),
      paid: money(0),
    };
    await scene.put('invoices/INV-1', { ...invoice, status: 'sent' });
    await scene.put('invoices/DRAFT-1', { ...invoice, status: 'draft' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  it('sees what comes, what was, what to pay and where, and no drafts', async () => {
    await alice.open('/portal');
    for (const words of ['Acme Ltd', 'NEXT', 'DONE', 'INV-1', '£12.00', 'Henley depot'])
      expect(alice.seen.text).toContain(words);
    expect(alice.seen.html).not.toContain('DRAFT-1');
    expect(alice.seen.html).not.toContain('FOREIGN');
  });

  it('sees no invoices anywhere when financial details are off, and no block that is closed', async () => {
    const set = (permission: string, allowed: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1', [
        permission,
        allowed,
      ]);
    await set('money', false);
    await alice.open('/portal');
    expect(alice.seen.text).not.toContain('Latest invoices');
    expect((await alice.open('/portal/invoices')).status).toBe(404);
    await set('money', true);
    await set('jobs', false);
    expect((await alice.open('/portal')).text).not.toContain('Next jobs');
    await set('jobs', true);
  });

  it('sees who is there, what waits and what ends, each with the list behind it, and nobody else’s', async () => {
    for (const [customer, site, mark] of [
      ['ACME', 'A-1', ''],
      ['BLAKE', undefined, 'Foreign '],
    ] as const) {
      const put = async (path: string, body: object) =>
        expect([
          path,
          (await scene.put(path, { customer, ...(site ? { site } : {}), ...body })).status,
        ]).toEqual([path, 201]);
      const reference = `${customer}-H`;
      await put(`clock-ins/${reference}`, { person: `${mark}Mia Present`, inAt: `${day(0)}T00:05:00Z` });
      await put(`clock-ins/${reference}-2`, {
        person: `${mark}Olu Gone`,
        inAt: `${day(-1)}T08:00:00Z`,
        outAt: `${day(-1)}T16:00:00Z`,
      });
      await put(`timesheets/${reference}`, {
        person: `${mark}Tess Waiting`,
        date: day(-7),
        minutes: 480,
        status: 'waiting',
      });
      await put(`incidents/${reference}`, {
        title: `${mark}Broken gate`,
        submittedAt: `${day(-1)}T08:00:00Z`,
        status: 'submitted',
        severity: 'high',
      });
      await put(`orders/${reference}`, {
        title: `${mark}Leaflets`,
        date: day(-2),
        deadline: day(5),
        status: 'in-progress',
      });
      await put(`orders/${reference}-2`, {
        title: `${mark}Delivered posters`,
        date: day(-9),
        status: 'delivered',
      });
      await put(`quotes/${reference}`, {
        title: `${mark}Skips for a year`,
        date: day(-5),
        status: 'sent',
        expires: day(12),
      });
      await put(`quotes/${reference}-2`, {
        title: `${mark}Far away`,
        date: day(-5),
        status: 'sent',
        expires: day(90),
      });
      await put(`documents/${reference}`, {
        name: `${mark}Season ticket`,
        type: 'season-ticket',
        date: day(-300),
        validTo: day(20),
      });
    }
    await portico.sql(`update portal_users set show_live_clock_ins = true`);
    await portico.sql(
      `insert into incident_shares (incident_id, portal_user_id, customer_id, how)
       select i.id, u.id, i.customer_id, 'hand' from incidents i join portal_users u on u.customer_id = i.customer_id`,
    );
    const { $, text } = await alice.open('/portal');
    for (const told of [
      'Mia Present',
      'Tess Waiting',
      'Broken gate',
      'Leaflets',
      'Skips for a year',
      'ends in 12 days',
      'ends in 20 days',
    ])
      expect(text).toContain(told);
    for (const hidden of ['Olu Gone', 'Delivered posters', 'Far away', 'Foreign'])
      expect(text).not.toContain(hidden);
    // Each count is that of the list behind it.
    const links = $('a.home-all')
      .map((_, link) => [[$(link).attr('href') ?? '', $(link).text()]])
      .get();
    expect(links.length).toBeGreaterThanOrEqual(10);
    for (const [href = '', words = ''] of links as unknown as [string, string][]) {
      const list = await alice.open(href);
      const count = /[\d,]+/.exec(words)?.[0] ?? '';
      expect([href, list.status, list.$('.pagination-count').text()]).toEqual([
        href,
        200,
        expect.stringMatching(new RegExp(`^\\s*${count}\\b`)),
      ]);
    }
    await portico.sql(
      `update portal_users set show_live_clock_ins = false, withheld = '{timesheets.approval,incidents,orders,sales,documents}'`,
    );
    const closed = (await alice.open('/portal')).text;
    for (const hidden of [
      'Mia Present',
      'Tess Waiting',
      'Broken gate',
      'Leaflets',
      'Skips for a year',
      'Season ticket',
    ])
      expect(closed).not.toContain(hidden);
    expect((await alice.open('/portal/clock-ins?now=on-site')).status).toBe(400);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('is told what is overdue and what was not renewed, of either currency, and the office too', async () => {
    const invoice = (
      customer: string,
      amount: number,
      currency: string,
      dueDate: string,
      status = 'sent',
    ) => {
      const of = (minor: number) => ({ amount: minor, currency });
      return {
        customer,
        date: day(-90),
        dueDate,
        status,
        net: of(amount),
        tax: of(0),
        gross: of(amount),
        paid: of(0),
      };
    };
    await scene.put('invoices/LATE-1', invoice('ACME', 12_345, 'GBP', day(-2)));
    await scene.put('invoices/LATE-2', invoice('ACME', 10_000, 'GBP', day(-40)));
    await scene.put('invoices/LATE-3', invoice('ACME', 700, 'EUR', day(-2)));
    await scene.put('invoices/TODAY', invoice('ACME', 5_500, 'GBP', day(0)));
    await scene.put('invoices/VOID', invoice('ACME', 5_500, 'GBP', day(-9), 'void'));
    await scene.put('invoices/LATE-B', invoice('BLAKE', 100, 'GBP', day(-9)));
    const licence = (reference: string, number: string, validTo: string, more = {}) =>
      scene.put(`licences/${reference}`, {
        holder: 'Haulage Ltd',
        kind: 'subcontractor-licence',
        number,
        validTo,
        ...more,
      });
    await licence('L-OLD', 'S-1', day(-400));
    await licence('L-NEW', 'S-1', day(300));
    await licence('L-LAPSED', 'S-2', day(-3));
    await licence('L-SOON', 'S-3', day(9));
    await licence('L-FAR', 'S-4', day(200));
    await licence('L-BLAKE', 'S-5', day(9), { customer: 'BLAKE' });
    await portico.sql(
      `insert into business_insurances (id, position, cover, insurer, policy_number, valid_to)
       values (gen_random_uuid(), 0, 'Public liability', 'Severn Mutual', 'PL 1', $1)`,
      [day(-1)],
    );
    const { $, text } = await alice.open('/portal');
    const stats = $('.stat')
      .toArray()
      .map((one) => [$(one).text().replace(/\s+/g, ' ').trim(), $(one).find('a').attr('href')]);
    expect(stats).toEqual(
      expect.arrayContaining([
        ['Overdue £223.45 2 invoices past their due date', '/portal/invoices?status=overdue'],
        ['Overdue €7.00 1 invoice past its due date', '/portal/invoices?status=overdue'],
        ['Registrations and insurance of Portico 1 lapsed', '/portal/company'],
      ]),
    );
    for (const words of ['Licences that lapsed or end soon', 'See all 2 licences'])
      expect(text).toContain(words);
    const references = (page: typeof alice.seen) =>
      page
        .$('tbody a.row-link')
        .toArray()
        .map((one) => page.$(one).text().trim());
    expect(references(await alice.open('/portal/licences?renewal=due'))).toEqual(['L-LAPSED', 'L-SOON']);
    const toPay = $('.stat a[href*="openFrom"]').attr('href') as string;
    const left = references(await alice.open(toPay));
    expect(left).toEqual(expect.arrayContaining(['LATE-1', 'LATE-2', 'LATE-3']));
    expect(left).not.toContain('VOID');
    const late = references(await alice.open('/portal/invoices?status=overdue'));
    expect(late.sort()).toEqual(['LATE-1', 'LATE-2', 'LATE-3']);
    const office = await scene.staff();
    const home = await office.open('/admin');
    for (const words of [
      'Licences that were not renewed: 1 lapsed, 2 within 60 days of the end.',
      '1 of your own registrations and insurances has lapsed. Customers read it.',
      '1 invoice is overdue: €7.00 to pay.',
      '3 invoices are overdue: £224.45 to pay.',
    ])
      expect(home.text).toContain(words);
    expect(references(await office.open('/admin/licences?renewal=due'))).toHaveLength(3);
    expect(references(await office.open('/admin/invoices?status=overdue'))).toHaveLength(4);
    await portico.sql(`update portal_users set withheld = '{invoices,licences,company.business}'`);
    const closed = (await alice.open('/portal')).text;
    for (const words of ['Overdue', 'Our registrations', 'Licences that lapsed or end soon'])
      expect(closed).not.toContain(words);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('is told nothing where nothing is news', async () => {
    const bob = await scene.portalUser('BLAKE', 'bob@blake.test');
    await portico.sql(`update orders set status = 'delivered' where reference like 'BLAKE%'`);
    const { text } = await bob.open('/portal');
    expect(text).not.toContain('Open orders');
    expect(text).toContain('Next jobs');
  });

  it('meets an office that sees how far the portal is used, each figure the count of a list', async () => {
    await portico.sql(
      `update portal_users u set last_used_at = now() - interval '40 days'
       from logins l where l.id = u.login_id and l.email = 'bob@blake.test'`,
    );
    const office = await scene.staff();
    const { $ } = await office.open('/admin');
    const stats = $('.stat')
      .map((_, stat) => [[$(stat).find('a').attr('href') ?? '', $(stat).find('.stat-value').text().trim()]])
      .get();
    expect(stats).toHaveLength(3);
    for (const [href = '', count = ''] of stats as unknown as [string, string][]) {
      const list = await office.open(href);
      const words = list.$('.pagination-count').text() || 'No';
      expect([href, list.status, words]).toEqual([
        href,
        200,
        expect.stringMatching(new RegExp(`^\\s*(${count}|No)\\b`)),
      ]);
    }
  });

  it('is one person in the office’s counts, of however many customers', async () => {
    const office = await scene.staff();
    const canSignIn = async () => /(\d+) people can sign in/.exec((await office.open('/admin')).text)?.[1];
    const before = await canSignIn();
    await portico.sql(
      `insert into portal_users (id, login_id, customer_id, every_site, active, manager)
       select $1, l.id, c.id, true, true, true from logins l, customers c
       where l.email = 'alice@acme.test' and c.reference = 'BLAKE'`,
      [newId()],
    );
    await portico.sql(
      `update portal_users u set manager = true from logins l where l.id = u.login_id and l.email = 'alice@acme.test'`,
    );
    expect(await canSignIn()).toBe(before);
    expect((await office.open('/admin/portal-users?q=alice')).text).toContain(
      '1 person with 2 accesses, 1 with an accepted invitation',
    );
    expect((await office.open('/admin/settings/customer-portal/managers')).text).toContain(
      '1 person is marked as manager.',
    );
    await portico.sql(
      `delete from portal_users using customers c where c.id = customer_id and reference = 'BLAKE' and manager`,
    );
    await portico.sql('update portal_users set manager = false');
  });

  it('sees what is on file about the own company', async () => {
    await alice.open('/portal/company');
    for (const words of ['GB 1234', 'Ruth Bailey']) expect(alice.seen.text).toContain(words);
    expect(alice.seen.text).not.toContain('Blake');
  });

  it('changes name and password; a wrong one is said at the field, and other devices are signed out', async () => {
    const phone = new Person(portico.url);
    await phone.signIn('alice@acme.test', PASSWORD);
    await alice.open('/portal/profile');
    await alice.submit('/portal/profile', { name: 'Alice Adams' });
    expect(alice.seen.text).toContain('Your name is saved: Alice Adams.');
    const next = 'another good password';
    await alice.submit('/portal/profile/password', {
      currentPassword: 'wrong',
      password: next,
      passwordConfirmation: next,
    });
    expect([alice.seen.status, alice.seen.text]).toEqual([
      422,
      expect.stringContaining('This is not your current password.'),
    ]);
    await alice.submit('/portal/profile/password', {
      currentPassword: PASSWORD,
      password: next,
      passwordConfirmation: next,
    });
    expect(alice.seen.text).toContain('Your new password is saved.');
    expect((await alice.open('/portal')).path).toBe('/portal');
    expect((await phone.open('/portal')).path).toBe('/sign-in');
  });

  it('with two customers chooses between them, and never enters somebody else’s access', async () => {
    const carol = await scene.portalUser('ACME', 'carol@both.test');
    await scene.portalUser('BLAKE', 'carol@both.test');
    await carol.signIn('carol@both.test', PASSWORD);
    await carol.open('/portal/accesses');
    const other = carol.seen.$('button[name=access]').attr('value') as string;
    await carol.submit('/portal/accesses', {}, { name: 'access', value: other });
    await carol.open('/portal/jobs');
    expect(carol.seen.text).toContain('FOREIGN');
    const [foreign] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = 'alice@acme.test'`,
    );
    await carol.open('/portal/accesses');
    await carol.submit('/portal/accesses', {}, { name: 'access', value: foreign?.id as string });
    expect(carol.seen.status).toBe(404);
    expect((await carol.open('/portal/jobs')).text).toContain('FOREIGN');
  });
});
