import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const formOf = (person: Person): URLSearchParams => {
  const form = new URLSearchParams();
  for (const { name, value } of person.seen.$('main form').serializeArray()) form.append(name, value);
  return form;
};

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

  it('keep what somebody was typing, until they are back', async () => {
    const { id } = (await scene.api('GET', 'jobs/J-2')).body as { id: string };
    await ruth.open(`/admin/jobs/${id}/edit`);
    const form = formOf(ruth);
    form.set('crew', 'Sam and Jo');
    const tom = await scene.staff('office');
    await tom.open(`/admin/jobs/${id}/deletion`);
    await tom.submit(`/admin/jobs/${id}/deletion`);
    const kept = await ruth.request('POST', `/admin/jobs/${id}`, form);
    expect([kept.status, kept.$('#crew').val()]).toEqual([409, 'Sam and Jo']);
    expect(kept.$('.notice-attention').text()).toMatch(
      /Office deleted this while you had it open.*Deleted .*20/s,
    );
    expect(kept.$('.notice-attention a').attr('target')).toBe('_blank');
    const again = formOf(ruth);
    // Rows are added, and nothing is lost by that either.
    again.set('more', 'wasteItems');
    expect((await ruth.request('POST', `/admin/jobs/${id}`, again)).$('#crew').val()).toBe('Sam and Jo');
    again.delete('more');
    await ruth.open(kept.$('.notice-attention a').attr('href') as string);
    await ruth.submit(`/admin/jobs/${id}/restoration`);
    await ruth.request('POST', `/admin/jobs/${id}`, again);
    expect(ruth.seen.text).toContain('J-2 is saved.');
    expect((await scene.api('GET', 'jobs/J-2')).body).toMatchObject({ crew: 'Sam and Jo' });
    await scene.api('DELETE', 'jobs/J-2');
    expect((await ruth.open(`/admin/jobs/${id}/edit`)).path).toBe(`/admin/jobs/${id}/restoration`);
    await ruth.submit(`/admin/jobs/${id}/restoration`);
  });

  it('keep what somebody was typing of a customer, until it is back', async () => {
    const old = await scene.customer('OLD', 'Old & Co');
    await ruth.open(`/admin/customers/${old}/edit`);
    const form = formOf(ruth);
    form.set('phone', '0118 496 0001');
    await ruth.open(`/admin/customers/${old}/deletion`);
    await ruth.submit(`/admin/customers/${old}/deletion`);
    const kept = await ruth.request('POST', `/admin/customers/${old}`, form);
    expect([kept.status, kept.$('#phone').val()]).toEqual([409, '0118 496 0001']);
    expect(kept.$('.notice-attention').text()).toContain('You deleted this in another window meanwhile.');
    const again = formOf(ruth);
    await ruth.open(kept.$('.notice-attention a').attr('href') as string);
    await ruth.submit(`/admin/customers/${old}/restoration`);
    const saved = await ruth.request('POST', `/admin/customers/${old}`, again);
    expect(saved.text).toContain('Your changes to Old & Co are saved.');
    expect(saved.text).toContain('0118 496 0001');
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
