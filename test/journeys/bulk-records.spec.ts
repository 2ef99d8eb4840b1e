import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationsJobs } from '../../src/operations/operations.jobs.js';
import { RecordChangeSteps } from '../../src/sections/bulk/record-changes.steps.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { staff } from '../support/office.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('many records at once', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    // All that is asked is done before the answer, in several steps.
    portico.app.get(OperationsJobs).atOnce = 10_000;
    portico.app.get(RecordChangeSteps).recordsAtATime = 20;
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    for (let n = 1; n <= 60; n++)
      await scene.put(`jobs/J-${String(n).padStart(2, '0')}`, {
        customer: 'ACME',
        date: '2026-03-04',
        status: n <= 55 ? 'scheduled' : 'completed',
        wasteItems: n === 1 ? [{ ewcCodes: ['200301'], weightGrams: 1000 }] : [],
      });
    ruth = await scene.staff('office');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  const jobs = async (condition: string) =>
    Number(
      (await portico.sql<{ n: string }>(`select count(*) as n from jobs where ${condition}`))[0]?.n ?? 0,
    );
  const boxes = () =>
    ruth.seen
      .$('input[form=selection]')
      .toArray()
      .map((box) => ruth.seen.$(box).attr('value') as string);
  const ask = (query: Record<string, string | readonly string[]>) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      for (const one of [value].flat()) search.append(name, one);
    return ruth.open(`/admin/jobs/selection?${search}`);
  };
  const lines = (action: string) =>
    portico.sql<{ after: Record<string, unknown> }>('select after from audit_lines where action = $1', [
      action,
    ]);

  it('are ticked in the list, and asked about by name before anything happens', async () => {
    await ruth.open('/admin/jobs?status=scheduled&sort=reference');
    expect(boxes()).toHaveLength(50);
    expect(ruth.seen.$('#selection').text()).toContain('All 55 that match');
    await ask({ ids: boxes().slice(0, 3), list: 'status=scheduled&sort=reference', deed: 'deletion' });
    expect(ruth.seen.$('h1').text()).toContain('Delete 3 records');
    expect(ruth.seen.text).toContain('J-01, J-02, J-03');
    expect(await jobs('deleted_at is not null')).toBe(0);
  });

  it('need something ticked, a status, and a thing that can be done', async () => {
    await ask({ deed: 'deletion', list: '' });
    expect(ruth.seen.text).toContain('Tick the rows that you mean first.');
    await ruth.open('/admin/jobs?status=completed');
    const [one = ''] = boxes();
    await ask({ ids: one, deed: 'status', list: '' });
    expect(ruth.seen.text).toContain('Choose the new status first.');
    expect((await ask({ ids: one, deed: 'status', status: 'eaten' })).status).toBe(400);
    expect((await ask({ all: 'on', list: 'colour=red', deed: 'deletion' })).status).toBe(400);
  });

  it('say that nothing would change where all have the status already, and which of them stay', async () => {
    await ruth.open('/admin/jobs?status=completed');
    await ask({ ids: boxes(), deed: 'status', status: 'completed', list: 'status=completed' });
    expect(ruth.seen.path).toBe('/admin/jobs');
    expect(ruth.seen.text).toContain('Nothing would change: these have that status already');
    await ruth.open('/admin/jobs');
    await ask({ ids: boxes(), deed: 'status', status: 'completed', list: '' });
    expect(ruth.seen.$('h1').text()).toContain('Change 45 records');
    expect(ruth.seen.text).toContain('J-60 stays as it is: it has this status already.');
    // Of all that match it is said, too, before anything happens.
    await ask({ all: 'on', deed: 'status', status: 'completed', list: '' });
    expect(ruth.seen.$('h1').text()).toMatch(/Change \d+ records/);
    expect(ruth.seen.$('form.confirm li:contains("stays as it is")')).toHaveLength(5);
    // Of one alone the list says it, and of ten, each with its reason, the question.
    await scene.put('jobs/J-FAR', { customer: 'ACME', date: '2199-01-01', status: 'scheduled' });
    const { id: far = '' } = (await scene.api('GET', 'jobs/J-FAR')).body as { id?: string };
    await ask({ ids: far, deed: 'status', status: 'completed', list: '' });
    expect(ruth.seen.text).toContain('Nothing would change. J-FAR stays as it is: its day is still to come.');
    await scene.api('DELETE', 'jobs/J-FAR');
    await ask({ ids: far, deed: 'deletion', list: '' });
    expect(ruth.seen.text).toContain('Nothing would change. J-FAR stays as it is: it is deleted already.');
  });

  it('are deleted in steps with one line in the audit log, and come back exactly', async () => {
    const before = (await scene.api('GET', 'jobs/J-01')).body;
    await ask({ all: 'on', list: 'status=scheduled', deed: 'deletion' });
    expect(ruth.seen.$('h1').text()).toContain('Delete 55 records');
    expect(ruth.seen.text).toContain('and 45 more');
    const question = ruth.seen.$('form.confirm').serializeArray();
    await ruth.submit('/admin/jobs/selection');
    expect(ruth.seen.path).toMatch(/^\/admin\/operations\//);
    expect(ruth.seen.text).toContain('55 records are deleted.');
    const page = ruth.seen.path;
    expect((await alice.open('/portal/jobs')).text).toContain('5 jobs');
    expect((await lines('records.removed')).map(({ after }) => after['changed'])).toEqual([55]);

    const again = new URLSearchParams();
    for (const { name, value } of question) again.append(name, value);
    await ruth.request('POST', '/admin/jobs/selection', again);
    expect(ruth.seen.path).toBe(page);

    await scene.put('jobs/J-02', { customer: 'ACME', date: '2026-04-01', status: 'completed' });
    // Found again by whoever has not kept the address.
    const log = await (await scene.staff('administrator')).open('/admin/audit?action=records.removed');
    expect(log.$(`a[href="${page}"]`).text()).toContain('Delete 55 records');
    // And by the office, who may not read the log: the list leads to all changes for many.
    await ruth.open('/admin/jobs?status=scheduled');
    await ruth.open(ruth.seen.$('.list-changes a').attr('href') as string);
    const [change] = ruth.seen.$('tbody tr').toArray();
    expect(ruth.seen.$(change).text()).toMatch(/Delete 55 records in Jobs\s*Done\s*Office/);
    await ruth.open(ruth.seen.$(change).find('a').attr('href') as string);
    expect(ruth.seen.path).toBe(page);
    await ruth.open(ruth.seen.$('a[href$="/undo"]').attr('href') as string);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('54 records are back, as they were.');
    expect(ruth.seen.text).toContain('1 record stays as it is');
    const after = (await scene.api('GET', 'jobs/J-01')).body;
    expect(after).toEqual({ ...before, version: after['version'], updatedAt: after['updatedAt'] });
    expect((await scene.api('GET', 'jobs/J-02')).body['date']).toBe('2026-04-01');
    expect((await alice.open('/portal/jobs')).text).toContain('60 jobs');
    expect((await lines('records.taken-back')).map(({ after: said }) => said['restored'])).toEqual([54]);
  });

  it('are counted once where taking back failed half-way and is asked for again', async () => {
    await ask({ all: 'on', list: 'status=scheduled', deed: 'deletion' });
    const meant = Number(/Delete (\d+) records/.exec(ruth.seen.$('h1').text())?.[1]);
    await ruth.submit('/admin/jobs/selection');
    const page = ruth.seen.path;
    const id = page.split('/').at(-1);
    const [last] = await portico.sql<{ id: string }>(
      `select record_id as id from record_change_rows where operation_id = $1 order by record_id desc limit 1`,
      [id],
    );
    await portico.sql(`create function fails() returns trigger language plpgsql as $$ begin
      if new.id = '${last?.id}' then raise exception 'no'; end if; return new; end $$`);
    await portico.sql('create trigger a_fault before update on jobs for each row execute function fails()');
    const undo = async () => {
      await ruth.open(page);
      await ruth.open(`${page}/undo`);
      await ruth.submit(`${page}/undo`);
    };
    await undo();
    // Tried in vain as often as it may be.
    await portico.sql(`update operations set state = 'failed' where id = $1`, [id]);
    expect(await jobs('deleted_at is null')).toBeLessThan(60);
    await portico.sql('drop trigger a_fault on jobs');
    await portico.sql('drop function fails()');
    await undo();
    expect((await ruth.open(page)).text).toContain(`${meant} records are back, as they were.`);
    expect(ruth.seen.text).not.toContain('stays as it is');
    expect(await jobs('deleted_at is null')).toBe(60);
  });

  it('are asked about again when there are others than were shown', async () => {
    await ask({ all: 'on', list: 'status=completed', deed: 'status', status: 'cancelled' });
    expect(ruth.seen.$('h1').text()).toContain('Change 6 records to Cancelled');
    // As many as before, but not the same ones.
    await scene.api('PATCH', 'jobs/J-56', { status: 'scheduled' });
    await scene.api('PATCH', 'jobs/J-03', { status: 'completed' });
    await ruth.submit('/admin/jobs/selection', { note: 'Snow' });
    expect([ruth.seen.status, ruth.seen.$('h1').text()]).toEqual([
      409,
      expect.stringContaining('Change 6 records to Cancelled'),
    ]);
    await scene.api('PATCH', 'jobs/J-03', { status: 'scheduled' });
    await ruth.submit('/admin/jobs/selection', { note: 'Snow' });
    expect(ruth.seen.status).toBe(409);
    expect(ruth.seen.$('h1').text()).toContain('Change 5 records to Cancelled');
    expect(await jobs(`status = 'cancelled'`)).toBe(0);
    await ruth.submit('/admin/jobs/selection', { note: 'Snow' });
    expect(ruth.seen.text).toContain('5 records have the new status.');
    expect(await jobs(`status = 'cancelled'`)).toBe(5);
  });

  it('that are cancelled are so for a reason, which comes back with the status', async () => {
    await scene.api('PATCH', 'jobs/J-07', { status: 'scheduled', cancellationReason: 'Once before' });
    await ask({ all: 'on', list: 'q=J-07', deed: 'status', status: 'cancelled' });
    expect(ruth.seen.$('label[for=note]').text()).toBe('Why it was cancelled');
    for (const note of ['  ', 'x'.repeat(501)]) {
      await ruth.submit('/admin/jobs/selection', { note });
      expect([ruth.seen.status, ruth.seen.$('#note-error')]).toEqual([
        422,
        expect.objectContaining({ length: 1 }),
      ]);
    }
    expect(ruth.seen.$('#note').val()).toBe('x'.repeat(501));
    await ruth.submit('/admin/jobs/selection', { note: ' No access: snow ' });
    const cancelled = async () => {
      const { body } = await scene.api('GET', 'jobs/J-07');
      return [body['status'], body['cancellationReason']];
    };
    expect(await cancelled()).toEqual(['cancelled', 'No access: snow']);
    const [line] = await lines('records.status-changed');
    expect(line?.after['note']).toBe('No access: snow');
    // Whoever asks who cancelled this job finds it by its reference, and on its customer's page.
    const of = () =>
      portico.sql<{ before: object; after: object; customer: string }>(
        `select a.before, a.after, c.reference as customer from audit_lines a left join customers c on c.id = a.customer_id
         where a.action = 'record.changed' and a.subject_id = (select id from jobs where reference = 'J-07')
         order by a.at desc, a.id desc`,
      );
    expect((await of())[0]).toEqual({
      before: { status: 'scheduled', cancellation_reason: 'Once before' },
      after: { status: 'cancelled', cancellation_reason: 'No access: snow' },
      customer: 'ACME',
    });
    const office = await scene.staff();
    expect((await office.open('/admin/audit?q=J-07')).text).toContain('No access: snow');
    const page = ruth.seen.path;
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(await cancelled()).toEqual(['scheduled', 'Once before']);
    expect((await of())[0]).toMatchObject({
      before: { status: 'cancelled' },
      after: { status: 'scheduled', cancellation_reason: 'Once before' },
    });
    // A job that is planned again is not cancelled any more, nor is one that a change of old brings back without a reason.
    await scene.api('PATCH', 'jobs/J-07', { status: 'cancelled', cancellationReason: 'Snow' });
    await ask({ all: 'on', list: 'q=J-07', deed: 'status', status: 'in-progress' });
    await ruth.submit('/admin/jobs/selection');
    expect(await cancelled()).toEqual(['in-progress', '']);
    const second = ruth.seen.path;
    await portico.sql('update record_change_rows set note_before = null');
    await ruth.open(`${second}/undo`);
    await ruth.submit(`${second}/undo`);
    expect(await cancelled()).toEqual(['cancelled', '']);
    await scene.api('PATCH', 'jobs/J-07', { status: 'scheduled' });
    // Asked for again, it is there already.
    expect([(await ruth.open(`${page}/undo`)).status, ruth.seen.path]).toEqual([200, page]);
    await scene.api('PATCH', 'jobs/J-07', { cancellationReason: '' });
  });

  it('get their old status again, except where somebody gave them another since', async () => {
    await ruth.open('/admin/jobs?status=scheduled');
    const two = boxes().slice(0, 2);
    await ask({ ids: two, list: '', deed: 'status', status: 'in-progress' });
    await ruth.submit('/admin/jobs/selection');
    const page = ruth.seen.path;
    const [row] = await portico.sql<{ reference: string }>('select reference from jobs where id = $1', [
      two[0],
    ]);
    await scene.api('PATCH', `jobs/${row?.reference}`, { status: 'completed' });
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('1 record has its old status again.');
    expect(await jobs(`status = 'in-progress'`)).toBe(0);
    expect((await scene.api('GET', `jobs/${row?.reference}`)).body['status']).toBe('completed');
  });

  it('changed twice are taken back one change after the other', async () => {
    await ruth.open('/admin/jobs?status=scheduled&sort=reference');
    const two = boxes().slice(0, 2);
    const pages: string[] = [];
    for (const status of ['in-progress', 'completed']) {
      await ask({ ids: two, list: '', deed: 'status', status });
      await ruth.submit('/admin/jobs/selection');
      pages.unshift(ruth.seen.path);
    }
    const [first, second] = two;
    const statuses = async () =>
      (
        await portico.sql<{ status: string }>(
          'select status from jobs where id in ($1, $2) order by id = $1',
          [first, second],
        )
      ).map(({ status }) => status);
    const back: string[][] = [await statuses()];
    // The earlier one waits for its turn, and is not used up by whoever asks for it first.
    await ruth.open(`${pages[1]}/undo`);
    expect(ruth.seen.path).toBe(pages[1]);
    expect(ruth.seen.text).toContain('Nothing of it can be taken back now');
    expect(ruth.seen.$('a[href$="/undo"]')).toHaveLength(0);
    const asked = await scene.api('POST', `operations/${pages[1]?.split('/').at(-1)}/undo`);
    expect([asked.status, await statuses()]).toEqual([409, back[0]]);
    for (const page of pages) {
      await ruth.open(`${page}/undo`);
      await ruth.submit(`${page}/undo`);
      expect(ruth.seen.text).toContain('2 records have their old status again.');
      back.push(await statuses());
    }
    expect(back.map(([status]) => status)).toEqual(['completed', 'in-progress', 'scheduled']);
  });

  it('of which some were changed since say how many stay, and bring these back once the later change is', async () => {
    await ruth.open('/admin/jobs?status=scheduled&sort=reference');
    const three = boxes().slice(0, 3);
    const pages: string[] = [];
    for (const [status, ids] of [
      ['in-progress', three],
      ['completed', three.slice(0, 2)],
    ] as const) {
      await ask({ ids, list: '', deed: 'status', status });
      await ruth.submit('/admin/jobs/selection');
      pages.push(ruth.seen.path);
    }
    const [earlier, later] = pages as [string, string];
    await ruth.open(`${earlier}/undo`);
    expect(ruth.seen.text).toMatch(/Change 3 records to In progress in Jobs Take this back\?/);
    expect(ruth.seen.text).toContain('1 record gets its old status again.');
    expect(ruth.seen.text).toContain('2 others stay as they are: they were changed since');
    await ruth.submit(`${earlier}/undo`);
    expect(ruth.seen.text).toMatch(/1 record has its old status again.*2 records stay as they are/s);
    expect(ruth.seen.$('a[href$="/undo"]')).toHaveLength(0);
    await ruth.open(`${later}/undo`);
    await ruth.submit(`${later}/undo`);
    expect(ruth.seen.text).toContain('2 records have their old status again.');
    await ruth.open(`${earlier}/undo`);
    await ruth.submit(`${earlier}/undo`);
    expect(ruth.seen.text).toContain('3 records have their old status again.');
    const rows = await portico.sql('select status from jobs where id = any ($1)', [three]);
    expect(rows).toEqual(three.map(() => ({ status: 'scheduled' })));
  });

  it('that are deleted keep their reference: nobody adds another under it by hand', async () => {
    await scene.api('DELETE', 'jobs/J-60');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    await ruth.open(`/admin/jobs/new?customer=${acme?.id}`);
    await ruth.submit('/admin/jobs', { reference: 'J-60', date: '2026-03-05', status: 'scheduled' });
    expect([ruth.seen.status, ruth.seen.$('#reference-error').text()]).toEqual([
      422,
      expect.stringContaining('J-60 was deleted'),
    ]);
    await portico.sql(`update jobs set deleted_at = null where reference = 'J-60'`);
  });

  it('that wait for their customer are offered again once it is there', async () => {
    await scene.put('customers/GONE', { name: 'Gone Ltd' });
    await scene.put('jobs/Z-1', { customer: 'GONE', date: '2025-03-04', status: 'completed' });
    await ask({
      ids: (await scene.api('GET', 'jobs/Z-1')).body['id'] as string,
      deed: 'deletion',
      list: '',
    });
    await ruth.submit('/admin/jobs/selection');
    const page = ruth.seen.path;
    await scene.api('DELETE', 'customers/GONE');
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('1 record stays as it is');
    expect(ruth.seen.$('a[href$="/undo"]')).toHaveLength(0);
    await scene.put('customers/GONE', { name: 'Gone Ltd' });
    await ruth.open(page);
    await ruth.open(ruth.seen.$('a[href$="/undo"]').attr('href') as string);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('1 record is back, as it was.');
    expect((await scene.api('GET', 'jobs/Z-1')).status).toBe(200);
    await ruth.open(page);
    expect(ruth.seen.$('a[href$="/undo"]')).toHaveLength(0);
  });

  it('are downloaded alone', async () => {
    await ruth.open('/admin/jobs?sort=reference');
    const two = boxes().slice(0, 2);
    const { bytes } = await ruth.download(`/admin/jobs.csv?sort=reference&only=${two.join(',')}`);
    const references = bytes.toString('utf8').match(/J-\d\d/g);
    expect(references).toEqual(['J-01', 'J-02']);
    const redirected = await ruth.request(
      'GET',
      `/admin/jobs/selection?deed=csv&list=sort%3Dreference&ids=${two[0]}`,
      undefined,
      false,
    );
    expect(redirected.headers.get('location')).toBe(`/admin/jobs.csv?sort=reference&only=${two[0]}`);
    expect((await ruth.open('/admin/jobs?only=everything')).status).toBe(400);
  });

  it('of invoices take only what their kind can be', async () => {
    const amounts = { net: 100, tax: 0, gross: 100, paid: 0 };
    const money = Object.fromEntries(
      Object.entries(amounts).map(([name, amount]) => [name, { amount, currency: 'GBP' }]),
    );
    const { net, tax, gross } = money;
    await scene.put('invoices/I-1', { customer: 'ACME', date: '2026-03-04', status: 'sent', ...money });
    await scene.put('credit-notes/C-1', {
      customer: 'ACME',
      date: '2026-03-04',
      status: 'sent',
      net,
      tax,
      gross,
    });
    await ruth.open('/admin/invoices');
    const search = new URLSearchParams({ all: 'on', list: '', deed: 'status', status: 'paid' });
    await ruth.open(`/admin/invoices/selection?${search}`);
    expect(ruth.seen.$('h1').text()).toContain('Change 1 record to Paid');
    expect(ruth.seen.text).toContain('C-1 stays as it is: this cannot be done to records of its kind.');
    // All of it is paid then, and none of it once that is taken back.
    const stands = async () => {
      const { body } = await scene.api('GET', 'invoices/I-1');
      return [body['status'], body['paid'], body['open']];
    };
    const pounds = (amount: number) => ({ amount, currency: 'GBP' });
    await ruth.submit('/admin/invoices/selection');
    expect(await stands()).toEqual(['paid', pounds(100), pounds(0)]);
    const page = ruth.seen.path;
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(await stands()).toEqual(['sent', pounds(0), pounds(100)]);
    // Sent again, nothing of it is paid: it is owed, and may be overdue.
    await scene.api('PATCH', 'invoices/I-1', { status: 'paid', paid: pounds(100) });
    search.set('status', 'sent');
    await ruth.open(`/admin/invoices/selection?${search}`);
    await ruth.submit('/admin/invoices/selection');
    expect(await stands()).toEqual(['sent', pounds(0), pounds(100)]);
    search.set('status', 'part-paid');
    expect((await ruth.open(`/admin/invoices/selection?${search}`)).status).toBe(400);
    search.set('status', 'void');
    await ruth.open(`/admin/invoices/selection?${search}`);
    expect(ruth.seen.$('h1').text()).toContain('Change 2 records to Void');
  });

  it('of payments come back only where what they paid is still open', async () => {
    const payment = {
      customer: 'ACME',
      date: '2026-03-05',
      amount: { amount: 100, currency: 'GBP' },
      allocations: [{ invoice: 'I-1', amount: { amount: 100, currency: 'GBP' } }],
    };
    await scene.put('payments/P-1', payment);
    const search = new URLSearchParams({ all: 'on', list: '', deed: 'deletion' });
    await ruth.open(`/admin/payments/selection?${search}`);
    await ruth.submit('/admin/payments/selection');
    const page = ruth.seen.path;
    await scene.put('payments/P-2', payment);
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('No records are back');
    expect((await scene.api('GET', 'payments/P-1')).status).toBe(404);
  });

  it('are not offered to those who may only read', async () => {
    await portico.sql(`update role_groups set permissions = '{records.read}' where key = 'field'`);
    const vic = await staff(portico, 'vic@office.test', 'Vic Viewer', 'field' as 'office');
    await vic.open('/admin/jobs');
    expect(vic.seen.$('#selection, input[form=selection]')).toHaveLength(0);
    expect((await vic.open('/admin/jobs/selection?all=on&deed=deletion')).status).toBe(403);
    const [operation] = await portico.sql<{ id: string }>(
      'select operation_id as id from record_changes limit 1',
    );
    expect((await vic.open(`/admin/operations/${operation?.id}/undo`)).status).toBe(403);
    expect((await vic.open('/admin/operations')).status).toBe(403);
    expect((await vic.open('/admin/jobs')).$('.list-changes')).toHaveLength(0);
  });
});
