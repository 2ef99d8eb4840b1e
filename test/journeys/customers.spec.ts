import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { apiOf } from '../support/office.js';
import { partsOf, rowsOf } from '../support/workbook.js';
import { Person } from '../support/person.js';

const PASSWORD = 'three words that rhyme';

describe('customers', () => {
  let portico: TestPortico;
  let ruth: Person;

  const staff = async (email: string, name: string, roleGroup: 'administrator' | 'office') => {
    await portico.app.get(Logins).addStaff(SYSTEM, { email, name, password: PASSWORD, roleGroup });
    const person = new Person(portico.url);
    await person.signIn(email, PASSWORD);
    return person;
  };
  const add = async (fields: Record<string, string>) => {
    await ruth.open('/admin/customers/new');
    return ruth.submit('/admin/customers', fields);
  };
  const names = (seen: Person['seen']) =>
    seen
      .$('tbody tr')
      .toArray()
      .map((row) => seen.$(row).find('td').first().text().trim());

  beforeAll(async () => {
    portico = await startPortico();
    ruth = await staff('ruth@marlow.test', 'Ruth Bailey', 'office');
  });
  afterAll(() => portico.close());

  it('begin with an empty list that says the first step', async () => {
    const seen = await ruth.open('/admin/customers');
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('No customers yet');
    expect(seen.$('.empty a').attr('href')).toBe('/admin/customers/new');
  });

  it('are added by a form, with portal access off and an audit line', async () => {
    const seen = await add({
      reference: ' C-1042/a ',
      name: 'Thames Valley Hotels',
      email: 'jo@tvh.test',
      address: '1 Quay\r\nHenley',
    });
    expect(seen.path).toMatch(/^\/admin\/customers\/[0-9a-f-]{36}$/);
    expect(seen.text).toContain('Thames Valley Hotels is added.');
    expect(seen.$('h1').text()).toBe('Thames Valley Hotels');
    const icon = seen.$('.icon-switch');
    expect(icon.hasClass('is-off')).toBe(true);
    expect(icon.attr('title')).toBe('Customer Portal Access: off');
    expect(icon.attr('href')).toBe(`${seen.path}/portal-access`);
    const [row] = await portico.sql(
      `select c.reference, c.address, c.portal_enabled, a.action, a.actor_kind, l.email
       from customers c join audit_lines a on a.customer_id = c.id join logins l on l.id = a.actor_id`,
    );
    expect(row).toEqual({
      reference: 'C-1042/a',
      address: '1 Quay\nHenley',
      portal_enabled: false,
      action: 'customer.added',
      actor_kind: 'login',
      email: 'ruth@marlow.test',
    });
  });

  it('are not added twice by the same form, nor with the same reference', async () => {
    await ruth.open('/admin/customers/new');
    const form = new URLSearchParams(ruth.seen.$('main form').serialize());
    form.set('reference', 'C-2');
    form.set('name', 'Cask & Co');
    const first = await ruth.request('POST', '/admin/customers', form);
    const second = await ruth.request('POST', '/admin/customers', form);
    expect(second.path).toBe(first.path);
    const taken = await add({ reference: 'C-2', name: 'Another', phone: '01628 1' });
    expect(taken.status).toBe(422);
    expect(taken.$('#reference-error').text()).toContain('Another customer has the reference C-2.');
    expect(taken.$('#phone').val()).toBe('01628 1');
    expect(taken.$('.error-summary a').attr('href')).toBe('#reference');
    expect(await portico.sql(`select from customers where name in ('Cask & Co', 'Another')`)).toHaveLength(1);
  });

  it('need a reference, a name and a right email', async () => {
    const seen = await add({ reference: '', name: ' \u200b\u2060', email: 'nobody' });
    expect(seen.status).toBe(422);
    expect(seen.$('#reference-error').text()).toContain('Enter a reference');
    expect(seen.$('#name-error').text()).toContain("Enter the customer's name");
    expect(seen.$('#email-error').text()).toContain('name@example.com');
    expect(seen.$('form[data-warn]').length).toBe(1);
  });

  it('need a SIC code and a VAT number that there are, where people write them', async () => {
    const odd = await add({ reference: 'ODD', name: 'Odd Ltd', sicCode: 'abc', vatNumber: 'nonsense' });
    expect(odd.status).toBe(422);
    expect(odd.$('#sicCode-error').text()).toContain('Enter the five digits of UK SIC 2007, such as 38110.');
    expect(odd.$('#vatNumber-error').text()).toContain('Enter a VAT number with its country');
    // Two digits changed places.
    const swapped = await add({ reference: 'ODD', name: 'Odd Ltd', vatNumber: 'GB 980 8706 84' });
    expect(swapped.$('.error-summary li')).toHaveLength(1);
    const api = await apiOf(portico);
    const brought = { name: 'Brought Ltd', sicCode: 'abc', vatNumber: 'nonsense' };
    const { status, body } = await api('PUT', '/customers/BROUGHT', brought);
    expect(status).toBe(201);
    const path = `/admin/customers/${String((body as { id: string }).id)}`;
    await ruth.open(`${path}/edit`);
    await ruth.submit(path, { name: 'Brought and kept', vatNumber: 'GB 980 7806 84' });
    expect((await api('GET', '/customers/BROUGHT')).body).toMatchObject({
      name: 'Brought and kept',
      sicCode: 'abc',
      vatNumber: 'GB 980 7806 84',
    });
    await portico.sql(`delete from customers where reference = 'BROUGHT'`);
  });

  it('need numbers that can be rung and postcodes that are some; what a system brought so may stay', async () => {
    const odd = { phone: 'abc', postcode: '!!', accountManagerPhone: 'later', accountManagerEmail: 'bad' };
    const seen = await add({ reference: 'ODD', name: 'Odd Ltd', ...odd });
    expect(seen.status).toBe(422);
    for (const name of Object.keys(odd))
      expect([name, seen.$(`#${name}-error`).text().trim()]).not.toEqual([name, '']);
    await portico.sql(
      `insert into customers (id, reference, name, phone, email, postcode) values ($1, 'BROUGHT', 'Brought', 'ask Ann', 'none', '?')`,
      ['01900000-0000-7000-8000-00000000b001'],
    );
    const path = '/admin/customers/01900000-0000-7000-8000-00000000b001';
    await ruth.open(`${path}/edit`);
    expect((await ruth.submit(path, { name: 'Brought Ltd' })).text).toContain('Brought Ltd');
    expect(ruth.seen.status).toBe(200);
    await ruth.open(`${path}/edit`);
    const wrong = await ruth.submit(path, { phone: 'ask Bob' });
    expect([wrong.status, wrong.$('.error-summary li').length]).toEqual([422, 1]);
    await portico.sql(`delete from customers where reference = 'BROUGHT'`);
  });

  it('written at length by hand can still be changed by systems', async () => {
    const long = { address: 'x'.repeat(1000), invoicingAddress: 'y'.repeat(1000) };
    await add({ reference: 'LONG', name: 'Long Ltd', ...long });
    expect(ruth.seen.text).toContain('Long Ltd');
    const api = await apiOf(portico);
    const phone = '01628 555 0142';
    expect((await api('PATCH', '/customers/LONG', { phone })).body).toMatchObject({ phone, ...long });
    // What is wrong with it is said, and not that somebody else changed it.
    expect((await api('PATCH', '/customers/LONG', { phone: 5 })).status).toBe(422);
    await portico.sql(`delete from customers where reference = 'LONG'`);
  });

  it('are changed by one form at a time: the one behind sees what changed, and saves again knowingly', async () => {
    const [{ id } = { id: '' }] = await portico.sql<{ id: string }>(
      `select id from customers where reference = 'C-2'`,
    );
    const tom = await staff('tom@marlow.test', 'Tom Reed', 'administrator');
    await ruth.open(`/admin/customers/${id}/edit`);
    await tom.open(`/admin/customers/${id}/edit`);
    const saved = await tom.submit(`/admin/customers/${id}`, { phone: '0118 999', email: 'ann@cask.test' });
    expect(saved.text).toContain('Your changes to Cask & Co are saved.');
    const behind = await ruth.submit(`/admin/customers/${id}`, { phone: '0118 111', contactName: 'Ann' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Tom Reed saved this page while you had it open.');
    expect(behind.$('.notice').text()).toContain('0118 999');
    expect(behind.$('.notice').text()).toMatch(/Saved now: ann@cask\.test\s+Before: /);
    expect(behind.$('#phone').val()).toBe('0118 111');
    expect((await portico.sql(`select phone from customers where id = $1`, [id]))[0]).toEqual({
      phone: '0118 999',
    });
    const again = await ruth.submit(`/admin/customers/${id}`);
    expect(again.status).toBe(200);
    expect(again.text).toContain('0118 111');
    // One's own other window is no stranger.
    await ruth.open(`/admin/customers/${id}/edit`);
    const form = new URLSearchParams();
    for (const { name, value } of ruth.seen.$('main form').serializeArray()) form.append(name, value);
    form.set('postcode', 'RG1 1AA');
    await ruth.submit(`/admin/customers/${id}`, { postcode: 'RG2 2BB' });
    const own = await ruth.request('POST', `/admin/customers/${id}`, form);
    expect(own.status).toBe(409);
    expect(own.text).toContain('You saved this page in another window meanwhile.');
    await ruth.submit(`/admin/customers/${id}`, { postcode: '' });
    const lines = await portico.sql(
      `select n.field, n.before, n.after from audit_lines a join audit_names n on n.line_id = a.id
       where a.action = 'customer.changed' order by a.at, n.field`,
    );
    expect(lines).toEqual([
      { field: 'email', before: '', after: 'ann@cask.test' },
      { field: 'phone', before: '', after: '0118 999' },
      { field: 'contactName', before: '', after: 'Ann' },
      { field: 'phone', before: '0118 999', after: '0118 111' },
    ]);
  });

  it('come back when a deleted one is added again, without portal access', async () => {
    await portico.sql(
      `update customers set deleted_at = now(), portal_enabled = true, phone = '0118 222' where reference = 'C-2'`,
    );
    expect((await ruth.open('/admin/customers?q=C-2')).text).toContain('No customer matches');
    const seen = await add({ reference: 'C-2', name: 'Cask & Company' });
    expect(seen.text).toContain('Cask & Company was deleted before and is back');
    expect(seen.text).toContain('0118 222');
    expect(seen.$('.icon-switch').hasClass('is-off')).toBe(true);
  });

  it('are listed, searched, filtered, sorted and paged both ways', async () => {
    await portico.sql(
      `insert into customers (id, reference, name, portal_enabled)
       select gen_random_uuid(), 'R-' || lpad(n::text, 3, '0'), 'Résidence ' || lpad((200 - n)::text, 3, '0'), n % 2 = 0
       from generate_series(1, 120) n`,
    );
    const first = await ruth.open('/admin/customers?q=residence');
    expect(first.text).toContain('120 customers found, 60 with portal access');
    expect(names(first)).toHaveLength(50);
    expect(names(first)[0]).toBe('Résidence 080');
    const next = await ruth.open(first.$('a[rel=next]').attr('href') ?? '');
    const last = await ruth.open(next.$('a[rel=next]').attr('href') ?? '');
    expect(names(last)).toHaveLength(20);
    expect(last.$('a[rel=next]')).toHaveLength(0);
    const back = await ruth.open(last.$('a[rel=prev]').attr('href') ?? '');
    expect(names(back)).toEqual(names(next));
    const start = await ruth.open(back.$('a[rel=prev]').attr('href') ?? '');
    expect(names(start)).toEqual(names(first));
    expect(start.$('a[rel=prev]')).toHaveLength(0);
    const down = await ruth.open('/admin/customers?q=residence&sort=-reference&portal=on');
    expect(down.text).toContain('60 customers found');
    expect(down.$('tbody th').first().text().trim()).toBe('R-120');
    expect((await ruth.open('/admin/customers?q=hotels+C-1042/a')).text).toContain('1 customer found');
    expect((await ruth.open('/admin/customers?q=100%25')).text).toContain('No customer matches');
  });

  it.each(['sort=phone', 'colour=red', 'portal=maybe', 'after=abc', 'before=eyJ.x', 'q=a&q=b'])(
    'refuse a list by ?%s with a clear page',
    async (query) => {
      const seen = await ruth.open(`/admin/customers?${query}`);
      expect(seen.status).toBe(400);
      expect(seen.text).toContain('Open the list again from its beginning.');
    },
  );

  it.each(['nonsense', '00000000-0000-7000-8000-000000000000'])('are not found by the id %s', async (id) => {
    expect((await ruth.open(`/admin/customers/${id}`)).status).toBe(404);
    expect((await ruth.open(`/admin/customers/${id}/edit`)).status).toBe(404);
  });

  it('are no business of visitors', async () => {
    const seen = await new Person(portico.url).open('/admin/customers');
    expect(seen.path).toBe('/sign-in');
  });

  it('are downloaded as a file, as the list is narrowed, and the logs say so', async () => {
    await ruth.open('/admin/exports');
    expect(ruth.seen.$('.export-list').first().text()).toContain('Customers');
    await ruth.open('/admin/customers?q=hotels');
    const href = ruth.seen.$('.page-actions a[href*=".csv"]').attr('href') as string;
    const { status, headers, bytes } = await ruth.download(href);
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="customers.csv"',
    ]);
    const [heads = '', ...lines] = bytes.toString('utf8').trim().split('\r\n');
    expect(heads).toContain('Reference,Name,Contact');
    expect(lines.filter((line) => line.startsWith('C-1042/a,Thames Valley Hotels,'))).toHaveLength(1);
    expect(lines.filter((line) => !/hotel/i.test(line))).toEqual([]);
    const ada = await staff('ada@marlow.test', 'Ada', 'administrator');
    expect((await ada.open('/admin/audit?action=list.downloaded')).text).toContain('List: Customers');
  });

  it('are downloaded whole however many there are, as CSV and as a workbook', async () => {
    await portico.sql(
      `insert into customers (id, reference, name, contact_name)
       select gen_random_uuid(), 'BULK-' || n, 'Bulk ' || n, '=1+1' from generate_series(1, 1101) n`,
    );
    await ruth.open('/admin/customers?q=bulk&sort=-reference');
    // Whatever page somebody is on, the file begins where the list does.
    await ruth.open(ruth.seen.$('.pagination-links a').last().attr('href') as string);
    const file = async (format: string) => {
      const href = ruth.seen.$(`.page-actions a[href*=".${format}"]`).attr('href') as string;
      return (await ruth.download(href)).bytes;
    };
    const lines = (await file('csv')).toString('utf8').trim().split('\r\n');
    expect([lines.length, lines[1]?.slice(0, 26)]).toEqual([1102, "BULK-999,Bulk 999,'=1+1,,,"]);
    const sheet = partsOf(await file('xlsx')).get('xl/worksheets/sheet1.xml') as string;
    const rows = rowsOf(sheet);
    expect([rows.length, rows[1]?.slice(0, 3), rows[1]?.slice(6, 8)]).toEqual([
      1102,
      ['BULK-999', 'Bulk 999', '=1+1'],
      [0, 'Off'],
    ]);
  });
});
