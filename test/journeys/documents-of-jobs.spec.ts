import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PDF = Buffer.from('%PDF-1.7\nnote');

describe('documents of jobs', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let ruth: Person;
  let north: Person;
  let south: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('OTHER', 'Other Ltd');
    for (const [reference, customer] of [
      ['NORTH', 'ACME'],
      ['SOUTH', 'ACME'],
      ['EAST', 'OTHER'],
    ])
      await scene.put(`sites/${reference}`, { customer, name: reference, kind: 'static' });
    const job = { customer: 'ACME', date: '2026-03-04', status: 'completed' };
    await scene.put('jobs/J-N', { ...job, site: 'NORTH' });
    await scene.put('jobs/J-S', { ...job, site: 'SOUTH' });
    await scene.put('jobs/J-0', job);
    ruth = await scene.staff('office');
    north = await scene.portalUser('ACME', 'north@acme.test', ['NORTH']);
    south = await scene.portalUser('ACME', 'south@acme.test', ['SOUTH']);
  });
  afterAll(() => portico.close());

  const jobPage = async (job: string) => {
    const [row] = await portico.sql<{ id: string }>('select id from jobs where reference = $1', [job]);
    return `/portal/jobs/${row?.id}`;
  };
  /** Where somebody finds a document by its name: in the list, in its search, in its file and on its job's page. */
  async function finds(person: Person, name: string, job: string): Promise<boolean[]> {
    const pages = [
      '/portal/documents',
      `/portal/documents?q=${encodeURIComponent(name)}`,
      '/portal/documents.csv',
    ];
    const found = [];
    for (const page of pages) {
      const { $, html } = await person.open(page);
      found.push((page.endsWith('.csv') ? html : $('main tbody').text()).includes(name));
    }
    return [...found, (await person.open(await jobPage(job))).text.includes(name)];
  }
  const EVERYWHERE = [true, true, true, true];
  const NOWHERE = [false, false, false, false];

  async function add(fields: Record<string, string>): Promise<Seen> {
    await ruth.open(`/admin/documents/new?customer=${acme}`);
    const body = new FormData();
    const form = ruth.seen.$('form[enctype]');
    const given = { type: 'waste-transfer-note', date: '2026-03-04', ...fields };
    for (const { name, value } of form.serializeArray()) if (!(name in given)) body.append(name, value);
    for (const [name, value] of Object.entries(given)) body.append(name, value);
    body.append('file', new Blob([PDF], { type: 'application/pdf' }), 'note.pdf');
    return ruth.request('POST', form.attr('action') as string, body);
  }
  const note = { customer: 'ACME', type: 'waste-transfer-note', date: '2026-03-04' };
  const siteOf = async (reference: string) =>
    (await scene.api('GET', `documents/${reference}`)).body['site'] ?? null;
  const versionOf = async (reference: string) =>
    (await scene.api('GET', `documents/${reference}`)).body['version'];

  it('are seen by the people of its site where the form names none', async () => {
    await add({ reference: 'N-1', name: 'Note by hand', job: 'J-N' });
    expect(ruth.seen.text).toContain('N-1 is added.');
    expect(await finds(north, 'Note by hand', 'J-N')).toEqual(EVERYWHERE);
    expect((await south.open('/portal/documents')).text).not.toContain('Note by hand');
    const address = north.seen.$('a[href^="/portal/documents/"]').attr('href') ?? '';
    expect((await north.download(`${address}/file`)).status).toBe(200);
    expect((await south.download(`${address}/file`)).status).toBe(404);
    await north.open(address);
    expect(north.seen.$('main').text()).toContain('NORTH');
  });

  it('are added once where the form is sent twice', async () => {
    await add({ reference: 'N-1', name: 'Note by hand', job: 'J-N' });
    expect([ruth.seen.status, ruth.seen.text.includes('N-1 is added.')]).toEqual([200, true]);
  });

  it('are not given to another site by hand', async () => {
    await add({ reference: 'N-2', name: 'Note gone astray', job: 'J-N', site: 'SOUTH' });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('#site-error').text()).toContain('This is not the site of its job.');
    await add({ reference: 'N-2', name: 'Note of the south', job: 'J-0', site: 'SOUTH' });
    expect(ruth.seen.text).toContain('N-2 is added.');
    const { body } = await scene.api('GET', 'documents/N-2');
    const address = `/admin/documents/${String(body['id'])}`;
    await ruth.open(`${address}/edit`);
    await ruth.submit(address, { job: 'J-N' });
    expect([ruth.seen.status, ruth.seen.$('#site-error').length]).toEqual([422, 1]);
    await ruth.submit(address, { job: 'J-N', site: '' });
    expect(await siteOf('N-2')).toBe('NORTH');
  });

  it('that systems send without a site get it, and stay unchanged when they are sent again', async () => {
    const sent = { ...note, name: 'Note sent', job: 'J-N' };
    await scene.put('documents/S-1', sent);
    expect(await finds(north, 'Note sent', 'J-N')).toEqual(EVERYWHERE);
    expect(await finds(south, 'Note sent', 'J-S')).toEqual(NOWHERE);
    const before = await versionOf('S-1');
    await scene.put('documents/S-1', sent);
    expect([await siteOf('S-1'), await versionOf('S-1')]).toEqual(['NORTH', before]);
    await scene.api('PATCH', 'documents/S-1', { job: 'J-S' });
    expect(await siteOf('S-1')).toBe('SOUTH');
    await scene.put('documents/S-1', { ...sent, site: 'SOUTH' });
    expect(await siteOf('S-1')).toBe('SOUTH');
    await scene.put('documents/S-2', { ...note, name: 'Note of all', job: 'J-0' });
    expect(await siteOf('S-2')).toBeNull();
  });

  it('follow their job to another site, and leave those that say another', async () => {
    await scene.put('jobs/J-M', { customer: 'ACME', site: 'NORTH', date: '2026-03-05', status: 'completed' });
    await scene.put('documents/M-1', { ...note, name: 'Note that follows', job: 'J-M' });
    await scene.put('documents/M-2', { ...note, name: 'Note that says another', job: 'J-M', site: 'SOUTH' });
    expect(await finds(north, 'Note that follows', 'J-M')).toEqual(EVERYWHERE);
    await scene.api('PATCH', 'jobs/J-M', { site: null });
    expect([await siteOf('M-1'), await siteOf('M-2')]).toEqual([null, 'SOUTH']);
    await scene.api('PATCH', 'jobs/J-M', { site: 'SOUTH' });
    expect(await finds(south, 'Note that follows', 'J-M')).toEqual(EVERYWHERE);
    expect(await finds(north, 'Note that follows', 'J-N')).toEqual(NOWHERE);
  });

  it('go with their job to another customer', async () => {
    const job = { date: '2026-03-05', status: 'completed' };
    const moved = await scene.put('jobs/J-M', { ...job, customer: 'OTHER', site: 'EAST' });
    expect(moved.status).toBe(200);
    expect((await scene.api('GET', 'documents/M-1')).body).toMatchObject({ customer: 'OTHER', site: 'EAST' });
    const site = await scene.put('sites/EAST', { customer: 'ACME', name: 'EAST', kind: 'static' });
    expect(site.status).toBe(200);
    expect((await scene.api('GET', 'documents/M-1')).body).toMatchObject({ customer: 'ACME', site: 'EAST' });
  });

  it('get the site of a job that had none when it goes to another customer', async () => {
    const job = { date: '2026-03-05', status: 'completed' };
    await scene.customer('THIRD', 'Third Ltd');
    await scene.put('sites/WEST', { customer: 'THIRD', name: 'WEST', kind: 'static' });
    await scene.put('jobs/J-C', { ...job, customer: 'ACME' });
    await scene.put('documents/C-1', { ...note, name: 'Note of none', job: 'J-C' });
    await scene.put('documents/C-2', { ...note, type: 'season-ticket', name: 'Ticket of all', job: 'J-C' });
    await scene.put('jobs/J-C', { ...job, customer: 'THIRD', site: 'WEST' });
    expect((await scene.api('GET', 'documents/C-1')).body).toMatchObject({ customer: 'THIRD', site: 'WEST' });
    expect((await scene.api('GET', 'documents/C-2')).body).toMatchObject({ customer: 'THIRD', site: null });
  });

  it('leave season tickets, which are for many jobs', async () => {
    await scene.put('documents/T-1', { ...note, type: 'season-ticket', name: 'Ticket', job: 'J-N' });
    expect(await siteOf('T-1')).toBeNull();
  });

  it('of orders are of the order’s site likewise', async () => {
    await scene.put('orders/O-1', {
      customer: 'ACME',
      site: 'NORTH',
      date: '2026-03-04',
      status: 'received',
    });
    await scene.put('documents/O-1', { ...note, name: 'Order sheet', order: 'O-1' });
    expect((await north.open('/portal/documents')).text).toContain('Order sheet');
    await scene.api('PATCH', 'orders/O-1', { site: 'SOUTH' });
    expect((await north.open('/portal/documents')).text).not.toContain('Order sheet');
    expect((await south.open('/portal/documents')).text).toContain('Order sheet');
    // Where the job has no site the order says it, and takes the document along.
    await scene.put('documents/O-2', { ...note, name: 'Sheet of both', order: 'O-1', job: 'J-0' });
    expect(await siteOf('O-2')).toBe('SOUTH');
    await scene.api('PATCH', 'orders/O-1', { site: 'NORTH' });
    expect(await siteOf('O-2')).toBe('NORTH');
  });

  it('of a job and an order are of the job’s site, and of the order’s where the job has none', async () => {
    await scene.put('orders/O-9', {
      customer: 'ACME',
      site: 'SOUTH',
      date: '2026-03-04',
      status: 'received',
    });
    await scene.put('jobs/J-9', { customer: 'ACME', date: '2026-03-06', status: 'completed' });
    await scene.put('documents/B-9', { ...note, name: 'Note of both', order: 'O-9', job: 'J-9' });
    expect(await siteOf('B-9')).toBe('SOUTH');
    await scene.api('PATCH', 'jobs/J-9', { site: 'NORTH' });
    expect(await siteOf('B-9')).toBe('NORTH');
    expect((await south.open('/portal/documents')).text).not.toContain('Note of both');
    await scene.api('PATCH', 'jobs/J-9', { site: null });
    expect(await siteOf('B-9')).toBe('SOUTH');
  });

  it('that were deleted with others are brought back with them, though their job has moved', async () => {
    await scene.put('jobs/J-D', { customer: 'ACME', site: 'NORTH', date: '2026-03-06', status: 'completed' });
    await scene.put('documents/D-1', { ...note, name: 'Note deleted', job: 'J-D' });
    const { body } = await scene.api('GET', 'documents/D-1');
    const chosen = new URLSearchParams({ list: '', deed: 'deletion', ids: String(body['id']) });
    await ruth.open(`/admin/documents/selection?${chosen}`);
    await ruth.submit('/admin/documents/selection');
    const page = ruth.seen.path;
    await scene.api('PATCH', 'jobs/J-D', { site: 'SOUTH' });
    await ruth.open(`${page}/undo`);
    await ruth.submit(`${page}/undo`);
    expect(ruth.seen.text).toContain('1 record is back, as it was.');
    expect(await siteOf('D-1')).toBe('SOUTH');
  });
});
