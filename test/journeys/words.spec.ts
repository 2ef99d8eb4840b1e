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

  it('know no accents, and of what signs join the whole from each part on', async () => {
    const found = await portico.sql<{ words: string[] }>(
      `select search_words('Café  Ñandú', 'INV/20-7', 'R & D, (Stoke-on-Trent).', null, '') as words`,
    );
    expect(found[0]?.words.sort()).toEqual([
      ...['20', '20-7', '7', 'cafe', 'd', 'inv', 'inv-20-7', 'nandu'],
      ...['on', 'on-trent', 'r', 'stoke', 'stoke-on-trent', 'trent'],
    ]);
  });

  it('tell a reference by its beginning, whatever signs join it, from all that holds its letters', async () => {
    const job = (reference: string, service: string) =>
      scene.put(`jobs/${encodeURIComponent(reference)}`, { customer: 'ACME', date: '2026-03-04', service });
    await job('J-T1024', 'Skip');
    for (const n of [1, 2, 3]) await job(`J-${n}`, 'Tipper, Jubilee');
    await job('W/2026-17', "O’Brien's skip at Stoke-on-Trent, R & D");
    await job('J-X', 'Smith - Jones Ltd, C tank, SL7 1AA');
    const alice = await scene.portalUser('ACME', 'alice@acme.test');
    const office = await scene.staff();
    const found = async (q: string) => {
      const lists = [];
      for (const [person, room] of [
        [alice, 'portal'],
        [office, 'admin'],
      ] as const) {
        const page = await person.open(`/${room}/jobs?sort=reference&q=${encodeURIComponent(q)}`);
        lists.push(
          page
            .$('tbody a.row-link')
            .toArray()
            .map((one) => page.$(one).text().trim()),
        );
        const csv = await person.open(`/${room}/jobs.csv?sort=reference&q=${encodeURIComponent(q)}`);
        expect(csv.html.trim().split('\n').slice(1)).toHaveLength(lists.at(-1)?.length ?? -1);
      }
      expect(lists[0]).toEqual(lists[1]);
      return lists[0];
    };
    for (const q of ['J-T', 'j-t1', 'J/T1024', 'J-T1024', 'T1024', 'J‑T10'])
      expect([q, await found(q)]).toEqual([q, ['J-T1024']]);
    expect(await found('J-')).toEqual(['J-1', 'J-2', 'J-3', 'J-T1024', 'J-X']);
    for (const q of ['2026-17', 'W/2026', "O'Bri", 'on-trent', 'Stoke,', 'R&D', '(skip) trent.'])
      expect([q, await found(q)]).toEqual([q, ['W/2026-17']]);
    expect(await found('T-1')).toEqual([]);
    // What nobody has written joined is found by its parts.
    for (const q of [
      'Smith-Jones',
      'smith-jon',
      'Smith/Jones',
      'SL7-1AA',
      'sl7-1',
      'Jones-',
      'Smith–Jones Ltd',
    ])
      expect([q, await found(q)]).toEqual([q, ['J-X']]);
    expect(await found('Smi-Jones')).toEqual([]);
    // Words that every object of the language has are words like any other.
    await job('J-C', 'Site of a constructor');
    expect(await found('a-constructor')).toEqual(['J-C']);
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
