import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseRoles } from '../../src/platform/database/roles.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { apiOf, customer, staff } from '../support/office.js';
import type { Person } from '../support/person.js';

const rowsOf = (person: Person) =>
  person.seen
    .$('tbody tr')
    .toArray()
    .map((row) =>
      person.seen
        .$(row)
        .children()
        .toArray()
        .map((cell) => person.seen.$(cell).text().trim())
        .join(' | '),
    );

describe('the audit log', () => {
  let portico: TestPortico;
  let ada: Person;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql('update permission_settings set available = true, on_for_new = true');
    ada = await staff(portico, 'ada@office.test', 'Ada <b>Bold</b>', 'administrator');
    acme = await customer(portico, 'C/1', 'Acme Ltd');
    await customer(portico, 'C/2', 'Other plc');
  });
  afterAll(() => portico.close());

  it('says who changed what a customer sees, before and after, in words', async () => {
    await ada.open(`/admin/customers/${acme}/portal-access`);
    const jobs = ada.seen.$('input[name="sections"][value="jobs"]');
    expect(jobs.length).toBe(1);
    const form = new URLSearchParams(ada.seen.$('main form').first().serialize());
    const kept = form.getAll('sections').filter((key) => key !== 'jobs');
    form.delete('sections');
    for (const key of kept) form.append('sections', key);
    await ada.request('POST', `/admin/customers/${acme}/portal-access`, form);
    await ada.open('/admin/audit?customer=C%2F1');
    expect(ada.seen.status).toBe(200);
    const [row] = rowsOf(ada);
    expect(row).toContain('Ada <b>Bold</b>');
    expect(row).toContain('Changed what a customer sees');
    expect(row).toContain('Acme Ltd');
    expect(row).toContain('Jobs: Yes → No');
    expect(ada.seen.$('main').html()).not.toContain('<b>Bold');
    await ada.open(ada.seen.$('tbody a.row-link').attr('href') as string);
    expect(ada.seen.text).toContain('127.0.0.1');
    expect(rowsOf(ada)).toContain('Jobs | Yes | No');
    expect(ada.seen.text).not.toMatch(/sections\.|true|false|\{/);
  });

  it('says amounts, days, hours and choices as the pages do, of old lines too', async () => {
    const api = await apiOf(portico);
    const written = async (path: string, ...bodies: object[]) => {
      for (const body of bodies)
        expect((await api('PUT', path, { customer: 'C/1', ...body })).status).toBeLessThan(300);
    };
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    const invoice = { date: '2026-03-04', net: euros(235_488), tax: euros(0), gross: euros(235_488) };
    await written(
      '/invoices/I%2F1',
      { ...invoice, status: 'sent', paid: euros(0) },
      { ...invoice, status: 'part-paid', paid: euros(35_488), dueDate: '2026-04-03' },
    );
    const sheet = { person: 'Pat', date: '2026-03-04', status: 'waiting' };
    await written('/timesheets/T%2F1', { ...sheet, minutes: 450 }, { ...sheet, minutes: 485 });
    const note = { date: '2026-03-04', name: 'Note' };
    await written(
      '/documents/D%2F9',
      { ...note, type: 'other', signed: false },
      { ...note, type: 'licence', signed: true },
    );
    const waste = (weightGrams: number) => ({ ewcCodes: ['200301'], weightGrams });
    await written(
      '/jobs/W%2F1',
      { date: '2026-03-04', status: 'completed', wasteItems: [waste(1000), waste(2000)] },
      { date: '2026-03-04', status: 'completed', wasteItems: [waste(2500), waste(1000), waste(10)] },
    );
    const changes = async (kind: string) => {
      await ada.open(`/admin/audit?action=record.changed&q=${kind}`);
      await ada.open(ada.seen.$('tbody a.row-link').attr('href') as string);
      return rowsOf(ada);
    };
    const told = ['Status | Sent | Part paid', 'Paid | €0.00 | €354.88', 'Due | nothing | Fri 3 Apr 2026'];
    expect((await changes('I%2F1')).sort()).toEqual([...told].sort());
    expect(await changes('W%2F1')).toEqual(['Waste items | Rows: 2 | Rows: 3, Changed: 2']);
    expect(await changes('T%2F1')).toEqual(['Hours and minutes | 7:30 | 8:05']);
    expect((await changes('D%2F9')).sort()).toEqual(
      ['Signed | No | Yes', 'Kind | Other | Licence or permit'].sort(),
    );
    // What an older version wrote names no currency: it is what it was before the next change of it, or is today.
    const [{ id } = { id: '' }] = await portico.sql<{ id: string }>(
      `select id from invoices where reference = 'I/1'`,
    );
    const old = (at: string, before: object, after: object) =>
      portico.sql(
        `insert into audit_lines (id, at, actor_kind, action, subject_kind, subject_id, before, after)
         values (gen_random_uuid(), $1, 'system', 'record.changed', 'invoices', $2, $3, $4)`,
        [at, id, JSON.stringify(before), JSON.stringify(after)],
      );
    await old('2019-01-03', { paid_amount: 100, gone: 'in_progress' }, { paid_amount: 250, gone: 'x' });
    await old('2019-01-02', { currency: 'JPY' }, { currency: 'EUR' });
    await old('2019-01-01', { paid_amount: 7 }, { paid_amount: 9 });
    await ada.request('GET', '/admin/audit.csv?to=2019-12-31');
    expect(ada.seen.html).toContain('Gone: in_progress → x; Paid: €1.00 → €2.50');
    expect(ada.seen.html).toContain('Currency: JPY → EUR');
    expect(ada.seen.html).toContain('Paid: JP¥7 → JP¥9');
  });

  it('keeps the names of contacts apart from its lines, and still tells them', async () => {
    await ada.open(`/admin/customers/${acme}/edit`);
    await ada.submit(`/admin/customers/${acme}`, {
      contactName: '=Ann Lee',
      email: 'ann@acme.test',
      postcode: 'SL7',
    });
    const lines = await portico.sql<{ text: string }>('select to_jsonb(a)::text as text from audit_lines a');
    expect(lines.some(({ text }) => text.includes('SL7'))).toBe(true);
    expect(lines.filter(({ text }) => /Ann Lee|@acme\.test|@office\.test|Bold/.test(text))).toEqual([]);
    await ada.open('/admin/audit?action=customer.changed');
    await ada.open(ada.seen.$('tbody a.row-link').attr('href') as string);
    expect(rowsOf(ada)).toEqual(
      expect.arrayContaining(['Contact | nothing | =Ann Lee', 'Postcode | nothing | SL7']),
    );
  });

  it('is filtered by person, kind, days and words', async () => {
    await staff(portico, 'ben@office.test', 'Ben', 'office');
    const found = async (query: string) => {
      await ada.open(`/admin/audit?${query}`);
      expect(ada.seen.status).toBe(200);
      return rowsOf(ada);
    };
    const bens = await found('person=BEN%40office');
    expect(bens.length).toBeGreaterThan(0);
    expect(bens.every((row) => row.includes('Ben'))).toBe(true);
    const [ben] = await portico.sql<{ id: string }>(`select id from logins where name = 'Ben'`);
    expect(await found(`person=${ben?.id}`)).toEqual(bens);
    expect((await found('kind=customer')).every((row) => row.includes('customer'))).toBe(true);
    expect(await found('q=changed+what+a+CUSTOMER')).toHaveLength(1);
    expect((await found('q=acme')).length).toBeGreaterThan(1);
    expect(await found('q=127.0.0.1')).not.toEqual([]);
    // By what was changed: a value before or after, whole or its beginning, of people too.
    for (const value of ['sl7', 'SL7', 'ann+lee', 'LEE', 'ann%40acme.test', 'ann%40acme'])
      expect((await found(`q=${value}&action=customer.changed`)).length).toBe(1);
    expect(await found('q=sl7+nothing-of-it')).toEqual([]);
    expect(await found('q=%2B%2B')).toEqual([]);
    expect(await found('from=2001-01-01&to=2001-12-31')).toEqual([]);
    expect(ada.seen.text).toContain('No entry matches');
    const today = new Date().toISOString().slice(0, 10);
    expect(await found(`from=${today}&kind=customer`)).not.toEqual([]);
    expect(await found('customer=C%2F2')).toEqual([]);
  });

  it.each([
    'colour=red',
    'kind=nothing',
    'action=x.y',
    'from=yesterday',
    'to=2026-02-30',
    'after=x',
    'sort=who',
  ])('refuses %s with a clear page', async (query) => {
    expect((await ada.open(`/admin/audit?${query}`)).status).toBe(400);
    // A download has no pages.
    const whole = query.startsWith('after') ? 200 : 400;
    expect((await ada.request('GET', `/admin/audit.csv?${query}`)).status).toBe(whole);
  });

  it('is paged without leaving out or repeating a line, and downloaded whole', async () => {
    const [login] = await portico.sql<{ id: string }>(`select id from logins where name = 'Ben'`);
    await portico.sql(
      `insert into audit_lines (id, at, actor_kind, actor_id, action, subject_kind)
       select gen_random_uuid(), timestamptz '2020-01-01' + n / 3 * interval '1 second', 'login', $1,
         'test-mail.asked', 'login' from generate_series(1, 1203) n`,
      [login?.id],
    );
    const seen: string[] = [];
    let href: string | undefined = '/admin/audit?kind=test-mail';
    while (href) {
      await ada.open(href);
      seen.push(
        ...ada.seen
          .$('tbody a.row-link')
          .toArray()
          .map((a) => ada.seen.$(a).attr('href') ?? ''),
      );
      href = ada.seen.$('a[rel="next"]').attr('href');
    }
    expect(seen).toHaveLength(1203);
    expect(new Set(seen).size).toBe(1203);
    expect(ada.seen.text).toContain('1,203 entries');
    const { html, headers } = await ada.request('GET', '/admin/audit.csv?kind=test-mail');
    expect(headers.get('content-disposition')).toContain('audit-log.csv');
    expect(html.trim().split('\r\n')).toHaveLength(1204);
    await ada.open('/admin/audit?kind=log');
    expect(rowsOf(ada)[0]).toContain('Downloaded a log');
  }, 60_000);

  it('runs nothing in a spreadsheet', async () => {
    await ada.request('GET', '/admin/audit.csv?action=customer.changed');
    expect(ada.seen.html).toContain('Contact: nothing → =Ann Lee');
    await portico.sql(`update logins set name = '=cmd()' where name = 'Ben'`);
    await ada.request('GET', '/admin/audit.csv?person=ben%40office');
    expect(ada.seen.html).toContain(`,'=cmd(),`);
    expect(ada.seen.html).not.toContain(',=cmd()');
    await portico.sql(`update logins set name = 'Ben' where name = '=cmd()'`);
  });

  it('leaves nobody without the permission in, and knows no line that is none', async () => {
    const cy = await staff(portico, 'cy@office.test', 'Cy', 'office');
    for (const path of ['/admin/audit', '/admin/audit.csv', '/admin/audit/x'])
      expect((await cy.open(path)).status).toBe(403);
    expect((await ada.open('/admin/audit/x')).status).toBe(404);
    expect((await ada.open(`/admin/audit/${acme}`)).status).toBe(404);
  });

  it('notes reports and files that are handed out, before they are', async () => {
    await ada.request('GET', '/admin/reporting/volumes.csv');
    const api = await apiOf(portico);
    const made = await api('PUT', '/documents/D%2F1', {
      customer: 'C/1',
      date: '2026-03-04',
      type: 'other',
      name: 'Note',
    });
    expect(made.status).toBe(201);
    const put = await fetch(`${portico.url}/api/v1/documents/D%2F1/file`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await keyOf(portico)}`, 'content-type': 'application/pdf' },
      body: '%PDF-1.4 a file',
    });
    expect(put.status).toBe(201);
    const [document] = await portico.sql<{ id: string }>(`select id from documents where reference = 'D/1'`);
    const file = `/admin/documents/${document?.id}/file`;
    expect((await ada.request('GET', file)).status).toBe(200);
    await ada.open('/admin/audit?kind=report');
    expect(rowsOf(ada)[0]).toContain('Downloaded a report');
    await ada.open('/admin/audit?action=document.file-opened');
    expect(rowsOf(ada)).toHaveLength(1);
    expect(rowsOf(ada)[0]).toMatch(/D\/1.*Acme Ltd/);
  });

  it('says first which list was downloaded, and nothing of filters where there were none', async () => {
    await ada.download('/admin/licences.csv');
    await ada.open('/admin/audit?action=list.downloaded');
    expect(rowsOf(ada)[0]).toMatch(/\| List: Licences; .*$/);
    expect(rowsOf(ada)[0]).not.toContain('Filters');
    await ada.open(ada.seen.$('tbody a.row-link').attr('href') as string);
    expect(rowsOf(ada).map((row) => row.split(' | ')[0])).toEqual(['List', 'Format', 'Rows']);
    await ada.download('/admin/licences.csv?kind=carrier-registration');
    await ada.open('/admin/audit?action=list.downloaded');
    await ada.open(ada.seen.$('tbody a.row-link').attr('href') as string);
    expect(rowsOf(ada)).toEqual([
      'List | Licences',
      expect.stringMatching(/^Format/),
      'Rows | 0',
      expect.stringContaining('Carrier registration'),
    ]);
  });

  it('can be altered by no role that a process connects as', async () => {
    const roles = databaseRoles(portico.config);
    for (const url of [roles.appUrl, roles.portalUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query('set default_transaction_read_only = off').catch(() => undefined);
      for (const sql of [
        `update audit_lines set address = ''`,
        'delete from audit_lines',
        'truncate audit_lines cascade',
        'delete from audit_names',
        'truncate audit_names',
        'drop table audit_names',
        'alter table audit_lines disable trigger all',
      ])
        await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
      await client.end();
    }
    expect((await portico.sql('select from audit_lines')).length).toBeGreaterThan(1203);
  });
});

async function keyOf(portico: TestPortico): Promise<string> {
  const { ApiKeys } = await import('../../src/identity/api-keys.service.js');
  const { SYSTEM } = await import('../../src/audit/audit.service.js');
  return portico.app.get(ApiKeys).make(SYSTEM, 'a test', 'administrator');
}
