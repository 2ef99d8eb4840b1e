import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Storage } from '../../src/files/storage.js';
import { Workers } from '../../src/platform/queue/workers.js';
import { DocumentFiles } from '../../src/sections/documents/document-files.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Download, Person } from '../support/person.js';
import { Scene } from '../support/scene.js';
import { partsOf } from '../support/workbook.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);

/** Versions of documents, and many of them as one ZIP. */
describe('the papers of a customer', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let office: Person;

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
    await document('ST/1', 'season-ticket', { validTo: inDays(20) }, 'first');
    await document('N/1', 'waste-transfer-note', { name: '=Note one' }, 'one');
    await document('N/2', 'waste-transfer-note', { site: 'A-2', name: 'Note two' }, 'two');
    await document('N/3', 'waste-transfer-note', { name: 'Note without a file' });
    await document('PRICES', 'price-list', { name: 'Prices' }, 'prices');
    await document('SECRET', 'other', { name: 'Internal memo' }, 'secret');
    await document(
      'S/1',
      'waste-transfer-note',
      { customer: 'STRANGER', site: 'S-1', name: 'Foreign' },
      'foreign',
    );
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
    office = await scene.staff();
  });
  afterAll(() => portico.close());

  async function document(reference: string, type: string, more: object, file?: string): Promise<void> {
    const body = {
      customer: 'ACME',
      site: 'A-1',
      type,
      name: `Paper ${reference}`,
      date: '2026-03-04',
      ...more,
    };
    expect((await scene.put(`documents/${encodeURIComponent(reference)}`, body)).status).toBeLessThan(300);
    if (file) await keep(reference, file);
  }
  const keep = (reference: string, text: string) =>
    portico.app
      .get(DocumentFiles)
      .keep(SYSTEM, reference, { body: Readable.from([pdf(text)]), name: `${text}.pdf` });
  const idOf = async (reference: string) =>
    (await portico.sql<{ id: string }>('select id from documents where reference = $1', [reference]))[0]
      ?.id ?? '';

  describe('versions', () => {
    it('replace one another: the newest counts, the older ones stay with the office', async () => {
      await keep('ST/1', 'second');
      await keep('ST/1', 'second');
      await keep('ST/1', 'third');
      const id = await idOf('ST/1');
      const list = await alice.open('/portal/documents?type=season-ticket');
      expect(list.$('td[data-label="Version"]').text()).toBe('3');
      const page = await alice.open(`/portal/documents/${id}`);
      expect(page.text).toContain('Open third.pdf');
      expect(page.text).toContain('Ends in 20 days');
      expect(page.text).not.toContain('Older versions');
      expect((await alice.open(`/portal/documents/${id}/versions/1`)).status).toBe(404);
      const staff = await office.open(`/admin/documents/${id}`);
      const hrefs = staff
        .$('a:contains("Version ")')
        .map((_, link) => staff.$(link).attr('href'))
        .get();
      expect(hrefs).toEqual([`/admin/documents/${id}/versions/2`, `/admin/documents/${id}/versions/1`]);
      expect((await office.download(hrefs[1] as string)).bytes.toString()).toBe(pdf('first').toString());
      expect((await scene.api('GET', 'documents/ST%2F1')).body['fileVersion']).toBe(3);
      for (const number of ['3', '0', '-1', '1.5', '99999999999'])
        expect((await office.open(`/admin/documents/${id}/versions/${number}`)).status).toBe(404);
    });

    it('are open to customers where the type says so, within what they see', async () => {
      await office.open('/admin/file-types');
      await office.submit('/admin/file-types', { olderVersions: 'season-ticket' });
      expect(office.seen.text).toContain('Customers now also open older versions');
      const id = await idOf('ST/1');
      const page = await alice.open(`/portal/documents/${id}`);
      expect(page.text).toContain('Older versions');
      const old = `/portal/documents/${id}/versions/1`;
      expect((await alice.download(old)).bytes.toString()).toBe(pdf('first').toString());
      expect((await dan.open(old)).status).toBe(404);
      const stranger = await scene.portalUser('STRANGER', 'sam@stranger.test');
      expect((await stranger.open(old)).status).toBe(404);
      await portico.sql(`update file_types set customer_file = false where key = 'season-ticket'`);
      expect((await alice.open(old)).status).toBe(404);
      await portico.sql(`update file_types set customer_file = true where key = 'season-ticket'`);
    });

    it('that are wrong are removed one by one, by their name and for good', async () => {
      await document('WRONG', 'season-ticket', {}, 'of somebody else');
      await keep('WRONG', 'right');
      const id = await idOf('WRONG');
      const file = async () =>
        portico.sql<{ id: string }>(`select id from files where name = 'of somebody else.pdf'`);
      const [bytes] = await file();
      await office.open(`/admin/documents/${id}`);
      await office.open(office.seen.$('a:contains("Remove version 1")').attr('href') as string);
      expect(office.seen.text).toContain('of somebody else.pdf, the file that WRONG had until');
      await office.submit(`/admin/documents/${id}/versions/1/deletion`);
      expect(office.seen.text).toContain('Version 1 of WRONG is removed: of somebody else.pdf.');
      expect(office.seen.text).not.toContain('Older versions');
      expect((await office.open(`/admin/documents/${id}/versions/1`)).status).toBe(404);
      expect((await alice.open(`/portal/documents/${id}/versions/1`)).status).toBe(404);
      expect(await file()).toEqual([]);
      await expect(portico.app.get(Storage, { strict: false }).open(bytes?.id ?? '')).rejects.toThrow();
      expect((await alice.download(`/portal/documents/${id}/file`)).bytes.toString()).toBe(
        pdf('right').toString(),
      );
      const [line] = await portico.sql(
        `select before from audit_lines where action = 'document.version-removed' and subject_id = $1`,
        [id],
      );
      expect(line).toEqual({ before: { fileVersion: 1, name: 'of somebody else.pdf' } });
      await scene.api('DELETE', 'documents/WRONG');
    });

    it('that were opened stand in the log as the versions they are', async () => {
      const id = await idOf('ST/1');
      await alice.download(`/portal/documents/${id}/versions/2`);
      const [line] = await portico.sql(
        `select after from audit_lines where action = 'document.file-opened' and subject_id = $1 order by at desc limit 1`,
        [id],
      );
      expect(line).toEqual({ after: { fileVersion: 2, name: 'second.pdf' } });
      const log = await office.open('/admin/access-log');
      expect(log.text).toContain('Opened version 2 of the file of ST/1');
    });

    it('are many: the page shows the newest, and says how many there are', async () => {
      const id = await idOf('ST/1');
      await portico.sql(
        `insert into document_versions (id, document_id, customer_id, number, file_id)
         select gen_random_uuid(), v.document_id, v.customer_id, 100 + n, v.file_id
         from document_versions v, generate_series(1, 110) n where v.document_id = $1 and v.number = 1`,
        [id],
      );
      for (const page of [
        await alice.open(`/portal/documents/${id}`),
        await office.open(`/admin/documents/${id}`),
      ])
        expect(page.text).toContain('100 of 112 older versions are shown, the newest.');
      await portico.sql('delete from document_versions where document_id = $1 and number > 100', [id]);
    });

    it('stay behind when a document moves to another customer; one that is deleted comes back as nobody else’s', async () => {
      const strangers = { customer: 'STRANGER', site: 'S-1' };
      const sue = await scene.portalUser('STRANGER', 'sue@stranger.test');
      await document('MOVED', 'season-ticket', {}, 'ours');
      await keep('MOVED', 'ours, mended');
      await document('MOVED', 'season-ticket', strangers);
      const moved = `/portal/documents/${await idOf('MOVED')}`;
      expect((await sue.download(`${moved}/file`)).bytes.toString()).toBe(pdf('ours, mended').toString());
      expect((await sue.open(`${moved}/versions/1`)).status).toBe(404);
      await document('BACK', 'season-ticket', {}, 'ours again');
      await scene.api('DELETE', 'documents/BACK');
      const body = { ...strangers, type: 'season-ticket', name: 'Paper BACK', date: '2026-03-04' };
      expect((await scene.put('documents/BACK', body)).status).toBe(422);
      expect((await sue.open(`/portal/documents/${await idOf('BACK')}`)).status).toBe(404);
    });
  });

  describe('as one ZIP', () => {
    /** What the form of the list sends: its button at the head, or the one of the rows that are ticked. */
    const asked = async (person: Person, path: string, form: string, ids: readonly string[] = []) => {
      const { $ } = await person.open(path);
      const sent = new URLSearchParams();
      for (const { name, value } of $(form).serializeArray()) sent.append(name, value);
      for (const id of ids) sent.append('ids', id);
      return { action: $(form).attr('action') as string, sent };
    };
    const AT_HEAD = 'form:contains("Download files as ZIP")';
    const entriesOf = ({ status, headers, bytes }: Download) => {
      expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
      expect(headers.get('content-disposition')).toContain('documents.zip');
      return partsOf(bytes);
    };
    const entries = async (person: Person, path: string, form = AT_HEAD, ids: readonly string[] = []) => {
      const { action, sent } = await asked(person, path, form, ids);
      return entriesOf(await person.download(action, sent));
    };
    const prepared = async (person: Person) => {
      const { action, sent } = await asked(person, '/portal/documents', AT_HEAD);
      await person.request('POST', action, sent);
      expect(person.seen.path).toBe('/portal/exports');
      await until('the ZIP', async () => ((await states())[0]?.state === 'done' ? true : undefined));
      await person.open('/portal/exports');
      return person.seen.$('a[href$="/file"]').attr('href') as string;
    };
    const names = (parts: ReadonlyMap<string, string>) => [...parts.keys()].sort();
    const write = (id: string) =>
      portico.app.get(Workers, { strict: false }).handlers().get('exports.write')?.({ id, attempt: 1 });
    const states = () =>
      portico.sql<{ id: string; state: string }>('select id, state from exports order by created_at desc');

    it('is what the list shows, with an index that says what has no file', async () => {
      const parts = await entries(alice, '/portal/documents?type=waste-transfer-note');
      expect(names(parts)).toEqual(['N_1 one.pdf', 'N_2 two.pdf', 'index.csv']);
      expect(parts.get('N_1 one.pdf')).toBe(pdf('one').toString());
      const index = parts.get('index.csv') ?? '';
      expect(index).toMatch(/N_1 one.pdf,N\/1,'=Note one,Waste transfer note,2026-03-04/);
      expect(index).toMatch(/^,N\/3,Note without a file,.*There is no file\r$/m);
      expect(index.trim().split('\r\n')).toHaveLength(4);
      const all = await entries(alice, '/portal/documents');
      expect(names(all)).toEqual([
        'N_1 one.pdf',
        'N_2 two.pdf',
        'PRICES prices.pdf',
        'ST_1 third.pdf',
        'index.csv',
      ]);
      expect([...all.values()].join()).not.toMatch(/secret|foreign/i);
      expect(names(await entries(dan, '/portal/documents'))).toEqual(['N_2 two.pdf', 'index.csv']);
      expect(names(await entries(office, '/admin/documents')).join()).toMatch(/SECRET secret.*S_1 foreign/);
    });

    it('is of the rows that are ticked, and of nothing that is not one’s own', async () => {
      await alice.open('/portal/documents');
      const boxes = alice.seen.$('input[form="selection"]');
      expect(boxes.length).toBe(5);
      const ids = await Promise.all(['N/2', 'S/1', 'SECRET'].map(idOf));
      const form = alice.seen.$('form#selection');
      expect([form.attr('method'), form.attr('action')]).toEqual(['post', '/portal/documents.zip']);
      const notes = '/portal/documents?type=waste-transfer-note';
      expect(names(await entries(alice, notes, 'form#selection', ids))).toEqual(['N_2 two.pdf', 'index.csv']);
      const { action, sent } = await asked(alice, notes, 'form#selection');
      const none = await alice.request('POST', action, sent);
      expect([none.path, none.text]).toEqual([
        '/portal/documents',
        expect.stringContaining('Tick the documents'),
      ]);
      expect(none.$('td[data-label="Kind"]').first().text()).toContain('Waste transfer note');
      // Of documents that are not theirs, as of ones that do not exist, there is nothing.
      const foreign = new URLSearchParams({ ids: ids[1] ?? '' });
      foreign.set('_csrf', String(alice.seen.$('[name=_csrf]').first().val()));
      await alice.request('POST', '/portal/documents.zip', foreign);
      expect([alice.seen.path, alice.seen.text]).toEqual([
        '/portal/documents',
        expect.stringContaining('There are no such documents'),
      ]);
      await office.open('/admin/documents');
      const button = office.seen.$('button[formaction^="/admin/documents.zip"]');
      expect(button.attr('formmethod')).toBe('post');
      const boxesOf = new URLSearchParams(ids.map((id): [string, string] => ['ids', id]));
      const both = await office.download(button.attr('formaction') as string, boxesOf);
      expect(names(entriesOf(both)).join()).toMatch(/N_2 two.*SECRET secret.*S_1 foreign/);
    });

    it('is only asked for by the form of the page', async () => {
      const { action, sent } = await asked(alice, '/portal/documents', AT_HEAD);
      const rows = (await states()).length;
      expect((await alice.open(action)).status).toBe(404);
      sent.delete('_csrf');
      expect((await alice.request('POST', action, sent)).status).toBe(403);
      expect((await states()).length).toBe(rows);
      const unknown = await asked(alice, '/portal/documents', AT_HEAD);
      unknown.sent.set('list', 'nonsense=1');
      expect((await alice.request('POST', action, unknown.sent)).status).toBe(400);
    });

    it('leaves out files that show prices where financial details are closed, and is not there without exports', async () => {
      await portico.sql(`update portal_users set withheld = '{money}'`);
      const parts = await entries(alice, '/portal/documents');
      const { action, sent } = await asked(alice, '/portal/documents', AT_HEAD);
      expect(names(parts)).not.toContain('PRICES prices.pdf');
      expect(parts.get('index.csv')).toMatch(/^,PRICES,.*Not in here: it shows prices.*\r$/m);
      await portico.sql(`update portal_users set withheld = '{exports}'`);
      expect((await alice.request('POST', action, sent)).status).toBe(404);
      const list = await alice.open('/portal/documents');
      expect(list.text).not.toContain('ZIP');
      expect(list.$('input[form="selection"]').length).toBe(0);
      await portico.sql(`update portal_users set withheld = '{}'`);
    });

    it('says which file the storage has lost, and gives all others', async () => {
      const [row] = await portico.sql<{ file_id: string }>(
        `select file_id from documents where reference = 'N/2'`,
      );
      const storage = portico.app.get(Storage, { strict: false });
      await storage.remove(row?.file_id ?? '');
      const parts = await entries(alice, '/portal/documents?type=waste-transfer-note');
      expect(names(parts)).toEqual(['N_1 one.pdf', 'index.csv']);
      expect(parts.get('index.csv')).toMatch(/^,N\/2,.*The file could not be read\r$/m);
      await storage.put(row?.file_id ?? '', pdf('two'));
    });

    it('is packed in the background when there are many, and the decision is asked again', async () => {
      await portico.sql(
        `insert into documents (id, reference, customer_id, site_id, type, name, date, changed_in)
         select gen_random_uuid(), 'M-' || n, d.customer_id, d.site_id, 'certificate', 'Many', d.date, 0
         from documents d, generate_series(1, 101) n where d.reference = 'N/1'`,
      );
      const href = await prepared(alice);
      expect(alice.seen.text).toContain(
        '4 files for 106 documents and licences; index.csv says which of them have none.',
      );
      const parts = entriesOf(await alice.download(href));
      expect(parts.size).toBe(5);
      expect(parts.get('index.csv')?.trim().split('\r\n')).toHaveLength(107);
      // The file does not outlive the right to see prices.
      await portico.sql(`update portal_users set withheld = '{money}'`);
      expect((await alice.open(href)).status).toBe(410);
      await portico.sql(`update portal_users set withheld = '{}'`);
      const [finished] = await states();
      await portico.sql(`update portal_users set withheld = '{documents}'`);
      await portico.sql(`update exports set state = 'queued', attempt = 0 where id = $1`, [finished?.id]);
      await write(finished?.id ?? '');
      await until('the answer', async () => ((await states())[0]?.state === 'withdrawn' ? true : undefined));
      await portico.sql(`update portal_users set withheld = '{}'`);
    });

    it('is not handed out once a document that it holds was deleted, moved or replaced, or is no longer marked', async () => {
      const href = await prepared(alice);
      const status = async () => (await alice.open(href)).status;
      expect(await status()).toBe(200);
      // What came since, or changed without being taken away, leaves it as it is.
      await document('N/4', 'waste-transfer-note', { name: 'Note four' }, 'four');
      await document('N/3', 'waste-transfer-note', { name: 'Still without a file' });
      expect(await status()).toBe(200);
      const changes: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
        [
          'deleted',
          () => scene.api('DELETE', 'documents/N%2F2'),
          () => document('N/2', 'waste-transfer-note', { site: 'A-2', name: 'Note two' }),
        ],
        [
          'moved to another customer',
          () => document('N/1', 'waste-transfer-note', { customer: 'STRANGER', site: 'S-1' }),
          () => document('N/1', 'waste-transfer-note', { name: '=Note one' }),
        ],
        [
          'of a type that is no customer file',
          () => document('N/3', 'other', { name: 'Still without a file' }),
          () => document('N/3', 'waste-transfer-note', { name: 'Note without a file' }),
        ],
        ['replaced by another file', () => keep('N/2', 'two, mended'), () => Promise.resolve()],
      ];
      for (const [how, change, back] of changes) {
        await change();
        expect([how, await status(), alice.seen.text]).toEqual([
          how,
          410,
          expect.stringContaining('was changed or taken away since'),
        ]);
        expect(alice.seen.$('main a[href="/portal/exports"]').text()).toContain('Back to Export');
        await back();
      }
      await portico.sql(`delete from documents where reference like 'M-%'`);
    });
  });
});
