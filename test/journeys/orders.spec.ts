import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('orders', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const [customer, name] of [
      ['ACME', 'Acme Ltd'],
      ['STRANGER', 'Stranger plc'],
    ] as const) {
      await scene.customer(customer, name);
      await scene.put(`sites/${customer}-1`, { customer, name: `Office of ${customer}` });
    }
    await order('O-1', {
      title: 'Brochure, English to German',
      date: '2026-03-04',
      deadline: '2026-03-18',
      status: 'in-progress',
      additionalInformation: 'Please keep the product names in English.',
      flags: ['urgent', 'waiting-for-customer'],
      tasks: [{ name: 'Proofread by Otto', assignee: 'Otto Secret', status: 'in-progress' }],
    });
    await order('O-2', { title: 'Poster', date: '2026-03-05', site: 'ACME-1', status: 'ready' });
    await order('O-3', { title: 'Only a draft', date: '2026-03-06', status: 'draft', flags: ['urgent'] });
    await order('S-1', { customer: 'STRANGER', title: 'Order of a stranger', date: '2026-03-04' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['ACME-1']);
    ruth = await scene.staff();
  });
  afterAll(() => portico.close());

  async function order(reference: string, body: object): Promise<void> {
    const answer = await scene.put(`orders/${reference}`, { customer: 'ACME', ...body });
    expect([reference, answer.status, answer.body['errors']]).toEqual([reference, 201, undefined]);
  }
  const idOf = async (table: string, reference: string): Promise<string> => {
    const [row] = await portico.sql<{ id: string }>(`select id from ${table} where reference = $1`, [
      reference,
    ]);
    return (row as { id: string }).id;
  };
  const switched = (permission: string, allowed: boolean) =>
    portico.sql('update customer_permissions set allowed = $2 where permission = $1', [permission, allowed]);

  it('show status, deadline and additional information, and never the tasks inside', async () => {
    const list = await alice.open('/portal/orders');
    expect(list.text).toContain('2 orders');
    for (const words of ['Brochure, English to German', 'In progress', 'Wed 18 Mar 2026'])
      expect(list.text).toContain(words);
    const page = await alice.open(`/portal/orders/${await idOf('orders', 'O-1')}`);
    expect(page.text).toContain('Please keep the product names in English.');
    for (const { html } of [list, page, await alice.open('/portal/orders.csv')])
      expect(html).not.toMatch(/Otto|Proofread|Task/);
    await ruth.open(`/admin/orders/${await idOf('orders', 'O-1')}`);
    expect(ruth.seen.text).toContain('Proofread by Otto');
  });

  it('are not shown as drafts, of strangers, or outside of somebody’s sites', async () => {
    for (const reference of ['O-3', 'S-1'])
      expect((await alice.open(`/portal/orders/${await idOf('orders', reference)}`)).status).toBe(404);
    await dan.open('/portal/orders');
    expect(dan.seen.text).toContain('1 order');
    expect(dan.seen.text).toContain('Poster');
    expect(dan.seen.html).not.toContain('Brochure');
  });

  it('carry only the flags that are marked as customer flags, by an icon in the office', async () => {
    const page = `/portal/orders/${await idOf('orders', 'O-1')}`;
    for (const path of ['/portal/orders', page, '/portal/orders.csv'])
      expect((await alice.open(path)).html).not.toMatch(/Urgent|Waiting for the customer/);
    await ruth.open('/admin/flags');
    expect(ruth.seen.$('a[href="/admin/flags"]').length).toBe(1);
    await ruth.submit('/admin/flags/urgent/mark', {}, { name: 'customerFlag', value: 'yes' });
    expect(ruth.seen.text).toContain('Customers now see the flag “Urgent” on their orders.');
    for (const path of ['/portal/orders', page, '/portal/orders.csv']) {
      const { html } = await alice.open(path);
      expect(html).toContain('Urgent');
      expect(html).not.toContain('Waiting for the customer');
    }
    await switched('orders.flags', false);
    expect((await alice.open(page)).html).not.toContain('Urgent');
    expect((await alice.open('/portal/orders?columns=reference,flagNames')).html).not.toContain('Urgent');
    await switched('orders.flags', true);
    await ruth.open('/admin/flags');
    await ruth.submit('/admin/flags/urgent/mark', {}, { name: 'customerFlag', value: 'no' });
    expect((await alice.open(page)).html).not.toContain('Urgent');
    const lines = await portico.sql(
      `select before, after from audit_lines where action = 'flag.changed' order by id`,
    );
    expect(lines).toEqual([
      { before: { flag: 'urgent', customerFlag: false }, after: { flag: 'urgent', customerFlag: true } },
      { before: { flag: 'urgent', customerFlag: true }, after: { flag: 'urgent', customerFlag: false } },
    ]);
  });

  it('take new flags from the office, and refuse those that nobody has', async () => {
    await ruth.open('/admin/flags');
    await ruth.submit('/admin/flags', { name: 'Rush job' });
    expect(ruth.seen.text).toContain('“Rush job” is added.');
    for (const name of ['rush JOB', '', '日本'])
      expect((await ruth.submit('/admin/flags', { name })).status).toBe(422);
    await order('O-4', { date: '2026-03-07', flags: ['rush-job'] });
    const { status, body } = await scene.put('orders/O-5', {
      customer: 'ACME',
      date: '2026-03-07',
      flags: ['urgent', 'nonsense'],
    });
    expect(status).toBe(422);
    expect(body['errors']).toEqual([{ field: 'flags[1]', message: expect.stringContaining('nonsense') }]);
    const twice = await scene.put('orders/O-5', {
      customer: 'ACME',
      date: '2026-03-07',
      flags: ['urgent', 'urgent'],
    });
    expect(twice.status).toBe(422);
    await scene.api('DELETE', 'orders/O-4');
  });

  it('have files of the types that are marked as customer files, and only where the part is open', async () => {
    for (const [reference, type] of [
      ['F-1', 'certificate'],
      ['F-2', 'other'],
      ['F-3', 'price-list'],
    ]) {
      await scene.put(`documents/${reference}`, {
        customer: 'ACME',
        order: 'O-1',
        type,
        name: `Paper ${reference}`,
        date: '2026-03-10',
      });
      await scene.api('PUT', `documents/${reference}/file`, '%PDF-1.4\n%%EOF\n', {
        'content-type': 'application/pdf',
      });
    }
    const [o1, o2] = [await idOf('orders', 'O-1'), await idOf('orders', 'O-2')];
    const file = async (order: string, reference: string) =>
      (await alice.open(`/portal/orders/${order}/files/${await idOf('documents', reference)}`)).status;
    await alice.open(`/portal/orders/${o1}`);
    expect(alice.seen.text).toContain('Certificate: Paper F-1');
    expect(alice.seen.html).not.toContain('Paper F-2');
    expect(await file(o1, 'F-1')).toBe(200);
    expect(await file(o1, 'F-2')).toBe(404);
    expect(await file(o2, 'F-1')).toBe(404);
    expect(await file(o1, 'F-3')).toBe(200);
    await switched('money', false);
    expect(await file(o1, 'F-3')).toBe(404);
    expect((await alice.open(`/portal/orders/${o1}`)).html).not.toContain('Paper F-3');
    await switched('money', true);
    // A file that is closed here stands in no other list either.
    const document = `/portal/documents/${await idOf('documents', 'F-1')}`;
    expect((await alice.open('/portal/documents')).text).toContain('Paper F-1');
    await switched('orders.files', false);
    expect(await file(o1, 'F-1')).toBe(404);
    for (const path of [`/portal/orders/${o1}`, '/portal/documents', '/portal/documents.csv'])
      expect((await alice.open(path)).html).not.toContain('Paper F-1');
    expect((await alice.open(document)).status).toBe(404);
    expect((await alice.open(`${document}/file`)).status).toBe(404);
    await switched('orders.files', true);
  });

  it('do not exist where they are off, with all their parts', async () => {
    const o1 = await idOf('orders', 'O-1');
    await switched('orders', false);
    for (const path of ['/portal/orders', '/portal/orders.csv', `/portal/orders/${o1}`])
      expect((await alice.open(path)).status).toBe(404);
    expect((await alice.open('/portal/documents')).html).not.toMatch(/Paper F-1|href="\/portal\/orders"/);
    await switched('orders', true);
  });

  it('stand in the office’s menu only where the organisation makes use of them', async () => {
    const inMenu = async () => (await ruth.open('/admin')).$('nav a[href="/admin/orders"]').length > 0;
    expect(await inMenu()).toBe(true);
    await portico.sql(`update permission_settings set available = false where permission = 'orders'`);
    expect(await inMenu()).toBe(false);
    await portico.sql(`update permission_settings set available = true where permission = 'orders'`);
  });
});

describe('the wall around orders', () => {
  let portico: TestPortico;
  beforeAll(async () => {
    portico = await startPortico();
  });
  afterAll(() => portico.close());

  it('gives flags that are not marked, files and tasks to no query of the portal', async () => {
    const { PortalReads } = await import('../../src/platform/database/portal-reads.js');
    const scene = new Scene(portico);
    await scene.openPortal();
    const acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.put('orders/O-1', {
      customer: 'ACME',
      date: '2026-03-04',
      flags: ['urgent', 'on-hold'],
      tasks: [{ name: 'Secret' }],
    });
    await scene.put('documents/F-1', {
      customer: 'ACME',
      order: 'O-1',
      type: 'certificate',
      name: 'Paper',
      date: '2026-03-10',
    });
    await portico.sql(`update flags set customer_flag = true where key = 'urgent'`);
    const read = (open: string[], text: string) =>
      portico.app
        .get(PortalReads, { strict: false })
        .within({ customerId: acme, sites: 'all', open }, (ask) => ask(text));
    const FLAGS = 'select flag from order_flags';
    expect(await read([], FLAGS)).toEqual([]);
    expect(await read(['orders.flags'], FLAGS)).toEqual([{ flag: 'urgent' }]);
    expect(await read(['orders.flags'], 'select key from flags')).toEqual([{ key: 'urgent' }]);
    const FILES = 'select reference from documents';
    expect(await read(['orders.flags'], FILES)).toEqual([]);
    expect(await read(['orders.files'], FILES)).toEqual([{ reference: 'F-1' }]);
    await expect(read(['orders.flags', 'orders.files'], 'select name from order_tasks')).rejects.toThrow(
      /permission denied/,
    );
  });
});
