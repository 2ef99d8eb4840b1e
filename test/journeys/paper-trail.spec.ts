import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { DocumentFiles } from '../../src/sections/documents/document-files.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

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
  });
});
