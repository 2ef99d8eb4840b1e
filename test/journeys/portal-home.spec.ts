import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

describe('a customer’s person, at home', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('BLAKE', 'Blake & Sons');
    await scene.put('customers/ACME', {
      name: 'Acme Ltd',
      vatNumber: 'GB 1234',
      accountManager: 'Ruth Bailey',
    });
    await scene.put('sites/A-1', { customer: 'ACME', name: 'Henley depot' });
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    await scene.put('jobs/NEXT', { customer: 'ACME', site: 'A-1', date: day(3), status: 'scheduled' });
    await scene.put('jobs/DONE', { customer: 'ACME', site: 'A-1', date: day(-3), status: 'completed' });
    await scene.put('jobs/FOREIGN', { customer: 'BLAKE', date: day(3), status: 'scheduled' });
    const money = (amount: number) => ({ amount, currency: 'GBP' });
    const invoice = {
      customer: 'ACME',
      date: day(-1),
      net: money(1000),
      tax: money(200),
      gross: money(1200),
      paid: money(0),
    };
    await scene.put('invoices/INV-1', { ...invoice, status: 'sent' });
    await scene.put('invoices/DRAFT-1', { ...invoice, status: 'draft' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  it('sees what comes, what was, what to pay and where, and no drafts', async () => {
    await alice.open('/portal');
    for (const words of ['Acme Ltd', 'NEXT', 'DONE', 'INV-1', '£12.00', 'Henley depot'])
      expect(alice.seen.text).toContain(words);
    expect(alice.seen.html).not.toContain('DRAFT-1');
    expect(alice.seen.html).not.toContain('FOREIGN');
  });

  it('sees no invoices anywhere when financial details are off, and no block that is closed', async () => {
    const set = (permission: string, allowed: boolean) =>
      portico.sql('update customer_permissions set allowed = $2 where permission = $1', [
        permission,
        allowed,
      ]);
    await set('money', false);
    await alice.open('/portal');
    expect(alice.seen.text).not.toContain('Latest invoices');
    expect((await alice.open('/portal/invoices')).status).toBe(404);
    await set('money', true);
    await set('jobs', false);
    expect((await alice.open('/portal')).text).not.toContain('Next jobs');
    await set('jobs', true);
  });

  it('sees what is on file about the own company', async () => {
    await alice.open('/portal/company');
    for (const words of ['GB 1234', 'Ruth Bailey']) expect(alice.seen.text).toContain(words);
    expect(alice.seen.text).not.toContain('Blake');
  });

  it('changes name and password; a wrong one is said at the field, and other devices are signed out', async () => {
    const phone = new Person(portico.url);
    await phone.signIn('alice@acme.test', PASSWORD);
    await alice.open('/portal/profile');
    await alice.submit('/portal/profile', { name: 'Alice Adams' });
    expect(alice.seen.text).toContain('Your name is saved: Alice Adams.');
    const next = 'another good password';
    await alice.submit('/portal/profile/password', {
      currentPassword: 'wrong',
      password: next,
      passwordConfirmation: next,
    });
    expect([alice.seen.status, alice.seen.text]).toEqual([
      422,
      expect.stringContaining('This is not your current password.'),
    ]);
    await alice.submit('/portal/profile/password', {
      currentPassword: PASSWORD,
      password: next,
      passwordConfirmation: next,
    });
    expect(alice.seen.text).toContain('Your new password is saved.');
    expect((await alice.open('/portal')).path).toBe('/portal');
    expect((await phone.open('/portal')).path).toBe('/sign-in');
  });

  it('with two customers chooses between them, and never enters somebody else’s access', async () => {
    const carol = await scene.portalUser('ACME', 'carol@both.test');
    await scene.portalUser('BLAKE', 'carol@both.test');
    await carol.signIn('carol@both.test', PASSWORD);
    await carol.open('/portal/accesses');
    const other = carol.seen.$('button[name=access]').attr('value') as string;
    await carol.submit('/portal/accesses', {}, { name: 'access', value: other });
    await carol.open('/portal/jobs');
    expect(carol.seen.text).toContain('FOREIGN');
    const [foreign] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = 'alice@acme.test'`,
    );
    await carol.open('/portal/accesses');
    await carol.submit('/portal/accesses', {}, { name: 'access', value: foreign?.id as string });
    expect(carol.seen.status).toBe(404);
    expect((await carol.open('/portal/jobs')).text).toContain('FOREIGN');
  });
});
