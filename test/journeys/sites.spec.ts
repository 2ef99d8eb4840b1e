import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('sites', () => {
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
    for (let n = 1; n <= 60; n++) {
      const number = String(n).padStart(2, '0');
      await scene.put(`sites/ACME-${number}`, {
        customer: 'ACME',
        name: `Depot ${number}`,
        postcode: `CM${n} 1AA`,
      });
    }
    await scene.put('sites/ACME-BRISTOL', {
      customer: 'ACME',
      name: 'Bristol Café',
      status: 'on-stop',
      kind: 'patrol',
    });
    await scene.put('sites/SECRET-1', { customer: 'STRANGER', name: 'Depot of a stranger' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['ACME-01', 'ACME-02']);
  });
  afterAll(() => portico.close());

  const names = (person: Person) =>
    person.seen
      .$('tbody tr')
      .toArray()
      .map((row) => person.seen.$(row).find('td, th').eq(1).text().trim());

  it('lists a customer’s own sites by name, fifty at a time, with the exact count, both ways', async () => {
    await alice.open('/portal/sites');
    expect(alice.seen.status).toBe(200);
    expect(alice.seen.text).toContain('61 sites');
    expect(names(alice)).toHaveLength(50);
    expect(names(alice)[0]).toBe('Bristol Café');
    await alice.open(alice.seen.$('a[rel=next]').attr('href') as string);
    expect(names(alice)).toHaveLength(11);
    expect(names(alice).at(-1)).toBe('Depot 60');
    await alice.open(alice.seen.$('a[rel=prev]').attr('href') as string);
    expect(names(alice)[0]).toBe('Bristol Café');
    expect(alice.seen.html).not.toContain('stranger');
  });

  it('finds by the beginning of any word, without accents, and by the reference', async () => {
    await alice.open('/portal/sites?q=cafe');
    expect(names(alice)).toEqual(['Bristol Café']);
    await alice.open('/portal/sites?q=ACME-BRIS');
    expect(names(alice)).toEqual(['Bristol Café']);
    expect(alice.seen.text).toContain('1 site');
    await alice.open('/portal/sites?q=stranger');
    expect(alice.seen.text).toContain('Nothing matches');
    expect(alice.seen.$('.empty a').attr('href')).toBe('/portal/sites');
  });

  it('finds what is written with signs, as people type it', async () => {
    await scene.put('sites/ACME%20%2F%209', { customer: 'ACME', name: "St. Mary's Hospital" });
    for (const q of ["Mary's", "st. mary's", 'ACME / 9']) {
      await alice.open(`/portal/sites?q=${encodeURIComponent(q)}`);
      expect([q, names(alice)]).toEqual([q, ["St. Mary's Hospital"]]);
    }
    expect((await alice.open('/portal/sites?q=%2F%2F')).text).toContain('Nothing matches');
    expect((await alice.open('/portal/sites?q=%00')).status).toBe(400);
    await scene.api('DELETE', 'sites/ACME%20%2F%209');
  });

  it('narrows by status and sorts by reference, all in the address', async () => {
    await alice.open('/portal/sites?status=on-stop');
    expect(names(alice)).toEqual(['Bristol Café']);
    await alice.open('/portal/sites?sort=-reference');
    expect(names(alice)[0]).toBe('Bristol Café');
    await alice.open('/portal/sites?sort=reference');
    expect(names(alice)[0]).toBe('Depot 01');
  });

  it('refuses what it does not know with a clear page', async () => {
    const undated = await alice.open('/portal/sites?from=2030-01-01');
    expect([undated.status, undated.$('.chips').length]).toEqual([200, 0]);
    for (const query of [
      'colour=red',
      'sort=secret',
      'after=made-up',
      'from=yesterday',
      'status=gone',
      'site=1',
    ]) {
      await alice.open(`/portal/sites?${query}`);
      expect([query, alice.seen.status]).toEqual([query, 400]);
      expect(alice.seen.text).toMatch(/cannot (use|be used|be found any more)/);
    }
  });

  it('shows only their own sites to somebody limited to some', async () => {
    await dan.open('/portal/sites');
    expect(names(dan)).toEqual(['Depot 01', 'Depot 02']);
    expect(dan.seen.text).toContain('2 sites');
  });

  it('has a page for each site, and none for another’s: a foreign id and an absent one look alike', async () => {
    const [own] = await portico.sql<{ id: string }>(`select id from sites where reference = 'ACME-BRISTOL'`);
    const [foreign] = await portico.sql<{ id: string }>(`select id from sites where reference = 'SECRET-1'`);
    await alice.open(`/portal/sites/${own?.id}`);
    expect(alice.seen.text).toContain('Bristol Café');
    expect(alice.seen.text).toContain('On Stop');
    const pages = [];
    for (const id of [foreign?.id, '01900000-0000-7000-8000-00000000dead', 'nonsense']) {
      const { status, text } = await alice.open(`/portal/sites/${id}`);
      pages.push({ status, text });
    }
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect((await dan.open(`/portal/sites/${own?.id}`)).status).toBe(404);
  });

  it('downloads exactly what is filtered, and keeps formulas harmless', async () => {
    await scene.put('sites/ACME-FORMULA', { customer: 'ACME', name: '=1+1', address: '1, High Street' });
    const { text, headers } = await alice.open('/portal/sites.csv?q=high');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toContain(`ACME-FORMULA,Acme Ltd,'=1+1,"1, High Street"`);
    const all = await alice.open('/portal/sites.csv');
    expect(all.html.trim().split('\n')).toHaveLength(63);
    await scene.api('DELETE', 'sites/ACME-FORMULA');
  });

  it('do not exist when the section is off for the customer, not even as a download or in the menu', async () => {
    const set = (allowed: boolean) =>
      portico.sql(`update customer_permissions set allowed = $1 where permission = 'sites'`, [allowed]);
    await set(false);
    for (const path of ['/portal/sites', '/portal/sites.csv'])
      expect((await alice.open(path)).status).toBe(404);
    await alice.open('/portal/jobs');
    expect(alice.seen.$('a[href="/portal/sites"]')).toHaveLength(0);
    await set(true);
    expect((await alice.open('/portal/sites')).status).toBe(200);
  });

  it('close with the portal, the customer or the login, and say whom to ask', async () => {
    const shut = async (text: string, back: string) => {
      await portico.sql(text);
      const { status } = await alice.open('/portal/sites');
      await portico.sql(back);
      return status;
    };
    expect(
      await shut('update portal_settings set enabled = false', 'update portal_settings set enabled = true'),
    ).toBe(403);
    expect(
      await shut('update customers set portal_enabled = false', 'update customers set portal_enabled = true'),
    ).toBe(403);
    expect((await alice.open('/portal/sites')).status).toBe(200);
  });

  it('are listed to staff over all customers, each row naming its customer', async () => {
    const maya = await scene.staff('office');
    await maya.open('/admin/sites?q=depot');
    expect(maya.seen.text).toContain('61 sites');
    expect(maya.seen.text).toContain('Acme Ltd');
    await maya.open('/admin/sites?q=secret');
    expect(maya.seen.text).toContain('Stranger plc');
    expect((await alice.open('/admin/sites')).status).toBe(404);
  });
});

describe('the wall', () => {
  let portico: TestPortico;
  let scene: Scene;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
  });
  afterAll(() => portico.close());

  it('gives a query without any WHERE nothing foreign, whatever table it asks', async () => {
    const { PortalReads } = await import('../../src/platform/database/portal-reads.js');
    const acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [customer, site] of [
      ['ACME', 'A-1'],
      ['ACME', 'A-2'],
      ['STRANGER', 'S-1'],
    ] as const) {
      await scene.put(`sites/${site}`, { customer, name: `Site ${site}` });
      await scene.put(`jobs/J-${site}`, {
        customer,
        site,
        date: '2026-03-04',
        status: 'completed',
        wasteItems: [
          { ewcCodes: ['20 03 01'], weightGrams: 1000, fates: [{ code: 'R3', weightGrams: 400 }] },
        ],
      });
    }
    const [one] = await portico.sql<{ id: string }>(`select id from sites where reference = 'A-1'`);
    const tables = await portico.sql<{ name: string }>(
      `select c.relname as name from pg_class c
       where relkind = 'r' and relrowsecurity
         and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = c.relname || '_portal')
         and (c.relname = 'customers' or exists (select from pg_attribute a
           where a.attrelid = c.oid and a.attname = 'customer_id'))
       order by 1`,
    );
    expect(tables.length).toBeGreaterThan(8);
    for (const { name } of tables) {
      const column = name === 'customers' ? 'id' : 'customer_id';
      const reads = portico.app.get(PortalReads, { strict: false });
      const seen = (sites: 'all' | string[]) =>
        reads.within({ customerId: acme, sites }, (ask) =>
          ask<{ owner: string; row: Record<string, unknown> }>(
            `select ${column} as owner, to_jsonb(t) as row from ${name} t`,
          ),
        );
      const whole = await seen('all');
      for (const { owner } of whole) expect([name, owner]).toEqual([name, acme]);
      expect(JSON.stringify(whole)).not.toContain('Draft line');
      for (const { row } of await seen([one?.id as string])) {
        if ('site_id' in row) expect([name, row['site_id']]).toEqual([name, one?.id]);
      }
    }
  });

  it('gives the portal’s role nothing outside a scope, and lets it write nowhere', async () => {
    const portal = portico.app.get<{ query(text: string): Promise<unknown[]> }>('portalDataSource');
    expect(await portal.query('select id from jobs')).toEqual([]);
    await expect(portal.query('update jobs set notes = $$x$$')).rejects.toThrow();
    await expect(portal.query('delete from sessions')).rejects.toThrow();
    await expect(portal.query('select * from logins')).rejects.toThrow(/permission denied/);
  });
});
