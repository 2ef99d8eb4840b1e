import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { customer, PASSWORD, site, staff } from '../support/office.js';
import { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('customer accounts and their sites', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let acme: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    const scene = new Scene(portico);
    await scene.openPortal();
    await portico.sql('update organisation set set_up_at = now()');
    ruth = await staff(portico, 'ruth@office.test', 'Ruth Bailey', 'administrator');
    acme = await customer(portico, 'ACME', 'Acme Ltd');
    await portico.sql('update customers set portal_enabled = true');
  }, 90_000);
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const tab = () => `/admin/customers/${acme}/portal-access`;
  const add = async (fields: Record<string, string>) => {
    await ruth.open(`${tab()}/people/new`);
    return ruth.submit(`${tab()}/people`, fields);
  };

  it('are saved with their names, and nobody is mailed until the envelope is pressed', async () => {
    await ruth.open(tab());
    expect(ruth.seen.$(`a[href="${tab()}/people/new"]`).text()).toContain('Customer Account');
    await ruth.open(`${tab()}/people/new`);
    expect(ruth.seen.text).toContain('must not belong to any member of staff');
    await add({ firstName: 'Ann', lastName: 'Lee', email: 'ann@acme.test' });
    expect(ruth.seen.path).toBe(tab());
    expect(ruth.seen.text).toContain('ann@acme.test is saved. Nobody was mailed');
    expect(ruth.seen.text).toContain('Ann Lee');
    expect(await portico.sql('select from mails')).toEqual([]);
    const action = ruth.seen
      .$('form[action$="/invitations"]')
      .filter((_, form) => ruth.seen.$(form).text().includes('Send invitation'))
      .attr('action') as string;
    await ruth.submit(action);
    await mail.mailTo('ann@acme.test');
    await ruth.open(tab());
    expect(ruth.seen.text).toContain('Send again');
  });

  it.each([
    [{ email: 'RUTH@office.test' }, 'belongs to a member of staff'],
    [{ email: 'ann@' }, 'Enter an email address'],
    [{ email: 'Ann@acme.test' }, 'has this access already'],
  ])('are refused at the field: %j', async (fields, message) => {
    await add(fields);
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('.field-error').text()).toContain(message);
    expect(ruth.seen.$('input[name=email]').attr('value')).toBe(fields.email);
  });

  it('limited to a site see nothing of it once it is archived or removed', async () => {
    const scene = new Scene(portico);
    await site(portico, acme, 'A-1');
    await site(portico, acme, 'A-2');
    const bob = await scene.portalUser('ACME', 'bob@acme.test', ['A-1']);
    expect((await bob.open('/portal/sites')).text).toContain('A-1');
    for (const [closing, opening] of [
      [`status = 'archived'`, `status = 'active'`],
      ['deleted_at = now()', 'deleted_at = null'],
    ]) {
      await portico.sql(`update sites set ${closing} where reference = 'A-1'`);
      expect((await bob.open('/portal/sites')).text).not.toContain('A-1');
      expect(bob.seen.text).not.toContain('A-2');
      await portico.sql(`update sites set ${opening} where reference = 'A-1'`);
      expect((await bob.open('/portal/sites')).text).toContain('A-1');
    }
  });

  it('are not invited to a patrol and an archived static site alone', async () => {
    const patrol = await site(portico, acme, 'P-1', 'patrol');
    const old = await site(portico, acme, 'S-OLD');
    await portico.sql(`update sites set status = 'archived' where id = $1`, [old]);
    await add({ email: 'guard@acme.test' });
    const [user] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = 'guard@acme.test'`,
    );
    const page = `/admin/portal-users/${user?.id}`;
    await ruth.open(page);
    await ruth.submit(page, { everySite: 'chosen', sites: [patrol, old] });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.text).toContain('static');
  });

  it('see on their profile where they are signed in, and end the other places', async () => {
    const [desk, phone] = [new Person(portico.url), new Person(portico.url)];
    await desk.signIn('ruth@office.test', PASSWORD);
    await phone.signIn('ruth@office.test', PASSWORD);
    await desk.open('/admin/profile');
    expect(desk.seen.text).toContain('This device');
    await desk.submit('/admin/profile/sessions/end');
    expect((await phone.open('/admin')).path).toBe('/sign-in');
    expect((await desk.open('/admin')).path).toBe('/admin');
    await ruth.signIn('ruth@office.test', PASSWORD);
  });
});
