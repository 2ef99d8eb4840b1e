import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { DocumentFiles } from '../../src/sections/documents/document-files.service.js';
import { LicenceFiles } from '../../src/sections/licences/licence-files.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { partsOf } from '../support/workbook.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pdf = (text: string) => Readable.from([Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`)]);
const DAYS = 'from=2026-01-01&to=2026-03-31';

/** What duty of care asks for: gaps, each with the way to its records, and the pack. */
describe('duty of care', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let office: Person;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [customer, site] of [
      ['ACME', 'A-1'],
      ['ACME', 'A-2'],
      ['STRANGER', 'S-1'],
    ] as const)
      await put(`sites/${site}`, { customer, name: `Depot ${site}` });
    await job('J-OK', { date: '2026-02-10' });
    await job('J-NONE', { date: '2026-02-11' });
    await job('J-TICKET', { date: '2026-02-12', site: 'A-2' });
    await job('J-HAZ', { date: '2026-02-13' }, { ewcCodes: ['200121'] });
    await job('J-LATE', { date: '2026-03-05' }, { estimated: true, fates: [] });
    await job('J-PLANNED', { date: '2026-02-14', status: 'scheduled' });
    await job('J-OLD', { date: '2025-06-01' });
    await job('S-J', { customer: 'STRANGER', site: 'S-1', date: '2026-02-11' });
    await paper('WTN-OK', { job: 'J-OK', signed: true });
    await paper('WTN-HAZ', { job: 'J-HAZ', date: '2026-02-13', signed: true });
    await paper('WTN-LATE', { job: 'J-LATE', date: '2026-03-05' });
    await paper('RET-1', { type: 'consignee-return', date: '2026-03-31' });
    await paper('PERMIT-1', { type: 'licence', date: '2025-01-01', validTo: '2027-01-01' });
    await paper('MEMO', { type: 'other' });
    await paper('WTN-OLD', { date: '2025-06-01' });
    await paper('ST-1', {
      type: 'season-ticket',
      site: 'A-2',
      date: '2026-01-01',
      validTo: '2026-02-28',
      signed: true,
    });
    await paper('ST-SOON', { type: 'season-ticket', date: inDays(-20), validTo: inDays(20), signed: true });
    await paper('S-WTN', { customer: 'STRANGER', site: 'S-1' });
    const carrier = { holder: 'Carts & Co', kind: 'carrier-registration', number: 'CBDU123456' };
    await put('licences/L-1', { ...carrier, validFrom: '2025-01-01', validTo: '2026-02-28' });
    await portico.app.get(LicenceFiles).keep(SYSTEM, 'L-1', { body: pdf('carrier'), name: 'carrier.pdf' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
    office = await scene.staff();
  });
  afterAll(() => portico.close());

  async function put(path: string, body: object): Promise<void> {
    const answer = await scene.put(path, body);
    expect([path, answer.status < 300 ? 'kept' : answer.body]).toEqual([path, 'kept']);
  }
  const job = (reference: string, body: object, item: object = {}) =>
    put(`jobs/${reference}`, {
      customer: 'ACME',
      site: 'A-1',
      status: 'completed',
      wasteItems: [
        {
          ewcCodes: ['200301'],
          weightGrams: '1250500',
          fates: [{ code: 'R3', weightGrams: '1250500' }],
          ...item,
        },
      ],
      ...body,
    });
  async function paper(reference: string, body: object): Promise<void> {
    const usual = { customer: 'ACME', site: 'A-1', type: 'waste-transfer-note', date: '2026-02-10' };
    await put(`documents/${reference}`, { ...usual, name: `Paper ${reference}`, ...body });
    await portico.app
      .get(DocumentFiles)
      .keep(SYSTEM, reference, { body: pdf(reference), name: `${reference}.pdf` });
  }

  /** The gaps of the page that is open: what was found of each, and where it leads. */
  const gapsOf = ({ $ }: Seen): Record<string, { found: string; href: string | undefined }> =>
    Object.fromEntries(
      $('main table tbody tr')
        .toArray()
        .map((row) => [
          $(row).find('th').text().trim(),
          {
            found: $(row).find('td[data-label="Found"]').text().trim(),
            href: $(row).find('th a').attr('href'),
          },
        ]),
    );
  const found = (seen: Seen) =>
    Object.fromEntries(Object.entries(gapsOf(seen)).map(([name, gap]) => [name, gap.found]));
  const referencesAt = async (person: Person, href: string) => {
    const { $ } = await person.open(href);
    return $('main table tbody th')
      .toArray()
      .map((cell) => $(cell).text().trim());
  };
  const switched = async (permission: string, allowed: boolean, work: () => Promise<void>) => {
    const set = (to: boolean) =>
      portico.sql('update customer_permissions set allowed = $3 where customer_id = $1 and permission = $2', [
        acme,
        permission,
        to,
      ]);
    await set(allowed);
    await work().finally(() => set(!allowed));
  };

  it('lists what is missing of completed jobs with waste and of their notes', async () => {
    const page = await alice.open(`/portal/duty-of-care?${DAYS}`);
    expect(found(page)).toEqual({
      'No note': '2 jobs',
      'Notes not signed': '1 document',
      'Season tickets that end soon': '1 document',
      'Hazardous waste without a consignment note code': '1 job',
      'No carrier registration in force': '1 job',
      'No R or D code': '1 job',
      'Weight estimated': '1 job',
    });
    expect(page.text).toContain('5 completed movements of waste');
  });

  it('opens the records of each, and no others', async () => {
    const gaps = gapsOf(await alice.open(`/portal/duty-of-care?${DAYS}`));
    const behind: Record<string, string[]> = {};
    for (const [name, { href }] of Object.entries(gaps))
      behind[name] = await referencesAt(alice, href as string);
    expect(behind).toEqual({
      'No note': ['J-HAZ', 'J-NONE'],
      'Notes not signed': ['WTN-LATE'],
      'Season tickets that end soon': ['ST-SOON'],
      'Hazardous waste without a consignment note code': ['J-HAZ'],
      'No carrier registration in force': ['J-LATE'],
      'No R or D code': ['J-LATE'],
      'Weight estimated': ['J-LATE'],
    });
    expect(alice.seen.text).toContain('Weight estimated');
  });

  it('ends a gap when what was missing comes', async () => {
    await paper('CN-HAZ', { type: 'consignment-note', job: 'J-HAZ', date: '2026-02-13', signed: true });
    expect(found(await alice.open(`/portal/duty-of-care?${DAYS}`))['No note']).toBe('1 job');
    expect((await scene.api('DELETE', 'documents/CN-HAZ')).status).toBe(204);
    expect(found(await alice.open(`/portal/duty-of-care?${DAYS}`))['No note']).toBe('2 jobs');
  });

  it('goes on from a season ticket to the next, and says nothing of a carrier where none is kept', async () => {
    await paper('ST-NEXT', { type: 'season-ticket', date: inDays(21), validTo: inDays(300) });
    expect(found(await alice.open(`/portal/duty-of-care?${DAYS}`))['Season tickets that end soon']).toBe(
      'None',
    );
    expect((await scene.api('DELETE', 'documents/ST-NEXT')).status).toBe(204);
    await portico.sql('update licences set deleted_at = now()');
    const page = await alice.open(`/portal/duty-of-care?${DAYS}`);
    expect(found(page)['No carrier registration in force']).toBe('Not known');
    expect(page.text).toContain('No carrier registration is kept under Licences.');
    await portico.sql('update licences set deleted_at = null');
  });

  it('finds at one site what is for all of them: season tickets and registrations of the customer', async () => {
    await job('J-ALL', { date: '2024-02-12' });
    const always = { date: '2024-01-01', validTo: '2024-12-31', site: undefined };
    await paper('ST-ALL', { ...always, type: 'season-ticket', signed: true });
    const carrier = { holder: 'Carts & Co', kind: 'carrier-registration', number: 'CBDU654321' };
    await put('licences/L-ALL', {
      ...carrier,
      customer: 'ACME',
      validFrom: '2024-01-01',
      validTo: '2024-12-31',
    });
    const [site] = await portico.sql<{ id: string }>(`select id from sites where reference = 'A-1'`);
    const year = 'from=2024-01-01&to=2024-12-31';
    for (const place of ['', `&site=${site?.id}`]) {
      for (const gap of ['note=missing', 'carrier=lapsed'])
        expect((await alice.open(`/portal/jobs?${gap}&${year}${place}`)).text).not.toContain('J-ALL');
      const page = await alice.open(`/portal/duty-of-care?${year}${place}`);
      expect(found(page)).toMatchObject({ 'No note': 'None', 'No carrier registration in force': 'None' });
      expect(page.text).toContain('1 completed');
    }
    for (const one of ['jobs/J-ALL', 'documents/ST-ALL', 'licences/L-ALL'])
      expect((await scene.api('DELETE', one)).status).toBe(204);
  });

  it('never says that there is no note where notes are not shared, and says that they are not', async () => {
    const notes = (shared: boolean) =>
      portico.sql(
        `update file_types set customer_file = $1 where key in ('waste-transfer-note', 'season-ticket')`,
        [shared],
      );
    await notes(false);
    const page = await alice.open(`/portal/duty-of-care?${DAYS}`);
    expect(found(page)).toMatchObject({
      'No note': 'Not shared here',
      'Notes not signed': 'Not shared here',
      'Season tickets that end soon': 'Not shared here',
      'No R or D code': '1 job',
    });
    expect(gapsOf(page)['No note']?.href).toBeUndefined();
    expect(page.text).toContain('Not all notes are shared here, so this page cannot tell what has none.');
    expect(page.text).not.toContain('Waste that was moved without a transfer note');
    expect(found(await office.open(`/admin/duty-of-care?${DAYS}&customer=${acme}`))['No note']).toBe(
      '2 jobs',
    );
    await alice.submit('/portal/duty-of-care/packs');
    const href = await until('the pack', async () => {
      const { $ } = await alice.open('/portal/exports');
      return $('a[href$="/file"]').first().attr('href');
    });
    const movements = partsOf((await alice.download(href)).bytes).get('movements.csv') as string;
    expect(movements).toContain('Hazardous waste without a consignment note code');
    expect(movements).not.toContain('No note');
    // Nor does the list whose address somebody kept.
    expect((await alice.open('/portal/jobs?note=missing')).$('main tbody tr')).toHaveLength(0);
    expect((await office.open('/admin/jobs?note=missing')).$('main tbody tr').length).toBeGreaterThan(0);
    await notes(true);
    await portico.sql('delete from exports');
  });

  it('is narrowed to a site, and tells whoever sees some sites what they cannot see', async () => {
    const [site] = await portico.sql<{ id: string }>(`select id from sites where reference = 'A-2'`);
    await alice.open(`/portal/duty-of-care?${DAYS}&site=${site?.id}`);
    expect([found(alice.seen)['No note'], alice.seen.text.includes('1 completed movement of waste')]).toEqual(
      ['None', true],
    );
    await dan.open(`/portal/duty-of-care?${DAYS}`);
    expect(found(dan.seen)['No note']).toBe('None');
    expect(dan.seen.text).toContain('You see some sites only.');
    expect(dan.seen.text).toContain('1 completed movement of waste');
    await dan.open(`/portal/duty-of-care?${DAYS}&site=A-1`);
    expect(dan.seen.status).toBe(400);
    expect(dan.seen.text).toContain('No site here has this reference or name');
  });

  it('says what is the matter with days that make no sense, and keeps them', async () => {
    const page = await alice.open('/portal/duty-of-care?from=2026-03-31&to=2026-01-01');
    expect([page.status, page.$('input[name="from"]').attr('value')]).toEqual([422, '2026-03-31']);
    expect(page.text).toContain('These days lie the wrong way round');
    expect((await alice.open('/portal/duty-of-care?colour=red')).status).toBe(400);
  });

  it('counts no licence among those in force that was revoked', async () => {
    const held = async () => (await alice.open('/portal/licences?movements=2026-01-01..2026-03-31')).text;
    expect(await held()).toContain('CBDU123456');
    await portico.sql(`update licences set revoked = true where reference = 'L-1'`);
    const revoked = await held();
    await portico.sql(`update licences set revoked = false where reference = 'L-1'`);
    expect(revoked).not.toContain('CBDU123456');
  });

  it('is there only for whom the business shows it, and tells nobody what is closed to them', async () => {
    const open = async (path: string) => (await alice.open(path)).status;
    await switched('documents.duty-of-care', false, async () => {
      expect(await open(`/portal/duty-of-care?${DAYS}`)).toBe(404);
      expect((await alice.open('/portal')).$('a[href="/portal/duty-of-care"]')).toHaveLength(0);
      // What its links ask of lists is part of it.
      for (const asked of ['jobs?note=missing', 'jobs?gap=estimated', 'documents?gap=unsigned'])
        expect([asked, await open(`/portal/${asked}`)]).toEqual([asked, 400]);
    });
    await switched('documents', false, async () => {
      expect(await open('/portal/duty-of-care')).toBe(404);
      expect(await open('/portal/jobs?note=missing')).toBe(400);
    });
    await switched('licences', false, async () => {
      expect(Object.keys(gapsOf(await alice.open(`/portal/duty-of-care?${DAYS}`)))).not.toContain(
        'No carrier registration in force',
      );
      expect(alice.seen.text).not.toContain('licences and permits in force');
      expect(await open('/portal/jobs?carrier=lapsed')).toBe(400);
    });
    await switched('exports', false, async () => {
      const page = await alice.open(`/portal/duty-of-care?${DAYS}`);
      expect([page.status, page.text.includes('Prepare the pack')]).toEqual([200, false]);
    });
    expect((await alice.open(`/portal/duty-of-care?${DAYS}`)).text).toContain('Prepare the pack');
  });

  describe('makes a pack', () => {
    const pack = async (person: Person, room: 'portal' | 'admin', query: string) => {
      await person.open(`/${room}/duty-of-care?${query}`);
      await person.submit(`/${room}/duty-of-care/packs`);
      expect([person.seen.path, person.seen.text.includes('Your pack is being prepared')]).toEqual([
        `/${room}/exports`,
        true,
      ]);
      return until('the pack', async () => {
        const { $ } = await person.open(`/${room}/exports`);
        return $('a[href$="/file"]').first().attr('href');
      });
    };
    const entries = async (person: Person, href: string) => {
      const { status, headers, bytes } = await person.download(href);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
      expect(headers.get('content-disposition')).toContain('duty-of-care.zip');
      return partsOf(bytes);
    };
    const emptied = () => portico.sql('delete from exports');

    it('of all that is there, with an index and every movement', async () => {
      const href = await pack(alice, 'portal', DAYS);
      expect(alice.seen.text).toContain('Duty of care');
      const parts = await entries(alice, href);
      expect([...parts.keys()].sort()).toEqual([
        'index.csv',
        'licences/L-1 carrier.pdf',
        'licences/PERMIT-1.pdf',
        'movements.csv',
        'notes/ST-1.pdf',
        'notes/WTN-HAZ.pdf',
        'notes/WTN-LATE.pdf',
        'notes/WTN-OK.pdf',
        'returns/RET-1.pdf',
      ]);
      const index = (parts.get('index.csv') as string).split('\r\n');
      expect(index[0]).toBe(
        '\uFEFFFile,Reference,Name,Kind,Date,Valid to,Customer,Site,Signed,Version,Remark',
      );
      expect(index).toContain(
        'notes/WTN-LATE.pdf,WTN-LATE,Paper WTN-LATE,Waste transfer note,2026-03-05,,Acme Ltd,Depot A-1,No,1,',
      );
      const [head, ...movements] = (parts.get('movements.csv') as string).trimEnd().split(/\r?\n/);
      expect(head).toMatch(/^\uFEFFDate,Reference,Customer,Site,.*,What is missing$/);
      expect(movements.map((line) => line.split(',')[1])).toEqual([
        'J-OK',
        'J-NONE',
        'J-TICKET',
        'J-HAZ',
        'J-LATE',
      ]);
      expect(movements[0]).toContain('20 03 01,,no,1250.500,no,R3 1250.500 kg');
      expect(movements[0]).toMatch(/WTN-OK,(?:"")?$/);
      expect(movements[3]).toContain('No note; Hazardous waste without a consignment note code');
      expect([...parts.values()].join()).not.toContain('STRANGER');
      expect([...parts.values()].join()).not.toContain('S-WTN');
    });

    it('that is not handed out once something of it was taken away, or may not be seen any more', async () => {
      const [own] = await portico.sql<{ id: string }>('select id from exports');
      const file = async () => (await alice.open(`/portal/exports/${own?.id}/file`)).text;
      for (const table of ['jobs', 'documents', 'licences']) {
        await portico.sql(
          `update ${table} set deleted_at = now() where reference in ('J-NONE', 'RET-1', 'L-1') and deleted_at is null`,
        );
        expect([table, await file()]).toEqual([table, expect.stringContaining('was changed or taken away')]);
        await portico.sql(
          `update ${table} set deleted_at = null where reference in ('J-NONE', 'RET-1', 'L-1')`,
        );
      }
      await portico.app.get(LicenceFiles).keep(SYSTEM, 'L-1', { body: pdf('another'), name: 'carrier.pdf' });
      expect(await file()).toContain('was changed or taken away');
      await switched('licences', false, async () => {
        expect(await file()).toContain('What you may see has changed');
      });
      await switched('documents.duty-of-care', false, async () => {
        await file();
        expect(alice.seen.status).toBe(404);
      });
      await emptied();
    });

    it('of one site with the season tickets and licences that are for it', async () => {
      const parts = await entries(dan, await pack(dan, 'portal', DAYS));
      expect([...parts.keys()].sort()).toEqual([
        'index.csv',
        'licences/L-1 carrier.pdf',
        'movements.csv',
        'notes/ST-1.pdf',
      ]);
      await emptied();
    });

    it('of one site with the licence papers that are of none', async () => {
      await paper('PERMIT-ALL', { type: 'licence', date: '2025-01-01' });
      await portico.sql(`update documents set site_id = null where reference = 'PERMIT-ALL'`);
      const [site] = await portico.sql<{ id: string }>(`select id from sites where reference = 'A-2'`);
      const parts = await entries(alice, await pack(alice, 'portal', `${DAYS}&site=${site?.id}`));
      expect([...parts.keys()].sort()).toEqual([
        'index.csv',
        'licences/L-1 carrier.pdf',
        'licences/PERMIT-ALL.pdf',
        'movements.csv',
        'notes/ST-1.pdf',
      ]);
      // The chip of the list behind it names the site, to whoever sees that.
      const days = `movements=${encodeURIComponent(`2026-01-01..2026-03-31@${site?.id}`)}`;
      for (const section of ['documents', 'licences'])
        expect((await alice.open(`/portal/${section}?${days}`)).$('.chip').text()).toContain(
          'from 1 Jan 2026 to 31 Mar 2026, Depot A-2',
        );
      const [foreign] = await portico.sql<{ id: string }>(`select id from sites where reference = 'S-1'`);
      const other = days.replace(String(site?.id), String(foreign?.id));
      expect((await alice.open(`/portal/documents?${other}`)).$('.chip').text()).toContain(', one site');
      await scene.api('DELETE', 'documents/PERMIT-ALL');
      await emptied();
    });

    it('without licences where those are closed', async () => {
      await switched('licences', false, async () => {
        const parts = await entries(alice, await pack(alice, 'portal', DAYS));
        expect([...parts.keys()]).not.toContain('licences/L-1 carrier.pdf');
        const missing = (parts.get('movements.csv') as string)
          .split('\n')
          .find((line) => line.includes('J-LATE'));
        expect(missing).not.toContain('No carrier registration');
        expect(missing).toContain('No R or D code; Weight estimated');
      });
      await emptied();
    });

    it('for somebody of several customers of those alone whose files may be taken along, and says so', async () => {
      await put('consolidated-accounts/BOTH', { name: 'Both', customers: ['ACME', 'STRANGER'] });
      const both = await scene.portalUser('BOTH', 'both@both.test');
      await both.open(`/portal/duty-of-care?${DAYS}`);
      expect(both.seen.text).toContain('6 completed movements of waste');
      expect(both.seen.text).not.toContain('of the 2 customers');
      const switchOff = (permission: string, allowed: boolean) =>
        portico.sql(
          `update customer_permissions p set allowed = $2 from customers c
           where c.id = p.customer_id and c.reference = 'STRANGER' and p.permission = $1`,
          [permission, allowed],
        );
      await switchOff('exports', false);
      const parts = await entries(both, await pack(both, 'portal', DAYS));
      await both.open(`/portal/duty-of-care?${DAYS}`);
      expect(both.seen.text).toContain('It is of 1 of the 2 customers');
      expect(both.seen.$('main .links').text()).toContain('5 movements in a table');
      expect(both.seen.$('main .links a')).toHaveLength(0);
      expect(both.seen.text).toContain('6 completed movements of waste');
      expect([...parts.values()].join()).not.toMatch(/S-WTN|S-J/);
      await switchOff('exports', true);
      // Where one of them keeps its switch off, nothing of it is counted, and no list tells of its gaps.
      await switchOff('documents.duty-of-care', false);
      await both.open(`/portal/duty-of-care?${DAYS}`);
      expect(both.seen.text).toContain('5 completed movements of waste');
      const { href } = gapsOf(both.seen)['No note'] as { href: string };
      expect(await referencesAt(both, href)).toEqual(['J-HAZ', 'J-NONE']);
      await switchOff('documents.duty-of-care', true);
      await emptied();
    });

    it('for the office, of the customer that it chose', async () => {
      await office.open('/admin/duty-of-care');
      expect(office.seen.text).toContain('Choose a customer');
      const parts = await entries(office, await pack(office, 'admin', `customer=${acme}&${DAYS}`));
      expect(parts.has('notes/WTN-OK.pdf')).toBe(true);
      expect([...parts.values()].join()).not.toContain('S-WTN');
      await emptied();
    });

    it('and writes nothing where there is nothing, or where exports are closed', async () => {
      const page = await alice.open('/portal/duty-of-care?from=2019-01-01&to=2019-01-31');
      expect(page.text).toContain('There is nothing of these days to put into a pack.');
      await alice.open(`/portal/duty-of-care?${DAYS}`);
      await switched('exports', false, async () => {
        await alice.submit('/portal/duty-of-care/packs');
        expect(alice.seen.status).toBe(404);
      });
      expect(await portico.sql('select id from exports')).toEqual([]);
    });
  });
});
