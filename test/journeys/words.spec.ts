import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { Scene } from '../support/scene.js';

describe('words by which records are found', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.put('documents/D1', { customer: 'ACME', name: 'Falcon', type: 'other', date: '2026-03-04' });
    await scene.put('documents/D2', {
      customer: 'ACME',
      name: 'Heron',
      type: 'certificate',
      date: '2026-03-04',
    });
    const invoice = {
      customer: 'ACME',
      date: '2026-03-04',
      net: money(100),
      tax: money(0),
      gross: money(100),
      paid: money(0),
    };
    await scene.put('invoices/DRAFT', { ...invoice, status: 'draft', purchaseOrder: 'Osprey' });
    await scene.put('invoices/SENT', { ...invoice, status: 'sent', purchaseOrder: 'Kestrel' });
  });
  afterAll(() => portico.close());

  const money = (amount: number) => ({ amount, currency: 'GBP' });
  /** What the portal's role can read at all, whatever it is asked for. */
  const readable = async () => {
    const rows = await portico.app
      .get(PortalReads, { strict: false })
      .within({ customerId: acme, sites: 'all' }, (ask) =>
        ask<{ word: string }>('select word from record_words'),
      );
    return rows.map(({ word }) => word);
  };

  it('are no reading for customers where they stand in drafts or in documents of unmarked types', async () => {
    const words = await readable();
    expect(words).toEqual(expect.arrayContaining(['heron', 'kestrel']));
    expect(words).not.toContain('osprey');
    expect(words).not.toContain('falcon');
  });

  it('are found by staff all the same', async () => {
    const office = await scene.staff();
    expect((await office.open('/admin/invoices?q=osprey')).text).toContain('DRAFT');
    expect((await office.open('/admin/documents?q=falcon')).text).toContain('Falcon');
  });

  it('follow the record and the mark of its file type', async () => {
    await scene.api('PATCH', 'invoices/DRAFT', { status: 'sent' });
    await scene.api('PATCH', 'invoices/SENT', { purchaseOrder: 'Merlin' });
    await portico.sql(
      `update file_types set customer_file = not customer_file where key in ('other', 'certificate')`,
    );
    const words = await readable();
    expect(words).toEqual(expect.arrayContaining(['osprey', 'falcon', 'merlin']));
    expect(words).not.toContain('kestrel');
    expect(words).not.toContain('heron');
  });

  it('are the same as they were for accents, signs and references', async () => {
    const found = await portico.sql<{ words: string[] }>(
      `select array(select unnest(search_words('Café  Ñandú', 'INV/20-7', null, '')) order by 1) as words`,
    );
    expect(found[0]?.words).toEqual(['20', '7', 'cafe', 'inv', 'inv/20-7', 'nandu']);
  });
});

describe('a customer that is deleted and comes back', () => {
  let portico: TestPortico;
  beforeAll(async () => {
    portico = await startPortico();
  });
  afterAll(() => portico.close());

  it('begins with portal access off, so that nobody of it sees anything by surprise', async () => {
    const scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('BACK', 'Back Again Ltd');
    const bea = await scene.portalUser('BACK', 'bea@back.test');
    expect((await bea.open('/portal')).status).toBe(200);
    await scene.api('DELETE', 'customers/BACK');
    expect((await bea.open('/portal')).status).toBe(403);
    await scene.put('customers/BACK', { name: 'Back Again Ltd' });
    expect((await scene.api('GET', 'customers/BACK/portal-access')).body['enabled']).toBe(false);
    expect((await bea.open('/portal')).status).toBe(403);
  });
});
