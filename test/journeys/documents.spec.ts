import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { newFileName, Storage } from '../../src/files/storage.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { DocumentFileJobs } from '../../src/sections/documents/document-files.jobs.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const MEGABYTE = 1024 * 1024;

describe('documents', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let stranger: Person;
  let key: string;

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
    const note = { type: 'waste-transfer-note', date: '2026-03-04', signed: true };
    await scene.put('jobs/J-1', { customer: 'ACME', site: 'A-1', date: '2026-03-04', status: 'completed' });
    await document('WTN/1', { ...note, name: 'Note one', site: 'A-1', job: 'J-1' });
    await document('WTN/2', { ...note, name: 'Note two', site: 'A-2' });
    await document('PRICES', { ...note, name: 'Price list 2026', type: 'price-list' });
    await document('INTERNAL', { ...note, name: 'Internal memo', type: 'other' });
    await document('S-NOTE', { ...note, name: 'Foreign note', customer: 'STRANGER', site: 'S-1' });
    key = await portico.app.get(ApiKeys).make(SYSTEM, 'files', 'Administrator');
    for (const reference of ['WTN/1', 'WTN/2', 'PRICES', 'INTERNAL', 'S-NOTE'])
      expect((await send(reference, pdf(reference))).status).toBe(201);
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
    stranger = await scene.portalUser('STRANGER', 'stranger@stranger.test');
  });
  afterAll(() => portico.close());

  const document = (reference: string, body: object) =>
    scene.put(`documents/${encodeURIComponent(reference)}`, { customer: 'ACME', ...body });

  const idOf = async (reference: string) => {
    const [row] = await portico.sql<{ id: string }>('select id from documents where reference = $1', [
      reference,
    ]);
    return (row as { id: string }).id;
  };
  const fileOf = async (reference: string, room = 'portal') =>
    `/${room}/documents/${await idOf(reference)}/file`;

  async function send(
    reference: string,
    bytes: Buffer,
    headers: Record<string, string> = { 'content-type': 'application/pdf' },
    query = '',
  ) {
    const response = await fetch(
      `${portico.url}/api/v1/documents/${encodeURIComponent(reference)}/file${query}`,
      { method: 'PUT', headers: { authorization: `Bearer ${key}`, ...headers }, body: new Uint8Array(bytes) },
    );
    return {
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0],
      etag: response.headers.get('etag'),
      body: (await response.json()) as {
        title: string;
        file?: { name: string; mediaType: string; bytes: number };
      },
    };
  }

  /** A file as a browser asks for it; bytes and all. */
  async function fetched(person: Person, path: string, headers: Record<string, string> = {}) {
    const cookie = `portico_session=${person.cookie('portico_session') ?? ''}`;
    const response = await fetch(portico.url + path, { headers: { cookie, ...headers }, redirect: 'manual' });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }

  const files = () =>
    portico.sql<{ id: string; name: string; free: boolean }>(
      'select id, name, unclaimed_since is not null as free from files order by id',
    );

  describe('their files', () => {
    it('open in the browser, under the name they were sent with', async () => {
      const sent = await send('WTN/1', pdf('signed'), {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''N%C3%B6te%201.pdf`,
      });
      expect([sent.status, sent.body.file]).toEqual([
        200,
        { name: 'Nöte 1.pdf', mediaType: 'application/pdf', bytes: 24, sha256: expect.any(String) },
      ]);
      await alice.open(`/portal/documents/${await idOf('WTN/1')}`);
      expect(alice.seen.text).toContain('Open Nöte 1.pdf');
      const path = alice.seen.$('a:contains("Open Nöte")').attr('href') as string;
      expect(path).toBe(await fileOf('WTN/1'));
      // At the top of the page, too, where a thumb finds it.
      const top = alice.seen.$('.page-actions a').toArray();
      expect(top.map((one) => [alice.seen.$(one).text().trim(), alice.seen.$(one).attr('href')])).toEqual([
        ['Open', path],
        ['Download', `${path}?download=1`],
      ]);
      const file = await fetched(alice, path);
      expect([file.status, file.bytes.toString()]).toEqual([200, pdf('signed').toString()]);
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(file.headers.get('content-length')).toBe('24');
      expect(file.headers.get('content-disposition')).toBe(
        `inline; filename="Note 1.pdf"; filename*=UTF-8''N%C3%B6te%201.pdf`,
      );
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(file.headers.get('cache-control')).toBe('private, no-cache');
      const saved = await fetched(alice, `${path}?download=1`);
      expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="Note 1\.pdf"/);
    });

    it('are sent anew only when they changed, and in parts', async () => {
      const path = await fileOf('WTN/1');
      const etag = String((await fetched(alice, path)).headers.get('etag'));
      expect((await fetched(alice, path, { 'if-none-match': etag })).status).toBe(304);
      const part = await fetched(alice, path, { range: 'bytes=0-3' });
      expect([part.status, part.bytes.toString(), part.headers.get('content-range')]).toEqual([
        206,
        '%PDF',
        'bytes 0-3/24',
      ]);
      expect((await fetched(alice, path, { range: 'bytes=24-' })).status).toBe(416);
      const other = await fetched(alice, path, { range: 'bytes=0-3', 'if-range': '"other"' });
      expect([other.status, other.bytes.length]).toEqual([200, 24]);
    });

    it('are the same to whoever may not have them: not there', async () => {
      const absent = await alice.open('/portal/documents/01900000-0000-7000-8000-000000000999/file');
      expect(absent.status).toBe(404);
      const closed: [Person, string][] = [
        [alice, await fileOf('S-NOTE')],
        [alice, await fileOf('INTERNAL')],
        [dan, await fileOf('WTN/1')],
        [dan, await fileOf('PRICES')],
        [stranger, await fileOf('WTN/1')],
        [alice, '/portal/documents/..%2F..%2Fx/file'],
        [alice, await fileOf('WTN/1', 'admin')],
      ];
      for (const [person, path] of closed) {
        const seen = await person.open(path);
        expect([path, seen.status]).toEqual([path, 404]);
        expect(seen.headers.get('content-disposition')).toBeNull();
        expect(seen.$('main').text()).toBe(absent.$('main').text());
      }
      expect((await dan.open(await fileOf('WTN/2'))).status).toBe(200);
      expect((await fetch(portico.url + (await fileOf('WTN/1')), { redirect: 'manual' })).status).toBe(303);
    });

    it('that show prices need financial details at this customer; the others do not', async () => {
      const allow = (permission: string, allowed: boolean) =>
        portico.sql(
          `update customer_permissions set allowed = $2
           where permission = $1 and customer_id = (select id from customers where reference = 'ACME')`,
          [permission, allowed],
        );
      expect((await alice.open(await fileOf('PRICES'))).status).toBe(200);
      await allow('money', false);
      expect((await alice.open(await fileOf('PRICES'))).status).toBe(404);
      expect((await alice.open(await fileOf('WTN/1'))).status).toBe(200);
      await alice.open(`/portal/documents/${await idOf('PRICES')}`);
      expect(alice.seen.$('a[href$="/file"]')).toHaveLength(0);
      await allow('money', true);
      await allow('documents', false);
      expect((await alice.open(await fileOf('WTN/1'))).status).toBe(404);
      await allow('documents', true);
    });

    it('stand on a page that leads to the job and the site, each where it is open', async () => {
      const page = `/portal/documents/${await idOf('WTN/1')}`;
      const ways = async (person: Person, path: string) => {
        const { $ } = await person.open(path);
        return $('dd a[href^="/"]')
          .toArray()
          .map((one) => [
            $(one).text(),
            $(one)
              .attr('href')
              ?.replace(/[0-9a-f-]{36}/, ':id'),
          ]);
      };
      const allow = (permission: string, allowed: boolean) =>
        portico.sql('update customer_permissions set allowed = $2 where permission = $1', [
          permission,
          allowed,
        ]);
      const toSite = ['Depot A-1', '/portal/sites/:id'];
      const toJob = ['J-1', '/portal/jobs/:id'];
      expect(await ways(alice, page)).toEqual([toSite, toJob]);
      const job = alice.seen.$('dd a[href^="/portal/jobs/"]').attr('href') ?? '';
      expect((await alice.open(job)).status).toBe(200);
      expect(await ways(alice, job)).toEqual([toSite]);
      await allow('sites', false);
      expect(await ways(alice, page)).toEqual([toJob]);
      expect(alice.seen.$('dd').text()).toContain('Depot A-1');
      await allow('sites', true);
      await allow('jobs', false);
      expect(await ways(alice, page)).toEqual([toSite]);
      expect(alice.seen.$('main').text()).not.toContain('J-1');
      await allow('jobs', true);
    });

    it('open to staff who read records, all of them', async () => {
      const maya = await scene.staff('office');
      for (const reference of ['WTN/1', 'INTERNAL', 'S-NOTE', 'PRICES'])
        expect((await maya.open(await fileOf(reference, 'admin'))).status).toBe(200);
      expect((await maya.open('/admin/documents/nonsense/file')).status).toBe(404);
    });

    it('go along when the document moves to another customer', async () => {
      const note = { name: 'Moving', type: 'certificate', date: '2026-03-04' };
      await document('MOVES', note);
      await send('MOVES', pdf('moves'));
      expect((await alice.open(await fileOf('MOVES'))).status).toBe(200);
      await document('MOVES', { ...note, customer: 'STRANGER' });
      expect((await stranger.open(await fileOf('MOVES'))).status).toBe(200);
      expect((await alice.open(await fileOf('MOVES'))).status).toBe(404);
    });

    it('close with the document and come back with it', async () => {
      await document('GOES', { name: 'Goes', type: 'certificate', date: '2026-03-04' });
      await send('GOES', pdf('goes'));
      await scene.api('DELETE', 'documents/GOES');
      expect((await alice.open(await fileOf('GOES'))).status).toBe(404);
      expect((await send('GOES', pdf('again'))).status).toBe(404);
      await document('GOES', { name: 'Goes', type: 'certificate', date: '2026-03-04' });
      expect((await alice.open(await fileOf('GOES'))).status).toBe(200);
    });
  });

  describe('what is sent', () => {
    it('is refused with its reason, and changes nothing', async () => {
      const before = await files();
      const kinds: [string, Buffer, Record<string, string>, number, string][] = [
        ['empty', Buffer.alloc(0), { 'content-type': 'application/pdf' }, 422, 'This file is empty'],
        ['a page', Buffer.from('<html>'), { 'content-type': 'application/pdf' }, 415, 'PDF, PNG or JPEG'],
        [
          'a page that says so',
          Buffer.from('<html>'),
          { 'content-type': 'text/html' },
          415,
          'PDF, PNG or JPEG',
        ],
        ['another kind', PNG, { 'content-type': 'application/pdf' }, 415, 'its bytes are image/png'],
        [
          'a form',
          pdf('x'),
          { 'content-type': 'application/x-www-form-urlencoded' },
          415,
          'PDF, PNG or JPEG',
        ],
        [
          'a form of parts',
          pdf('x'),
          { 'content-type': 'multipart/form-data; boundary=x' },
          415,
          'PDF, PNG or JPEG',
        ],
        ['JSON', Buffer.from('{}'), { 'content-type': 'application/json' }, 415, 'PDF, PNG or JPEG'],
      ];
      for (const [what, bytes, headers, status, words] of kinds) {
        const answer = await send('WTN/1', bytes, headers);
        expect([what, answer.status, answer.type]).toEqual([what, status, 'application/problem+json']);
        expect(answer.body.title).toContain(words);
      }
      expect((await send('NOBODYS', pdf('x'))).status).toBe(404);
      expect(
        (await send('WTN/1', pdf('x'), { 'content-type': 'application/pdf', 'if-match': '"1"' })).status,
      ).toBe(412);
      expect((await fetched(alice, await fileOf('WTN/1'))).bytes.toString()).toBe(pdf('signed').toString());
      expect(await files()).toEqual(before);
    });

    it('is refused beyond 50 MB, whether it says how much it is or not', async () => {
      const before = await files();
      const large = Buffer.concat([pdf('large'), Buffer.alloc(100 * MEGABYTE)]);
      const answer = await send('WTN/1', large);
      expect([answer.status, answer.type]).toEqual([413, 'application/problem+json']);
      expect(answer.body.title).toBe(
        'This file is larger than 50 MB. Choose a smaller one. Nothing was changed.',
      );
      const unsaid = await fetch(`${portico.url}/api/v1/documents/WTN%2F1/file`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${key}` },
        body: new Blob([large]).stream(),
        duplex: 'half',
      } as RequestInit);
      expect(unsaid.status).toBe(413);
      expect(await files()).toEqual(before);
      expect((await send('WTN/2', Buffer.concat([pdf('most'), Buffer.alloc(49 * MEGABYTE)]))).status).toBe(
        200,
      );
    });

    it('may be called anything: a name is shown and never used', async () => {
      const answer = await send(
        'WTN/2',
        pdf('hostile'),
        { 'content-type': 'application/pdf' },
        '?name=../../x',
      );
      expect(answer.body.file?.name).toBe('../../x');
      await alice.open(`/portal/documents/${await idOf('WTN/2')}`);
      expect(alice.seen.text).toContain('Open ../../x');
      const file = await fetched(alice, await fileOf('WTN/2'));
      expect(file.headers.get('content-disposition')).toBe(
        `inline; filename="x.pdf"; filename*=UTF-8''x.pdf`,
      );
      const script = '<script>alert(1)</script>.pdf';
      await send(
        'WTN/2',
        pdf('script'),
        { 'content-type': 'application/pdf' },
        `?name=${encodeURIComponent(script)}`,
      );
      await alice.open(`/portal/documents/${await idOf('WTN/2')}`);
      expect(alice.seen.text).toContain(`Open ${script}`);
      expect(alice.seen.html).not.toContain('<script>alert');
    });

    it('twice is once', async () => {
      const first = await send('WTN/2', pdf('same'));
      const [{ count } = { count: '' }] = await portico.sql('select count(*) from audit_lines');
      const second = await send('WTN/2', pdf('same'));
      expect([second.status, second.etag]).toEqual([200, first.etag]);
      expect(await portico.sql('select count(*) from audit_lines')).toEqual([{ count }]);
    });

    it('leaves a line in the audit log', async () => {
      await send('WTN/2', pdf('line'), { 'content-type': 'application/octet-stream' }, '?name=line.pdf');
      const [line] = await portico.sql(
        `select actor_kind, action, subject_id, after ->> 'name' as name, before ->> 'name' as before
         from audit_lines order by at desc, id desc limit 1`,
      );
      expect(line).toEqual({
        actor_kind: 'api-key',
        action: 'document.file-kept',
        subject_id: await idOf('WTN/2'),
        name: 'line.pdf',
        before: 'WTN/2.pdf',
      });
    });

    it('leaves nothing when its sender goes away in the middle', async () => {
      const before = await files();
      const half = httpRequest(`${portico.url}/api/v1/documents/WTN%2F1/file`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/pdf',
          'content-length': MEGABYTE,
        },
      });
      half.on('error', () => undefined);
      half.write(Buffer.concat([pdf('half'), randomBytes(100_000)]));
      await until('the file to begin', async () => (await files()).length > before.length || undefined);
      half.destroy();
      await until('it to be cleared away', async () => (await files()).length === before.length || undefined);
      expect((await fetched(alice, await fileOf('WTN/1'))).bytes.toString()).toBe(pdf('signed').toString());
    });

    it('is the last one of many that came at once; the others stay as its older versions', async () => {
      const all = Array.from({ length: 8 }, (_, n) => pdf(`race ${n}`));
      const answers = await Promise.all(all.map((bytes) => send('WTN/1', bytes)));
      expect(answers.map(({ status }) => status)).toEqual(all.map(() => 200));
      const shown = (await fetched(alice, await fileOf('WTN/1'))).bytes.toString();
      expect(all.map(String)).toContain(shown);
      const versions = await portico.sql<{ numbers: number[]; now: number }>(
        `select array_agg(v.number order by v.number) as numbers, d.file_version as now
         from documents d join document_versions v on v.document_id = d.id where d.reference = 'WTN/1' group by d.id`,
      );
      const { numbers = [], now = 0 } = versions[0] ?? {};
      expect(numbers.length).toBeGreaterThanOrEqual(8);
      expect([...numbers, now]).toEqual(Array.from({ length: now }, (_, index) => index + 1));
    });

    it('that is nobody’s is cleared away a day later, what a document names never', async () => {
      const stray = newFileName();
      await portico.app.get(Storage, { strict: false }).put(stray, pdf('stray'));
      await portico.sql(
        `insert into files (id, customer_id, name, media_type, bytes, sha256, unclaimed_since)
         select $1, id, 'stray.pdf', 'application/pdf', 1, '', now() from customers where reference = 'ACME'`,
        [stray],
      );
      const kept = (await files()).filter(({ free }) => !free).map(({ id }) => id);
      const free = (await files()).filter((file) => file.free).map(({ id }) => id);
      expect(free).toEqual([stray]);
      const jobs = portico.app.get(DocumentFileJobs, { strict: false });
      await jobs.clearAway();
      expect(await files()).toHaveLength(kept.length + free.length);
      await portico.sql(`update files set unclaimed_since = unclaimed_since - interval '25 hours'`);
      await jobs.clearAway();
      expect((await files()).map(({ id }) => id)).toEqual(kept);
      const storage = portico.app.get(Storage, { strict: false });
      for (const id of free) await expect(storage.size(id)).rejects.toThrow();
      for (const id of kept) expect(await storage.size(id)).toBeGreaterThan(0);
    });

    it('needs a key that may write', async () => {
      const path = `${portico.url}/api/v1/documents/WTN%2F1/file`;
      const put = (headers: Record<string, string>) => fetch(path, { method: 'PUT', headers, body: 'x' });
      expect((await put({ 'content-type': 'application/pdf' })).status).toBe(401);
    });
  });

  describe('their types', () => {
    const TYPES = '/admin/file-types';
    let maya: Person;

    beforeAll(async () => {
      maya = await scene.staff('administrator');
    });

    /** The form's boxes as they stand, without one. */
    const without = (field: string, type: string) => ({
      [field]: maya.seen
        .$(`input[name="${field}"]:checked`)
        .toArray()
        .map((box) => String(maya.seen.$(box).val()))
        .filter((one) => one !== type),
    });

    it('stand under Administrator, Tables, for administrators only', async () => {
      await maya.open('/admin');
      expect(maya.seen.text).toMatch(/Administrator.*Tables.*File types/);
      await maya.open(TYPES);
      expect(maya.seen.$('input[name="customerFile"][value="waste-transfer-note"]').is(':checked')).toBe(
        true,
      );
      expect(maya.seen.$('input[name="customerFile"][value="other"]').is(':checked')).toBe(false);
      expect(maya.seen.text).toContain('3 documents. Systems call it waste-transfer-note.');
      const clerk = await scene.staff('office');
      const notShown = 'Customers see no documents of this type.';
      expect((await clerk.open(`/admin/documents/${await idOf('INTERNAL')}`)).text).toContain(notShown);
      expect((await clerk.open(`/admin/documents/${await idOf('WTN/1')}`)).text).not.toContain(notShown);
      expect((await clerk.open(TYPES)).status).toBe(403);
      expect((await alice.open(TYPES)).status).toBe(404);
    });

    it('hide their documents everywhere at once when the mark is taken away', async () => {
      const note = await idOf('WTN/1');
      const job = await portico.sql<{ id: string }>(`select id from jobs where reference = 'J-1'`);
      const everywhere = async () => ({
        list: (await alice.open('/portal/documents')).text.includes('Note one'),
        count: /(\d+) documents?/.exec((await alice.open('/portal/documents?q=note')).text)?.[1],
        search: (await alice.open('/portal/documents?q=WTN/1')).text.includes('Note one'),
        named: (await alice.open('/portal/documents?type=transfer')).text.includes('Note one'),
        filter: (await alice.open('/portal/documents?type=waste-transfer-note')).text.includes('Note one'),
        page: (await alice.open(`/portal/documents/${note}`)).status,
        file: (await alice.open(`/portal/documents/${note}/file`)).status,
        export: (await alice.open('/portal/documents.csv')).html.includes('Note one'),
        job: (await alice.open(`/portal/jobs/${job[0]?.id}`)).text.includes('Note one'),
      });
      const shown = await everywhere();
      expect(shown).toMatchObject({
        list: true,
        count: '2',
        search: true,
        page: 200,
        file: 200,
        export: true,
        job: true,
      });
      await maya.open(TYPES);
      await maya.submit(TYPES, without('customerFile', 'waste-transfer-note'));
      expect(maya.seen.text).toContain(
        'Saved. Customers no longer see documents of the type “Waste transfer note” (3 documents).',
      );
      expect(await everywhere()).toEqual({
        list: false,
        count: undefined,
        search: false,
        filter: false,
        named: false,
        page: 404,
        file: 404,
        export: false,
        job: false,
      });
      expect((await maya.open(`/admin/documents/${note}/file`)).status).toBe(200);
      await maya.open(TYPES);
      const boxes = without('customerFile', '');
      await maya.submit(TYPES, {
        customerFile: [...(boxes['customerFile'] as string[]), 'waste-transfer-note'],
      });
      expect(maya.seen.text).toContain(
        'Customers now see documents of the type “Waste transfer note” (3 documents).',
      );
      expect(await everywhere()).toEqual(shown);
    });

    it('may show prices, be renamed and be added, each with a line in the audit log', async () => {
      await maya.open(TYPES);
      await maya.submit(TYPES, { 'names[licence]': 'Permit', showsPrices: ['price-list', 'certificate'] });
      expect(maya.seen.text).toContain('now open only for people who may see financial details.');
      expect(maya.seen.text).toContain('“Licence or permit” is now called “Permit”.');
      await maya.submit(`${TYPES}/additions`, { newName: 'Site survey', newCustomerFile: 'on' });
      expect(maya.seen.text).toContain('“Site survey” is added. Customers will see documents of this type.');
      expect(
        (await document('SURVEY', { name: 'Survey', type: 'site-survey', date: '2026-03-04' })).status,
      ).toBe(201);
      const lines = await portico.sql(
        `select action, before, after from audit_lines where action like 'file-type.%' order by at desc, id desc limit 3`,
      );
      expect(lines).toEqual([
        {
          action: 'file-type.added',
          before: null,
          after: {
            type: 'site-survey',
            name: 'Site survey',
            customerFile: true,
            showsPrices: false,
            olderVersions: false,
          },
        },
        {
          action: 'file-type.changed',
          before: { type: 'licence', name: 'Licence or permit' },
          after: { type: 'licence', name: 'Permit' },
        },
        {
          action: 'file-type.changed',
          before: { type: 'certificate', showsPrices: false },
          after: { type: 'certificate', showsPrices: true },
        },
      ]);
    });

    it('have names that differ', async () => {
      await maya.open(TYPES);
      await maya.submit(TYPES, { 'names[other]': ' permit ', 'names[insurance]': '' });
      expect([maya.seen.status, maya.seen.$('[id="name.insurance-error"]').text().trim()]).toEqual([
        422,
        'Enter a name, such as Waste transfer note.',
      ]);
      await maya.submit(TYPES, { 'names[other]': ' permit ', 'names[insurance]': 'Insurance' });
      expect(maya.seen.$('[id="name.other-error"]').text()).toContain(
        'There is a file type “permit” already.',
      );
      for (const [newName, words] of [
        ['', 'Enter a name'],
        ['PERMIT', 'already'],
        ['書類', 'letters from A to Z'],
      ] as const) {
        await maya.submit(`${TYPES}/additions`, { newName });
        expect([newName, maya.seen.status]).toEqual([newName, 422]);
        expect(maya.seen.$('#newName-error').text()).toContain(words);
        expect(maya.seen.$('#newName').val()).toBe(newName === '' ? undefined : newName);
      }
    });

    it('keep what a colleague changed meanwhile', async () => {
      const colin = await scene.staff('administrator');
      await colin.open(TYPES);
      await maya.open(TYPES);
      await maya.submit(TYPES, { 'names[insurance]': 'Certificate of insurance' });
      await colin.submit(TYPES, { 'names[other]': 'Memo' });
      expect(colin.seen.text).toContain('“Other” is now called “Memo”.');
      expect(colin.seen.$('[id="name.insurance"]').val()).toBe('Certificate of insurance');
      await maya.open(TYPES);
      await colin.submit(TYPES, { 'names[other]': 'Memorandum' });
      await maya.submit(TYPES, { 'names[other]': 'Notes' });
      expect([maya.seen.status, maya.seen.$('[id="name.other"]').val()]).toEqual([409, 'Notes']);
      expect(maya.seen.text).toContain('saved this page');
      expect(maya.seen.$('[id="name.other-error"]').text()).toContain('Memorandum');
      await maya.submit(TYPES);
      expect(maya.seen.text).toContain('“Memorandum” is now called “Notes”.');
    });
  });
});
