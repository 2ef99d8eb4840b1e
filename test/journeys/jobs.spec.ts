import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { DocumentFiles } from '../../src/sections/documents/document-files.service.js';
import { Readable } from 'node:stream';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

const OIL = {
  ewcCodes: ['130205', '200301'],
  weightGrams: 480_000,
  physicalForm: 'liquid',
  containerType: 'DRU',
  containerCount: 4,
  consignmentCode: 'ACMELT/AB12C',
  trackingId: '25ABC4D5',
  receivingSite: 'Fenway Oil Recovery',
  receivingPermit: 'EPR/AB1234CD',
  receivedAt: '2026-03-04T14:05:00.000Z',
};

describe('jobs', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [customer, site] of [
      ['ACME', 'A-1'],
      ['ACME', 'A-2'],
      ['STRANGER', 'S-1'],
    ] as const)
      await scene.put(`sites/${site}`, { customer, name: `Depot ${site}` });
    const job = { customer: 'ACME', site: 'A-1', service: 'Oil collection', date: '2026-03-04' };
    const done = { ...job, status: 'completed', crew: 'Ada, Ben', wasteItems: [OIL] };
    expect((await scene.put('jobs/J%2F1', done)).status).toBe(201);
    await scene.put('jobs/J2', { ...job, date: inDays(9), status: 'scheduled', timeWindow: '06:00-10:00' });
    await scene.put('jobs/J3', { ...job, date: inDays(2), status: 'scheduled' });
    await scene.put('jobs/J4', {
      ...job,
      date: inDays(3),
      status: 'cancelled',
      cancellationReason: 'Gate locked',
    });
    await scene.put('jobs/J5', { ...job, date: inDays(-3), status: 'scheduled' });
    await scene.put('jobs/S9', { ...job, customer: 'STRANGER', site: 'S-1', wasteItems: [OIL] });
    for (const [reference, type, name, bytes] of [
      ['P-1', 'photo', 'Drums before', PNG],
      ['P-2', 'photo', 'Sketch', PDF],
      ['N-1', 'waste-transfer-note', 'Scanned note', PNG],
    ] as const) {
      const document = { customer: 'ACME', site: 'A-1', job: 'J/1', type, name, date: '2026-03-04' };
      expect((await scene.put(`documents/${reference}`, document)).status).toBe(201);
      await portico.app.get(DocumentFiles).keep(SYSTEM, reference, { body: Readable.from([bytes]) });
    }
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
  });
  afterAll(() => portico.close());

  const idOf = async (table: string, reference: string) =>
    (await portico.sql<{ id: string }>(`select id from ${table} where reference = $1`, [reference]))[0]?.id ??
    '';

  it('tell how each waste item travelled, the same to both sides', async () => {
    const id = await idOf('jobs', 'J/1');
    const office = await scene.staff();
    for (const page of [await alice.open(`/portal/jobs/${id}`), await office.open(`/admin/jobs/${id}`)]) {
      expect(page.text).toContain('13 02 05*');
      expect(page.text).toContain('Hazardous');
      expect(page.text).toContain('4 drums');
      expect(page.text).toContain('Liquid');
      for (const told of ['ACMELT/AB12C', '25ABC4D5', 'Fenway Oil Recovery', 'EPR/AB1234CD', 'Ada, Ben'])
        expect(page.text).toContain(told);
      expect(page.text).toMatch(/4 Mar 2026, 14:05/);
    }
    const { body } = await scene.api('GET', 'jobs/J%2F1');
    expect((body['wasteItems'] as object[])[0]).toMatchObject(OIL);
  });

  it('are found by the code that their waste travelled under, and only one’s own', async () => {
    for (const code of ['25ABC4D5', 'ACMELT/AB12C']) {
      const list = await alice.open(`/portal/jobs?tracking=${encodeURIComponent(code)}`);
      expect(list.text).toContain('1 job');
      expect(list.text).toContain('J/1');
      expect(list.text).not.toContain('S9');
    }
    expect((await alice.open('/portal/jobs?tracking=25ABC')).text).toContain('Nothing matches');
  });

  it('are found by each code of their waste; a report leads to those whose main code it is', async () => {
    const found = async (query: string) => {
      const { $ } = await alice.open(`/portal/jobs?${query}`);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    // 13 02 05 is the main code, 20 03 01 another one.
    expect([await found('ewc=130205'), await found('ewc=20+03+01')]).toEqual([['J/1'], ['J/1']]);
    expect(await found('ewc=200301&fate=R9')).toEqual(await found('ewc=130205&fate=R9'));
    expect([await found('mainEwc=130205'), await found('mainEwc=200301')]).toEqual([['J/1'], []]);
    // What it weighs counts under the main code alone.
    expect(
      (await alice.open('/portal/jobs?ewc=200301')).$('td[data-label="Matching weight"]').text(),
    ).not.toMatch(/[1-9]/);
  });

  it('are narrowed by what they weigh, which follows every change', async () => {
    const found = async (query: string) => {
      const { $ } = await alice.open(`/portal/jobs?${query}`);
      return $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get();
    };
    const grams = OIL.weightGrams;
    const kilograms = String(grams / 1000);
    expect(await found(`weightFrom=${kilograms}&weightTo=${kilograms}`)).toEqual(['J/1']);
    expect([
      await found(`weightFrom=${(grams + 1) / 1000}`),
      await found(`weightTo=${(grams - 1) / 1000}`),
    ]).toEqual([[], []]);
    const items = [OIL, { ...OIL, weightGrams: 1 }];
    await scene.api('PATCH', 'jobs/J%2F1', { wasteItems: items });
    expect(await found(`weightFrom=${(grams + 1) / 1000}`)).toEqual(['J/1']);
    await scene.api('PATCH', 'jobs/J%2F1', { wasteItems: [] });
    expect(await found('weightFrom=0')).toEqual([]);
    await scene.api('PATCH', 'jobs/J%2F1', { wasteItems: [OIL], site: 'A-2' });
    await dan.open(`/portal/jobs?weightFrom=${kilograms}`);
    expect(dan.seen.text).toContain('J/1');
    await scene.api('PATCH', 'jobs/J%2F1', { site: 'A-1' });
    expect((await dan.open(`/portal/jobs?weightFrom=${kilograms}`)).text).not.toContain('J/1');
  });

  it('that are still to come stand behind a tab, the next one first', async () => {
    await alice.open('/portal/jobs');
    const tab = alice.seen.$('a:contains("Upcoming")').first().attr('href') as string;
    const { $, text } = await alice.open(tab);
    expect(
      $('tbody th')
        .map((_, cell) => $(cell).text().trim())
        .get(),
    ).toEqual(['J3', 'J2']);
    expect(text).toContain('2 jobs');
    expect($('[aria-current="page"]').text()).toContain('Upcoming');
    expect((await alice.open(`/portal/jobs/${await idOf('jobs', 'J4')}`)).text).toContain('Gate locked');
  });

  it('begin with what comes next, soonest first, and what was done stands behind a tab', async () => {
    const next = ({ $ }: Seen) =>
      $('.above a')
        .toArray()
        .map((one) =>
          $(one)
            .text()
            .replace(/^.*?: /, ''),
        );
    for (const [days, service] of [
      [20, 'Skip'],
      [4, 'Sweeping'],
    ] as const)
      await scene.put(`jobs/N-${days}`, {
        customer: 'ACME',
        date: inDays(days),
        status: 'scheduled',
        service,
      });
    const page = await alice.open('/portal/jobs');
    expect(next(page)).toEqual([
      'Oil collection, Depot A-1',
      'Sweeping',
      'Oil collection, Depot A-1',
      'See all 4 that are still to come',
    ]);
    const soonest = await alice.open(page.$('.above a').first().attr('href') as string);
    expect(soonest.text).toContain('Job J3');
    const all = await alice.open(page.$('.above a').last().attr('href') as string);
    expect([all.$('tbody th').first().text().trim(), next(all)]).toEqual(['J3', []]);
    // Of what somebody sees, and nobody else's; staff see their list as it was.
    expect(next(await dan.open('/portal/jobs'))).toEqual([]);
    expect(next(await (await scene.staff('office')).open('/admin/jobs'))).toEqual([]);
    const done = await alice.open(page.$('.tabs a:contains("Done")').attr('href') as string);
    expect([done.$('.tabs [aria-current]').text(), done.$('tbody th').text().trim()]).toEqual([
      'Done',
      'J/1',
    ]);
    expect(done.text).toContain('1 job');
    for (const reference of ['N-20', 'N-4']) await scene.api('DELETE', `jobs/${reference}`);
    // A phone shows the first alone, and leads to the others however few they are.
    expect(next(await alice.open('/portal/jobs')).at(-1)).toBe('See all 2 that are still to come');
  });

  it('with more photos or documents than a page shows say how many there are, and lead to all of them', async () => {
    await portico.sql(
      `insert into documents (id, reference, customer_id, site_id, job_id, type, name, date, file_id, changed_in)
       select gen_random_uuid(), kind || '-' || n, d.customer_id, d.site_id, d.job_id, kind, 'Many', d.date, d.file_id, 0
       from documents d, generate_series(1, 70) n, (values ('photo'), ('certificate')) as kinds (kind)
       where d.reference = 'P-1'`,
    );
    const id = await idOf('jobs', 'J/1');
    const { $ } = await alice.open(`/portal/jobs/${id}`);
    expect($('.photos img').length).toBe(60);
    const hrefOf = (words: string) => $(`a:contains("${words}")`).attr('href') as string;
    const [photos, all] = [hrefOf('All 71 photos of this job'), hrefOf('All documents of this job: 72')];
    expect((await alice.open(photos)).text).toContain('72 documents');
    expect(alice.seen.text).toContain('Job: J/1');
    expect((await alice.open(all)).text).toContain('143 documents');
    // Where jobs are closed nothing is filtered by them; where documents are, nothing leads there.
    await portico.sql(`update portal_users set withheld = '{jobs}'`);
    expect((await alice.open(all)).status).toBe(400);
    await portico.sql(`update portal_users set withheld = '{documents}'`);
    const closed = await alice.open(`/portal/jobs/${id}`);
    expect(closed.text).toContain('60 of 71 photos are shown.');
    expect(closed.$('a:contains("All 71")').length).toBe(0);
    await portico.sql(`update portal_users set withheld = '{}'`);
    await portico.sql(`delete from documents where name = 'Many'`);
  });

  it('show their photos to whoever sees the job, whatever they see of documents', async () => {
    const id = await idOf('jobs', 'J/1');
    const photo = `/portal/jobs/${id}/photos/${await idOf('documents', 'P-1')}`;
    await portico.sql(`update portal_users set withheld = '{documents}'`);
    const { $, text } = await alice.open(`/portal/jobs/${id}`);
    expect(
      $('.photos img')
        .map((_, image) => $(image).attr('src'))
        .get(),
    ).toEqual([photo]);
    expect(text).toContain('Drums before');
    expect(text).not.toContain('Scanned note');
    const file = await alice.download(photo);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
    // A scanned note is no photo, and neither is a PDF of the type photo.
    for (const reference of ['N-1', 'P-2'])
      expect(
        (await alice.open(`/portal/jobs/${id}/photos/${await idOf('documents', reference)}`)).status,
      ).toBe(404);
    expect(
      (await alice.open(`/portal/jobs/${await idOf('jobs', 'J2')}/photos/${await idOf('documents', 'P-1')}`))
        .status,
    ).toBe(404);
    // Another site, jobs closed, the mark Customer file taken away.
    expect((await dan.open(photo)).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{jobs}'`);
    expect((await alice.open(photo)).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{}'`);
    await portico.sql(`update file_types set customer_file = false where key = 'photo'`);
    expect((await alice.open(photo)).status).toBe(404);
    expect((await alice.open(`/portal/jobs/${id}`)).text).not.toContain('Drums before');
    await portico.sql(`update file_types set customer_file = true, shows_prices = true where key = 'photo'`);
    await portico.sql(`update portal_users set withheld = '{money}'`);
    expect((await alice.open(photo)).status).toBe(404);
    expect((await alice.open(`/portal/jobs/${id}`)).text).not.toContain('Drums before');
    await portico.sql(`update portal_users set withheld = '{}'`);
    await portico.sql(`update file_types set shows_prices = false where key = 'photo'`);
    const lines = await portico.sql(`select from audit_lines where action = 'document.file-opened'`);
    expect(lines).toHaveLength(1);
    expect((await alice.open(`/portal/jobs/${id}`)).text).toContain('Scanned note');
  });
});
