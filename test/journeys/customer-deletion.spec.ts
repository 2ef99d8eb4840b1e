import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('a customer that is deleted by hand', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let href: string;
  let ruth: Person;
  let alice: Person;
  let gina: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('BRANCH', 'Acme Branch');
    await scene.put('customers/ACME', { name: 'Acme Ltd', contacts: [{ name: 'Priya Shah' }] });
    href = `/admin/customers/${acme}`;
    await scene.put('sites/A-1', { customer: 'ACME', name: 'Yard' });
    for (const reference of ['J-1', 'J-2'])
      await scene.put(`jobs/${reference}`, {
        customer: 'ACME',
        site: 'A-1',
        date: '2026-03-04',
        status: 'completed',
      });
    await scene.put('consolidated-accounts/GROUP', { name: 'Group', customers: ['ACME', 'BRANCH'] });
    ruth = await scene.staff('office');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    gina = await scene.portalUser('GROUP', 'gina@group.test');
  });
  afterAll(() => portico.close());

  const inLog = async (words: string) => {
    const maya = await scene.staff('administrator');
    return (await maya.open('/admin/audit')).text.includes(words);
  };

  it('is asked about on a page that says what it means', async () => {
    await ruth.open(href);
    await ruth.open(ruth.seen.$('a:contains("Delete")').attr('href') as string);
    expect(ruth.seen.$('h1').text().trim()).toBe('Delete Acme Ltd?');
    for (const said of [
      '1 person loses access at once.',
      '1 consolidated account no longer shows it.',
      '1 site stays as it is.',
      '2 records stay as they are',
      'You can bring it back, with portal access off',
    ])
      expect(ruth.seen.text).toContain(said);
  });

  it('closes its people’s access at once, and says who did it', async () => {
    expect((await alice.open('/portal/jobs')).text).toContain('J-1');
    await ruth.submit(`${href}/deletion`);
    expect([ruth.seen.path, ruth.seen.text]).toEqual([
      '/admin/customers',
      expect.stringContaining('Acme Ltd is deleted. Nobody sees it in the portal any more.'),
    ]);
    expect(ruth.seen.$('tbody').text()).not.toContain('Acme Ltd');
    await ruth.open(ruth.seen.$('a:contains("Deleted customers")').attr('href') as string);
    expect(ruth.seen.$('h1').text()).toBe('Deleted customers');
    expect(ruth.seen.$('tbody tr').text()).toContain('Acme Ltd');
    await ruth.open(ruth.seen.$('tbody a').attr('href') as string);
    expect(ruth.seen.path).toBe(`${href}/restoration`);
    expect((await alice.open('/portal/jobs')).status).toBe(403);
    expect((await gina.open('/portal/jobs')).text).not.toContain('J-1');
    expect(await inLog('Acme Ltd')).toBe(true);
    expect((await ruth.open('/admin/jobs')).text).toContain('J-1');
    await ruth.open(href);
    expect([ruth.seen.path, ruth.seen.status]).toEqual([`${href}/restoration`, 200]);
  });

  it('comes back from its own address as it was, with access off', async () => {
    expect(ruth.seen.$('h1').text().trim()).toBe('Acme Ltd is deleted');
    await ruth.submit(`${href}/restoration`);
    expect([ruth.seen.path, ruth.seen.text]).toEqual([
      href,
      expect.stringContaining('Acme Ltd is back. Portal access is off'),
    ]);
    expect((await ruth.open(`${href}/contacts`)).html).toContain('Priya Shah');
    expect((await alice.open('/portal/jobs')).status).toBe(403);
    expect((await gina.open('/portal/jobs')).text).not.toContain('J-1');
    await ruth.open(`${href}/restoration`);
    expect(ruth.seen.path).toBe(href);
    await portico.sql('update customers set portal_enabled = true where id = $1', [acme]);
    expect((await alice.open('/portal/jobs')).text).toContain('J-1');
  });

  it('has nobody who loses access, nor gets it back, where nobody has any', async () => {
    const lone = `/admin/customers/${await scene.customer('LONE', 'Lone Ltd')}`;
    await ruth.open(`${lone}/deletion`);
    for (const said of ['Nobody has access to it.', 'It has no sites.', 'It has no records.'])
      expect(ruth.seen.text).toContain(said);
    await ruth.submit(`${lone}/deletion`);
    await ruth.open(`${lone}/restoration`);
    expect(ruth.seen.$('main li').text().trim()).toBe('Portal access is off when it is back.');
  });

  it('is looked at again where somebody changed it meanwhile', async () => {
    await ruth.open(`${href}/deletion`);
    await scene.api('PATCH', 'customers/ACME', { phone: '01628 555 0142' });
    await ruth.submit(`${href}/deletion`);
    expect([ruth.seen.status, ruth.seen.text]).toEqual([
      409,
      expect.stringContaining('Somebody changed this customer meanwhile'),
    ]);
    await ruth.submit(`${href}/deletion`);
    await ruth.submit(`${href}/restoration`);
    expect(ruth.seen.text).toContain('Acme Ltd is back.');
  });

  it('is nobody’s to delete who may not change customers', async () => {
    const viewer = await scene.staff('viewer');
    await viewer.open(href);
    expect(viewer.seen.$('main a:contains("Delete")')).toHaveLength(0);
    expect((await viewer.open(`${href}/deletion`)).status).toBe(403);
    expect((await viewer.open('/admin/customers/deleted')).status).toBe(403);
    expect((await viewer.open('/admin/customers')).text).not.toContain('Deleted customers');
    expect((await scene.api('DELETE', 'customers/ACME')).status).toBe(204);
    expect((await viewer.open(href)).status).toBe(404);
  });
});
