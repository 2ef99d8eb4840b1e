import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportsBack } from '../../src/imports/taking-back/imports-back.service.js';
import { ImportBackSteps } from '../../src/imports/taking-back/imports-back.steps.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Importing } from '../support/importing.js';
import { Scene } from '../support/scene.js';

type Body = Readonly<Record<string, unknown>>;

describe('an import that was wrong', () => {
  let portico: TestPortico;
  let scene: Scene;
  let office: Importing;

  beforeAll(async () => {
    portico = await startPortico();
    portico.app.get(ImportBackSteps).recordsAtATime = 2;
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard', kind: 'static' });
    office = await Importing.at(portico);
  });
  afterAll(() => portico.close());
  afterEach(() => portico.sql('drop trigger if exists a_fault on jobs'));

  /** Imports a file by a map; answers the page of the import. */
  const imported = async (section: string, rows: readonly string[], map: object): Promise<string> => {
    await office.send(section, rows.join('\n'), `${section}.csv`, JSON.stringify(map));
    await office.settled();
    await office.run();
    return office.seen.path;
  };
  const ask = async (page: string) => {
    await office.person.open(page);
    const way = office.seen.$('a[href$="/undo"]').attr('href') ?? '';
    return office.person.open(way);
  };
  /** Answers the page that says what happened. */
  const takenBack = async (page: string) => {
    await ask(page);
    await office.person.submit(office.seen.$('form.confirm').attr('action') as string);
    return office.settled();
  };
  /** What stayed is tried anew from the page that says so. */
  const takenBackAgain = async (page: string) => {
    await office.person.open(`${page}/undo`);
    await office.person.submit(`${page}/undo`);
    return office.settled(page);
  };
  const of = async (collection: string, reference: string): Promise<Body> =>
    (await scene.api('GET', `${collection}/${reference}`)).body;
  const isThere = async (collection: string, reference: string) =>
    (await scene.api('GET', `${collection}/${reference}`)).status === 200;
  const stamped = ({ version, updatedAt }: Body) => ({ version, updatedAt });

  const JOBS = { unknownCustomers: 'create', unknownSites: 'create', dateFormat: 'yyyy-mm-dd' };
  const JOB_FIELDS = {
    reference: '{Job}',
    customer: '{Customer}',
    site: '{Site}',
    date: '{Day}',
    status: 'completed',
    'wasteItems[].ewcCodes': '200301',
    'wasteItems[].weight': '{Kilos} kg',
  };
  const jobs = (...rows: readonly string[]) =>
    imported('jobs', ['Job,Customer,Site,Day,Kilos', ...rows], { ...JOBS, fields: JOB_FIELDS });

  it('is taken back as a whole: what it made is deleted, what it changed is what it was', async () => {
    await scene.put('jobs/OLD', {
      customer: 'ACME',
      site: 'YARD',
      date: '2026-01-05',
      status: 'scheduled',
      wasteItems: [{ ewcCodes: ['150101'], weightGrams: 7000 }],
    });
    const before = await of('jobs', 'OLD');
    const page = await jobs(
      'OLD,ACME,YARD,2026-03-01,9',
      'N-1,ACME,YARD,2026-03-01,1',
      'N-2,FRESH,F-SITE,2026-03-02,2',
      'N-3,FRESH,F-SITE,2026-03-03,3',
    );
    expect(office.seen.text).toMatch(/can be taken back as a whole until .+ \d{4}: for 30 days/);
    const question = await ask(page);
    expect(question.$('h1').text()).toContain('Take this back?');
    // Three jobs, a customer and a site.
    expect(question.text).toContain('5 records are deleted');
    expect(question.text).toContain('1 record becomes what it was.');
    expect(await isThere('jobs', 'N-2')).toBe(true);

    const told = await takenBack(page);
    expect(told.text).toContain('5 records are deleted, customers and sites included.');
    expect(told.text).toContain('1 record is what it was before.');
    const after = await of('jobs', 'OLD');
    expect(after).toEqual({ ...before, ...stamped(after) });
    for (const [collection, reference] of [
      ['jobs', 'N-1'],
      ['jobs', 'N-3'],
      ['sites', 'F-SITE'],
      ['customers', 'FRESH'],
    ] as const)
      expect([reference, await isThere(collection, reference)]).toEqual([reference, false]);
    expect((await office.person.open('/admin/jobs/deleted')).text).toContain('N-2');

    await office.person.open(page);
    expect(office.seen.text).toContain('This import was taken back.');
    expect(office.seen.$('a[href$="/undo"]')).toHaveLength(0);
    expect((await office.person.open('/admin/imports')).text).toContain('Taken back');
    const [line] = await portico.sql<{ after: Body }>(
      `select after from audit_lines where action = 'import.taken-back'`,
    );
    expect(line?.after).toMatchObject({ deleted: 5, restored: 1, stayed: 0, state: 'undone' });
  });

  it('leaves what somebody changed since, and what came to stand on something, and names them', async () => {
    const page = await jobs('C-1,LATE,L-SITE,2026-03-01,1', 'C-2,LATE,L-SITE,2026-03-01,2');
    await scene.api('PATCH', 'jobs/C-2', { crew: 'Bob' });
    expect((await ask(page)).text).toContain('1 was changed since, and stays.');
    expect(office.seen.text).toContain('2 stay: other records belong to them.');
    const told = await takenBack(page);
    expect(told.text).toContain('1 record is deleted');
    // Nothing else could be taken back now.
    expect(told.$('a[href$="/undo"]')).toHaveLength(0);
    expect(told.text).toContain('1 was changed since, and stays.');
    expect(told.text).toContain('1 stays: other records belong to it.');
    expect(
      told
        .$('.left-alone a')
        .toArray()
        .map((one) => told.$(one).text()),
    ).toEqual(['C-2', 'L-SITE', 'LATE']);
    expect([
      await isThere('jobs', 'C-1'),
      await isThere('jobs', 'C-2'),
      await isThere('sites', 'L-SITE'),
    ]).toEqual([false, true, true]);
  });

  it('says why nothing of it can be taken back, in place of offering that', async () => {
    const page = await jobs('E-1,ACME,YARD,2026-03-01,1');
    const way = office.seen.$('a[href$="/undo"]').attr('href') as string;
    await scene.api('PATCH', 'jobs/E-1', { crew: 'Bob' });
    await office.person.open(page);
    expect(office.seen.text).not.toContain('can be taken back as a whole');
    expect(office.seen.$('a[href$="/undo"]')).toHaveLength(0);
    expect(office.seen.text).toContain('Nothing of this import can be taken back now.');
    expect(office.seen.text).toContain('1 was changed since, and stays.');
    // From a page that is older.
    await office.person.open(way);
    expect(office.seen.text).toContain('Nothing of this import can be taken back now.');
    expect(office.seen.text).toContain('1 was changed since, and stays.');
  });

  const INVOICES = {
    dateFormat: 'yyyy-mm-dd',
    fields: {
      reference: '{No}',
      customer: 'ACME',
      date: '2026-03-01',
      dueDate: '2026-04-01',
      status: 'sent',
      net: '{Net}',
      tax: '0',
      gross: '{Net}',
      paid: '0',
    },
  };
  const PAYMENTS = {
    dateFormat: 'yyyy-mm-dd',
    fields: {
      reference: '{No}',
      customer: 'ACME',
      date: '2026-03-10',
      amount: '{Paid}',
      'allocations[].invoice': '{Invoice}',
      'allocations[].amount': '{Paid}',
    },
  };

  it('keeps an invoice that was paid since, until the payment is gone', async () => {
    const page = await imported('invoices', ['No,Net', 'I-1,100.00', 'I-2,50.00'], INVOICES);
    await scene.put('payments/P-1', {
      customer: 'ACME',
      date: '2026-03-10',
      amount: { amount: 4000, currency: 'GBP' },
      allocations: [{ invoice: 'I-1', amount: { amount: 4000, currency: 'GBP' } }],
    });
    expect((await takenBack(page)).text).toContain('1 stays: payments are set against it.');
    expect([await isThere('invoices', 'I-1'), await isThere('invoices', 'I-2')]).toEqual([true, false]);
    await scene.api('DELETE', 'payments/P-1');
    expect((await takenBackAgain(office.seen.path)).text).toContain('2 records are deleted');
    expect(await isThere('invoices', 'I-1')).toBe(false);
  });

  it('marks an invoice as paid again, though a payment came since', async () => {
    const amount = { amount: 10_000, currency: 'GBP' };
    const billed = {
      net: amount,
      tax: { ...amount, amount: 0 },
      gross: amount,
      status: 'paid',
      paid: amount,
    };
    const days = { date: '2026-03-01', dueDate: '2026-04-01' };
    await scene.put('invoices/T-1', { customer: 'ACME', ...days, ...billed });
    const page = await imported('invoices', ['No,Net', 'T-1,100.00'], INVOICES);
    expect(await of('invoices', 'T-1')).toMatchObject({ status: 'sent', paid: { amount: 0 } });
    await scene.put('payments/T-P', {
      customer: 'ACME',
      date: '2026-03-10',
      amount,
      allocations: [{ invoice: 'T-1', amount }],
    });
    expect((await takenBack(page)).text).toContain('1 record is what it was before.');
    await scene.api('DELETE', 'payments/T-P');
    expect(await of('invoices', 'T-1')).toMatchObject({ status: 'paid', paid: amount });
  });

  it('looks again at what waited when its worker died before that', async () => {
    await imported('invoices', ['No,Net', 'W-1,100.00', 'W-2,5.00'], INVOICES);
    const [last] = await portico.sql<{ id: string }>('select id from imports order by id desc limit 1');
    const payload = { importId: last?.id };
    const work = { id: '', kind: 'import', payload, total: 2, askedBy: null, attempt: 1, undoing: true };
    const undo = (done: number) =>
      portico.app.get(ImportBackSteps).undo({ ...work, done }, () => Promise.resolve());
    await scene.put('payments/W-P', {
      customer: 'ACME',
      date: '2026-03-10',
      amount: { amount: 4000, currency: 'GBP' },
      allocations: [{ invoice: 'W-1', amount: { amount: 4000, currency: 'GBP' } }],
    });
    expect(await undo(0)).toBe(2);
    expect([await isThere('invoices', 'W-1'), await isThere('invoices', 'W-2')]).toEqual([true, false]);
    await scene.api('DELETE', 'payments/W-P');
    expect(await undo(2)).toBe(2);
    expect(await isThere('invoices', 'W-1')).toBe(false);
  });

  it('goes before the one that came before it', async () => {
    const first = await imported('invoices', ['No,Net', 'K-1,100.00'], INVOICES);
    const second = await imported('invoices', ['No,Net', 'K-1,120.00'], INVOICES);
    const third = await imported('payments', ['No,Invoice,Paid', 'Q-1,K-1,120.00'], PAYMENTS);
    expect((await of('invoices', 'K-1'))['status']).toBe('paid');
    // It cannot be less than is paid.
    expect((await takenBack(second)).text).toContain('1 cannot become what it was.');
    const refused = office.seen.path;
    await takenBack(third);
    expect(await of('invoices', 'K-1')).toMatchObject({ status: 'sent', gross: { amount: 12_000 } });
    await takenBackAgain(refused);
    expect(await of('invoices', 'K-1')).toMatchObject({ gross: { amount: 10_000 } });
    await takenBack(first);
    expect(await isThere('invoices', 'K-1')).toBe(false);
  });

  it('gives a timesheet the decision back that the import cleared', async () => {
    const sheet = { customer: 'ACME', person: 'Bob', date: '2026-03-02', minutes: 480, status: 'waiting' };
    await scene.put('timesheets/TS-1', sheet);
    await portico.sql(
      `update timesheets set decision = 'approved', decided_at = now() where reference = 'TS-1'`,
    );
    const before = await of('timesheets', 'TS-1');
    const page = await imported('timesheets', ['No,Hours', 'TS-1,7:30'], {
      fields: {
        reference: '{No}',
        customer: 'ACME',
        person: 'Bob',
        date: '2026-03-02',
        minutes: { column: 'Hours', unit: 'hours' },
        status: 'waiting',
      },
    });
    expect((await of('timesheets', 'TS-1'))['state']).not.toBe(before['state']);
    await takenBack(page);
    const after = await of('timesheets', 'TS-1');
    expect(after).toEqual({ ...before, ...stamped(after) });
  });

  it('is taken back once, also when it broke off halfway, or is asked for twice', async () => {
    const page = await jobs(...Array.from({ length: 7 }, (_, n) => `H-${n},ACME,YARD,2026-03-01,1`));
    await portico.sql(`create or replace function fails() returns trigger language plpgsql as $$ begin
      if new.reference = 'H-5' then raise exception 'no'; end if; return new; end $$`);
    await portico.sql('create trigger a_fault before update on jobs for each row execute function fails()');
    await ask(page);
    const action = office.seen.$('form.confirm').attr('action') as string;
    const form = new URLSearchParams(
      office.seen
        .$('form.confirm')
        .serializeArray()
        .map(({ name, value }): [string, string] => [name, value]),
    );
    await office.person.submit(action);
    const [, id] = /operations\/([^/]+)\/undo/.exec(action) ?? [];
    const gone = async () =>
      Number(
        (
          await portico.sql<{ n: string }>(
            `select count(*) as n from jobs where reference like 'H-%' and deleted_at is not null`,
          )
        )[0]?.n,
      );
    // What came before the fault is done, and stays so.
    expect(await gone()).toBeLessThan(7);
    await portico.sql('drop trigger a_fault on jobs');
    await portico.sql(`update operations set lease_until = now() where id = $1`, [id]);
    const twice = await office.person.request('POST', action, form);
    expect(twice.status).toBe(200);
    const told = await office.settled(action.replace(/\/undo$/, ''));
    expect(told.text).toContain('7 records are deleted');
    expect(await gone()).toBe(7);
  });

  it('takes nothing back that is older than what is remembered, nor of a file that changed nothing', async () => {
    const page = await jobs('R-1,ACME,YARD,2026-03-01,1');
    await portico.sql(`update imports set kept_until = now() - interval '2 days'`);
    await portico.app.get(ImportsBack).forgetOld();
    expect(await portico.sql('select from import_records')).toEqual([]);
    await office.person.open(page);
    expect(office.seen.text).not.toContain('can be taken back');
    expect(office.seen.$('a[href$="/undo"]')).toHaveLength(0);
  });

  it('is for those who may import', async () => {
    const page = await jobs('V-1,ACME,YARD,2026-03-01,1');
    await office.person.open(page);
    const way = office.seen.$('a[href$="/undo"]').attr('href') as string;
    const viewer = await scene.staff('viewer');
    expect((await viewer.open(way)).status).toBe(403);
  });

  it('leaves with a customer what came to stand there since it was moved to them', async () => {
    await scene.customer('BETA', 'Beta Ltd');
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    await scene.put('sites/MOVED', { customer: 'ACME', name: 'Moved yard', kind: 'static' });
    await scene.put('jobs/MOVED-1', { customer: 'ACME', date: '2026-03-01', status: 'completed' });
    const sites = await imported('sites', ['No,Customer', 'MOVED,BETA'], {
      fields: { reference: '{No}', customer: '{Customer}', name: 'Moved yard', kind: 'static' },
    });
    const moved = await imported('jobs', ['No,Customer', 'MOVED-1,BETA'], {
      fields: { reference: '{No}', customer: '{Customer}', date: '2026-03-01', status: 'completed' },
    });
    await scene.put('jobs/BETAS', {
      customer: 'BETA',
      site: 'MOVED',
      date: '2026-03-02',
      status: 'completed',
    });
    const note = { customer: 'BETA', type: 'waste-transfer-note', date: '2026-03-02' };
    await scene.put('documents/BETAS', { ...note, name: 'Note of Beta', job: 'MOVED-1' });
    for (const page of [sites, moved]) {
      await ask(page);
      const action = office.seen.$('form.confirm').attr('action');
      if (!action) continue;
      await office.person.submit(action);
      await office.settled();
    }
    for (const [collection, reference] of [
      ['sites', 'MOVED'],
      ['jobs', 'MOVED-1'],
      ['jobs', 'BETAS'],
      ['documents', 'BETAS'],
    ] as const)
      expect([reference, (await of(collection, reference))['customer']]).toEqual([reference, 'BETA']);
    for (const path of ['jobs', 'documents', 'sites'])
      expect((await alice.open(`/portal/${path}`)).text).not.toMatch(/BETAS|Note of Beta|Moved yard/);
  });

  it('leaves it also where a later import of that was taken back before', async () => {
    await scene.put('sites/TWICE', { customer: 'ACME', name: 'Twice', kind: 'static' });
    const fields = { reference: '{No}', customer: '{Customer}', name: '{Name}', kind: 'static' };
    const first = await imported('sites', ['No,Customer,Name', 'TWICE,BETA,Twice'], { fields });
    await scene.put('jobs/BETAS-2', {
      customer: 'BETA',
      site: 'TWICE',
      date: '2026-03-02',
      status: 'completed',
    });
    const later = await imported('sites', ['No,Customer,Name', 'TWICE,BETA,Renamed'], { fields });
    await takenBack(later);
    expect((await of('sites', 'TWICE'))['name']).toBe('Twice');
    await ask(first);
    const action = office.seen.$('form.confirm').attr('action');
    if (action) await office.person.submit(action);
    if (action) await office.settled();
    expect((await of('jobs', 'BETAS-2'))['customer']).toBe('BETA');
    expect((await of('sites', 'TWICE'))['customer']).toBe('BETA');
  });

  it('takes documents back, though their job has moved along since', async () => {
    await scene.put('sites/NORTH', { customer: 'ACME', name: 'North', kind: 'static' });
    await scene.put('jobs/CARRIED', {
      customer: 'ACME',
      site: 'YARD',
      date: '2026-03-01',
      status: 'completed',
    });
    const page = await imported('documents', ['No,Job', 'CARRIED-N,CARRIED'], {
      fields: {
        reference: '{No}',
        job: '{Job}',
        customer: 'ACME',
        name: 'Note',
        type: 'waste-transfer-note',
        date: '2026-03-01',
      },
    });
    await scene.api('PATCH', 'jobs/CARRIED', { site: 'NORTH' });
    expect((await of('documents', 'CARRIED-N'))['site']).toBe('NORTH');
    await takenBack(page);
    expect(await isThere('documents', 'CARRIED-N')).toBe(false);
  });
});
