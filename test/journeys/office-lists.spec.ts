import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { apiOf, customer, staff } from '../support/office.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('the office’s own lists are looked at as somebody needs them', () => {
  let portico: TestPortico;
  let ruth: Person;
  let tom: Person;
  let ada: Person;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await customer(portico, 'BETA', 'Beta & Co');
    await portico.sql(
      `update customers set phone = '01491 1', trading_name = 'The Acme' where reference = 'ACME'`,
    );
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    const api = await apiOf(portico);
    await api('POST', '/portal-users', {
      email: 'ivy@acme.test',
      firstName: 'Ivy',
      customer: 'ACME',
      sites: 'all',
      invite: true,
    });
    ruth = await staff(portico, 'ruth@office.test', 'Ruth');
    tom = await staff(portico, 'tom@office.test', 'Tom');
    ada = await staff(portico, 'ada@office.test', 'Ada', 'administrator');
  }, 60_000);
  afterAll(() => portico.close());

  const heads = ({ seen }: Person) =>
    seen
      .$('table thead th')
      .map((_, cell) => seen.$(cell).text().trim())
      .get();
  const names = ({ seen }: Person) =>
    seen
      .$('table tbody th')
      .map((_, cell) => seen.$(cell).text().trim())
      .get();
  const views = ({ seen }: Person) =>
    seen
      .$('.saved-views li > a:first-child')
      .map((_, link) => seen.$(link).text())
      .get();
  const leadsTo = async (person: Person, path: string) =>
    (await person.request('GET', path, undefined, false)).headers.get('location') ?? '';

  it.each([
    ['customers', 'Reference', ['email', 'name'], ['Email', 'Name']],
    ['consolidated-accounts', 'Reference', ['people'], ['People']],
    ['portal-users', 'Email', ['added'], ['Added']],
    ['invitations', 'Email', ['until', 'name'], ['Link works until', 'Name']],
    ['logins', 'Login name', ['added', 'email'], ['Added', 'E-mail']],
  ])(
    '%s: with columns of one’s choice, which are found again and stand in the address',
    async (list, first, columns, labels) => {
      const page = await ada.open(`/admin/${list}`);
      expect(page.$('#column-reference, #column-nothing')).toHaveLength(0);
      await ada.submit('/admin/list-columns', { columns });
      expect([ada.seen.status, ada.seen.$('.filters [name=columns]').val()]).toEqual([
        200,
        expect.stringContaining(`,${columns.join(',')}`),
      ]);
      if (list !== 'consolidated-accounts') expect(heads(ada)).toEqual([first, ...labels]);
      expect(await leadsTo(ada, `/admin/${list}?q=a`)).toMatch(new RegExp(`^/admin/${list}\\?q=a&columns=`));
      expect(await leadsTo(ruth, `/admin/${list}?q=a`)).not.toContain('columns=');
      await ada.open(`/admin/${list}`);
      await ada.submit('/admin/list-columns', {}, { name: 'usual', value: '1' });
      expect(ada.seen.$('.filters [name=columns]').val()).toBe('usual');
      expect(await leadsTo(ada, `/admin/${list}`)).toBe('');
    },
  );

  it('leave out what says nothing in any row, and columns that they do not know', async () => {
    await ruth.open('/admin/customers');
    expect(heads(ruth)).toEqual(['Reference', 'Name', 'Phone', 'People', 'Portal access']);
    expect(ruth.seen.$('#column-postcode').parent().text()).toContain('Empty in these rows');
    await ruth.open('/admin/customers?columns=postcode,colour,tradingName');
    expect(heads(ruth)).toEqual(['Reference', 'Postcode', 'Trading name']);
    expect(ruth.seen.text).toContain('columns that are not available to you');
    expect((await ada.open('/admin/audit?columns=at')).status).toBe(400);
  });

  it('are sorted without column heads', async () => {
    await ruth.open('/admin/customers?columns=name');
    await ruth.open(ruth.seen.$('.sort-by a:contains("Reference: Z to A")').attr('href') as string);
    expect([names(ruth), heads(ruth)]).toEqual([
      ['BETA', 'ACME'],
      ['Reference', 'Name'],
    ]);
    await ruth.open('/admin/portal-users');
    expect(ruth.seen.$('.sort-by').text()).toContain('Added: latest first');
  });

  it('keep their columns while they are filtered, and their files hold all there are', async () => {
    await ruth.open('/admin/customers?columns=name');
    await ruth.submit('/admin/customers', { portal: 'on' });
    expect([names(ruth), heads(ruth)]).toEqual([['ACME'], ['Reference', 'Name']]);
    expect(ruth.seen.text).toContain('Excel and CSV hold all columns there are.');
    const csv = ruth.seen.$('.page-actions a[href*=".csv"]').attr('href') as string;
    const lines = (await ruth.download(csv)).bytes.toString('utf8').trim().split('\r\n');
    expect([lines[0]?.includes('Trading name'), lines[1]?.includes('The Acme'), lines.length]).toEqual([
      true,
      true,
      2,
    ]);
  });

  it('are kept as views, which colleagues see where they are shared, and no customer does', async () => {
    await ruth.open('/admin/customers?portal=on&columns=phone');
    expect(
      ruth.seen
        .$('.list-tools [name=shared]')
        .map((_, box) => ruth.seen.$(box).val())
        .get(),
    ).toEqual(['nobody', 'staff']);
    await ruth.submit('/admin/saved-views', { name: 'With access' });
    expect([views(ruth), ruth.seen.$('.saved-views [aria-current]').text()]).toEqual([
      ['With access'],
      'With access',
    ]);
    await tom.open('/admin/customers');
    expect(views(tom)).toEqual([]);
    await ruth.open(ruth.seen.$('.saved-view-edit').attr('href') as string);
    expect(ruth.seen.text).toContain('Customers');
    await ruth.submit(ruth.seen.path, { name: 'Open ones', shared: 'staff' });
    await tom.open('/admin/customers');
    await tom.open(tom.seen.$('.saved-views a:contains("Open ones")').attr('href') as string);
    expect([names(tom), heads(tom)]).toEqual([['ACME'], ['Reference', 'Phone']]);
    await ruth.open('/admin/customers?portal=on&columns=phone');
    await ruth.open(ruth.seen.$('.saved-view-edit').attr('href') as string);
    await ruth.submit(`${ruth.seen.path}/removal`);
    expect(views(ruth)).toEqual([]);
  });

  it('are closed as they are themselves: who may not open a list keeps nothing of it', async () => {
    for (const section of ['logins', 'nowhere']) {
      await ruth.open('/admin/customers');
      expect((await ruth.submit('/admin/list-columns', { section })).status).toBe(404);
    }
    await alice.open('/portal/jobs');
    expect((await alice.submit('/portal/list-columns', { section: 'customers' })).status).toBe(404);
  });
});
