import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('deleted records', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    for (const reference of ['J-1', 'J-2'])
      await scene.put(`jobs/${reference}`, { customer: 'ACME', date: '2026-03-04', status: 'completed' });
    await scene.api('DELETE', 'jobs/J-1');
    ruth = await scene.staff('office');
  });
  afterAll(() => portico.close());

  it('are a link away from whoever types their reference anew', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', { reference: 'J-1', date: '2026-03-05' });
    expect(ruth.seen.status).toBe(422);
    const way = ruth.seen.$('#reference-error a');
    expect(way.text()).toBe('Look at the deleted J-1');
    await ruth.open(way.attr('href') as string);
    expect(ruth.seen.$('h1').text().trim()).toBe('J-1 is deleted');
  });

  it('are listed behind the list that they are gone from, and come back from there', async () => {
    await ruth.open('/admin/jobs');
    expect(ruth.seen.$('tbody').text()).not.toContain('J-1');
    await ruth.open(ruth.seen.$('a:contains("Deleted records")').attr('href') as string);
    expect([ruth.seen.status, ruth.seen.$('tbody tr').length]).toEqual([200, 1]);
    expect(ruth.seen.text).toMatch(/J-1.*Acme Ltd.*2026/);
    await ruth.open(ruth.seen.$('tbody a').attr('href') as string);
    await ruth.submit(ruth.seen.$('main form').attr('action') as string);
    expect(ruth.seen.text).toContain('J-1 is back');
    expect((await ruth.open('/admin/jobs/deleted')).text).toContain('Nothing is deleted');
    for (const section of ['sales', 'invoices', 'payments', 'documents', 'licences', 'sites'])
      expect((await ruth.open(`/admin/${section}/deleted`)).status).toBe(200);
  });

  it('are nobody’s to bring back who may not change records', async () => {
    const viewer = await scene.staff('viewer');
    expect((await viewer.open('/admin/jobs')).text).not.toContain('Deleted records');
    expect((await viewer.open('/admin/jobs/deleted')).status).toBe(403);
  });

  it('say where the switches of their customer are', async () => {
    const list = await ruth.open('/admin/jobs');
    await ruth.open(list.$('tbody a.row-link').first().attr('href') as string);
    const way = ruth.seen.$('a:contains("Portal access of this customer")');
    expect((await ruth.open(way.attr('href') as string)).text).toContain('Portal Access');
  });
});
