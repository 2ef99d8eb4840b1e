import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportRights } from '../../src/exports/export.rights.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { SECTIONS } from '../../src/sections/sections.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { ImportingOffice } from '../support/imports.js';
import { until } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { partsOf, rowsOf } from '../support/workbook.js';

const ROWS = 10_001;

describe('exports', () => {
  let portico: TestPortico;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    const scene = new Scene(portico);
    await scene.openPortal();
    const acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('jobs/SECRET', { customer: 'STRANGER', date: '2026-03-04' });
    await portico.sql(
      `insert into jobs (id, reference, customer_id, date, status, changed_in)
       select gen_random_uuid(), 'J-' || n, $1, date '2026-01-01' + n % 90, 'completed', 0 from generate_series(1, ${ROWS}) n`,
      [acme],
    );
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  const write = (id: string) =>
    portico.app.get(Workers, { strict: false }).handlers().get('exports.write')?.({ id, attempt: 1 });
  const states = () => portico.sql<{ state: string }>('select state from exports order by created_at desc');

  it('of a long list are prepared in the background, complete, and kept for a week', async () => {
    await alice.open('/portal/jobs.csv');
    expect(alice.seen.path).toBe('/portal/exports');
    expect(alice.seen.text).toContain('This list is long');
    await until('the export', async () => ((await states())[0]?.state === 'done' ? true : undefined));
    await alice.open('/portal/exports');
    expect(alice.seen.text).toContain('10,001 rows, complete.');
    const href = alice.seen.$('a[href$="/file"]').attr('href') as string;
    await alice.open(href);
    expect(alice.seen.headers.get('content-disposition')).toContain('jobs.csv');
    const lines = alice.seen.html.trim().split('\n');
    expect(lines).toHaveLength(ROWS + 1);
    expect(alice.seen.html).not.toContain('SECRET');
  });

  it('are not handed out once a row that they hold was deleted or moved; what came since does no harm', async () => {
    const scene = new Scene(portico);
    const file = async () => {
      const [own] = await portico.sql<{ id: string }>('select id from exports order by created_at');
      await alice.open(`/portal/exports/${own?.id}/file`);
      return [alice.seen.status, alice.seen.html.includes('taken away since')];
    };
    await scene.put('jobs/NEW', { customer: 'ACME', date: '2026-05-05' });
    expect(await file()).toEqual([200, false]);
    await portico.sql(`update jobs set deleted_at = now() where reference = 'J-7'`);
    expect(await file()).toEqual([410, true]);
    await portico.sql(`update jobs set deleted_at = null where reference = 'J-7'`);
    expect(await file()).toEqual([200, false]);
    const row = await portico.sql<{ customer_id: string }>(
      `select customer_id from jobs where reference = 'J-7'`,
    );
    await portico.sql(
      `update jobs set customer_id = (select customer_id from jobs where reference = 'SECRET') where reference = 'J-7'`,
    );
    expect(await file()).toEqual([410, true]);
    await portico.sql(`update jobs set customer_id = $1 where reference = 'J-7'`, [row[0]?.customer_id]);
    await scene.api('DELETE', 'jobs/NEW');
  });

  it('as workbooks hold the rows of the list: days as days, numbers as numbers, and text never as a formula', async () => {
    const scene = new Scene(portico);
    const typed = '=1+1 <b> & "x" \\ back\tslash\nline';
    await scene.put('jobs/X-1', {
      customer: 'ACME',
      date: '2026-05-04',
      status: 'completed',
      service: '@odd',
      notes: typed,
      price: { amount: 12_345, currency: 'GBP' },
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 1_240_500, estimated: false }],
    });
    await scene.put('jobs/X-2', { customer: 'ACME', date: '1899-12-31', status: 'scheduled' });
    const query = 'q=X&sort=reference';
    const book = async (path: string) => {
      const { status, headers, bytes } = await alice.download(path);
      expect([status, headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('spreadsheetml.sheet'),
      ]);
      return rowsOf(partsOf(bytes).get('xl/worksheets/sheet1.xml') ?? '');
    };
    const [heads = [], first = [], second = [], ...others] = await book(`/portal/jobs.xlsx?${query}`);
    expect(others).toEqual([]);
    const at = (name: string, row: readonly unknown[]) => row[heads.indexOf(name)];
    expect(
      ['Reference', 'Date', 'Service', 'Weight (kg)', 'Price', 'Price currency', 'Notes', 'Site'].map(
        (name) => at(name, first),
      ),
    ).toEqual(['X-1', 46146, '@odd', 1240.5, 123.45, 'GBP', typed, null]);
    expect(['Reference', 'Date', 'Price'].map((name) => at(name, second))).toEqual([
      'X-2',
      '1899-12-31',
      null,
    ]);
    await alice.open(`/portal/jobs.csv?${query}`);
    expect(alice.seen.html.replace('\uFEFF', '').split('\n')[0]).toBe(heads.join(','));
    for (const reference of ['X-1', 'X-2']) await scene.api('DELETE', `jobs/${reference}`);
  });

  it('say what the page says, in words, and can be imported again', async () => {
    const scene = new Scene(portico);
    const office = await scene.staff();
    const importing = await ImportingOffice.open(portico);
    const licence = {
      holder: 'Haulage Ltd',
      kind: 'subcontractor-licence',
      number: 'S-1',
      regulator: 'sepa',
    };
    await scene.put('licences/L-1', { ...licence, validTo: '2020-03-04' });
    const { bytes: csv } = await office.download('/admin/licences.csv?q=L-1');
    const row = csv.toString().trim().split('\n').at(-1);
    for (const words of ['Subcontractor master licence', 'SEPA (Scotland)', 'Lapsed', '2020-03-04'])
      expect(row).toContain(words);
    const { bytes: book } = await office.download('/admin/licences.xlsx?q=L-1');
    const [, cells = []] = rowsOf(partsOf(book).get('xl/worksheets/sheet1.xml') ?? '');
    expect(cells).toEqual(
      expect.arrayContaining(['Subcontractor master licence', 'SEPA (Scotland)', 'Lapsed']),
    );
    const api = (await scene.api('GET', 'licences/L-1')).body;
    expect([api['kind'], api['regulator'], api['state']]).toEqual([
      'subcontractor-licence',
      'sepa',
      undefined,
    ]);
    await scene.put('licences/L-1', { ...licence, kind: 'other', regulator: 'other' });
    const fields = {
      reference: 'Reference',
      holder: 'Holder',
      kind: 'Kind',
      number: 'Number',
      regulator: 'Regulator',
    };
    const map = await importing.file('map.json', {
      fields: Object.fromEntries(Object.entries(fields).map(([path, column]) => [path, { column }])),
    });
    const done = await importing.import('licences', await importing.file('l.csv', csv), '--map', map);
    expect([done.code, done.refused]).toEqual([0, []]);
    const again = (await scene.api('GET', 'licences/L-1')).body;
    expect([again['kind'], again['regulator']]).toEqual(['subcontractor-licence', 'sepa']);
    await importing.close();
  });

  it('as workbooks are prepared in the background, too, and closed with exports', async () => {
    await alice.open('/portal/jobs.xlsx');
    expect(alice.seen.path).toBe('/portal/exports');
    await until('the workbook', async () => ((await states())[0]?.state === 'done' ? true : undefined));
    await alice.open('/portal/exports');
    const { bytes, headers } = await alice.download(
      alice.seen.$('a[href$="/file"]').first().attr('href') as string,
    );
    expect(headers.get('content-disposition')).toContain('jobs.xlsx');
    expect(rowsOf(partsOf(bytes).get('xl/worksheets/sheet1.xml') ?? '')).toHaveLength(ROWS + 1);
    await portico.sql(`update customer_permissions set allowed = permission <> 'exports'`);
    expect((await alice.open('/portal/jobs.xlsx')).status).toBe(404);
    await portico.sql('update customer_permissions set allowed = true');
    await portico.sql(`delete from exports where format = 'xlsx'`);
  });

  it('are nobody else’s, and end when the section or the export is taken away', async () => {
    const [own] = await portico.sql<{ id: string }>('select id from exports');
    const scene = new Scene(portico);
    const bob = await scene.portalUser('ACME', 'bob@acme.test');
    expect((await bob.open(`/portal/exports/${own?.id}/file`)).status).toBe(404);
    expect((await bob.open('/portal/exports')).text).toContain('Nothing prepared');
    await portico.sql(`update customer_permissions set allowed = false where permission = 'jobs'`);
    expect((await alice.open(`/portal/exports/${own?.id}/file`)).status).toBe(404);
    const withheld = await alice.open('/portal/exports');
    expect(withheld.text).toContain('This list is no longer open to you.');
    expect(withheld.$(`a[href$="/file"]`)).toHaveLength(0);
    await portico.sql(`update customer_permissions set allowed = permission <> 'exports'`);
    expect((await alice.open('/portal/exports')).status).toBe(404);
    expect((await alice.open('/portal/jobs.csv')).status).toBe(404);
    await portico.sql('update customer_permissions set allowed = true');
  });

  it('do not outlive the rights they were written under: without prices today, no file with prices of yesterday', async () => {
    const [own] = await portico.sql<{ id: string }>('select id from exports');
    await portico.sql(`update customer_permissions set allowed = false where permission = 'money'`);
    await alice.open(`/portal/exports/${own?.id}/file`);
    expect([alice.seen.status, alice.seen.text]).toEqual([
      410,
      expect.stringContaining('Download the list again'),
    ]);
    await portico.sql('update customer_permissions set allowed = true');
    expect((await alice.open(`/portal/exports/${own?.id}/file`)).status).toBe(200);
  });

  it('do not outlive a report that is no longer shared, or a flag that is hidden again', async () => {
    const [own] = await portico.sql<{ access: string; login: string; customer: string }>(
      `select u.id as access, u.login_id as login, u.customer_id as customer from portal_users u
       join logins l on l.id = u.login_id where l.email = 'alice@acme.test'`,
    );
    const rights = portico.app.get(ExportRights, { strict: false });
    const print = async (key: string) => {
      const section = SECTIONS.find((one) => one.key === key) as (typeof SECTIONS)[number];
      const reader = await rights.reader(own?.access as string, own?.login as string, section);
      return rights.print(reader as NonNullable<typeof reader>, section);
    };
    await portico.sql(
      `with report as (insert into incidents (id, reference, customer_id, submitted_at, title, changed_in)
         values (gen_random_uuid(), 'IR-1', $1, now(), 'A door', 0) returning id)
       insert into incident_shares (incident_id, customer_id, portal_user_id, how) select id, $1, $2, 'hand' from report`,
      [own?.customer, own?.access],
    );
    const [shared, flagged] = [await print('incidents'), await print('orders')];
    await portico.sql('delete from incident_shares');
    expect(await print('incidents')).not.toBe(shared);
    expect(await print('orders')).toBe(flagged);
    await portico.sql(`update flags set customer_flag = true where key = 'urgent'`);
    expect(await print('orders')).not.toBe(flagged);
  });

  it('that wait are not written when the permission has been taken away meanwhile', async () => {
    // Taken away before it waits again: a sweeper of the running application may be first to take it up.
    await portico.sql(`update customer_permissions set allowed = false where permission = 'jobs'`);
    const [own] = await portico.sql<{ id: string }>(
      `update exports set state = 'queued', file_name = null returning id`,
    );
    await write(own?.id as string);
    await until('the export to be withdrawn', async () =>
      (await states())[0]?.state === 'withdrawn' ? true : undefined,
    );
    await portico.sql('update customer_permissions set allowed = true');
    expect((await alice.open('/portal/exports')).text).toContain('This list is no longer open to you.');
  });

  it('of a worker that died are taken up again, once', async () => {
    await portico.sql(`update exports set state = 'running', lease_until = now() + interval '1 minute'`);
    const [own] = await portico.sql<{ id: string }>('select id from exports');
    await write(own?.id as string);
    expect((await states())[0]?.state).toBe('running');
    await portico.sql(`update exports set lease_until = now() - interval '1 second'`);
    await Promise.all([write(own?.id as string), write(own?.id as string)]);
    await until('the export', async () => ((await states())[0]?.state === 'done' ? true : undefined));
  });

  it('that have run out say so', async () => {
    const [own] = await portico.sql<{ id: string }>(`update exports set state = 'expired' returning id`);
    expect((await alice.open(`/portal/exports/${own?.id}/file`)).status).toBe(410);
  });
});
