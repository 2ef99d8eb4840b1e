import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { meanwhile } from '../support/meanwhile.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const PEOPLE = '/portal/people';

describe('the customer’s own manager', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;
  let alice: Person;
  let gina: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    scene = new Scene(portico);
    await scene.openPortal();
    for (const customer of ['ACME', 'STRANGER']) {
      await scene.customer(customer, `${customer} Ltd`);
      for (const site of ['NORTH', 'SOUTH'])
        await scene.put(`sites/${customer}-${site}`, { customer, name: `${customer} ${site}` });
    }
    ruth = await scene.staff('administrator');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    gina = await scene.portalUser('ACME', 'gina@acme.test', ['ACME-NORTH']);
    await scene.portalUser('STRANGER', 'sid@stranger.test');
  }, 90_000);
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const access = async (email: string) => {
    const [row] = await portico.sql<{ id: string; every_site: boolean; withheld: string[]; ended: boolean }>(
      `select u.id, u.every_site, u.withheld, u.ended_at is not null as ended from portal_users u
       join logins l on l.id = u.login_id where l.email = $1 order by u.created_at desc limit 1`,
      [email],
    );
    return row as { id: string; every_site: boolean; withheld: string[]; ended: boolean };
  };
  const makeManager = async (email: string) => {
    const page = `/admin/portal-users/${(await access(email)).id}`;
    await ruth.open(page);
    return ruth.submit(page, { manager: 'on' });
  };
  const sitesOf = async (email: string) =>
    (
      await portico.sql<{ reference: string }>(
        `select s.reference from portal_user_sites p join sites s on s.id = p.site_id where p.portal_user_id = $1`,
        [(await access(email)).id],
      )
    ).map(({ reference }) => reference);
  const siteId = async (reference: string) => {
    const [row] = await portico.sql<{ id: string }>('select id from sites where reference = $1', [reference]);
    return (row as { id: string }).id;
  };

  it('is made by staff, on the person’s page; for everybody else the pages do not exist', async () => {
    expect((await alice.open(PEOPLE)).status).toBe(404);
    expect(alice.seen.$(`a[href="${PEOPLE}"]`)).toHaveLength(0);
    await makeManager('alice@acme.test');
    expect(ruth.seen.text).toContain('What you changed for alice@acme.test is saved.');
    await alice.open(PEOPLE);
    expect(alice.seen.status).toBe(200);
    expect(alice.seen.$(`nav a[href="${PEOPLE}"]`)).toHaveLength(1);
    for (const shown of ['alice@acme.test', 'This is you', 'gina@acme.test'])
      expect(alice.seen.text).toContain(shown);
    expect(alice.seen.text).not.toContain('sid@stranger.test');
    expect((await gina.open(PEOPLE)).status).toBe(404);
  });

  it('invites a colleague, who sees what the manager chose; the log names the manager', async () => {
    await alice.open(`${PEOPLE}/new`);
    const sections = alice.seen
      .$('input[name=sections]:checked')
      .map((_, box) => alice.seen.$(box).attr('value'))
      .get() as string[];
    await alice.submit(PEOPLE, {
      email: 'bob@acme.test',
      firstName: 'Bob',
      everySite: 'chosen',
      sites: [await siteId('ACME-SOUTH')],
      sections: sections.filter((key) => key !== 'invoices'),
    });
    expect(alice.seen.text).toContain('An invitation is on its way to bob@acme.test.');
    const bob = new Person(portico.url);
    const link = linkIn(await mail.mailTo('bob@acme.test'), '/invitations/');
    await bob.open(link);
    await bob.submit(link, { password: PASSWORD, passwordConfirmation: PASSWORD });
    expect(bob.seen.path).toBe('/portal');
    expect((await bob.open('/portal/sites')).text).toContain('ACME-SOUTH');
    expect(bob.seen.text).not.toContain('ACME-NORTH');
    expect((await bob.open('/portal/invoices')).status).toBe(404);
    const lines = await portico.sql<{ email: string; action: string }>(
      `select l.email, a.action from audit_lines a join logins l on l.id = a.actor_id where a.subject_id = $1 order by a.id`,
      [(await access('bob@acme.test')).id],
    );
    expect(lines.slice(0, 2)).toEqual([
      { email: 'alice@acme.test', action: 'portal-user.added' },
      { email: 'alice@acme.test', action: 'invitation.sent' },
    ]);
  });

  it('limits and removes a colleague; a page tells what will happen first', async () => {
    const { id } = await access('bob@acme.test');
    await alice.open(`${PEOPLE}/${id}`);
    await alice.submit(`${PEOPLE}/${id}`, { sites: [await siteId('ACME-NORTH')] });
    expect(await sitesOf('bob@acme.test')).toEqual(['ACME-NORTH']);
    await alice.open(`${PEOPLE}/${id}/end`);
    expect(alice.seen.text).toContain('can no longer see anything of ACME Ltd, at once');
    await alice.submit(`${PEOPLE}/${id}/end`);
    expect((await access('bob@acme.test')).ended).toBe(true);
    expect((await alice.open(`${PEOPLE}/${id}`)).status).toBe(404);
  });

  it('holds nobody up, however many saves come at the same moment', async () => {
    const page = `${PEOPLE}/${(await access('gina@acme.test')).id}`;
    await alice.open(page);
    const form = new URLSearchParams(alice.seen.$(`form[action="${page}"]`).serialize());
    const saves = Array.from({ length: 20 }, () => alice.request('POST', page, form, false));
    expect(new Set((await Promise.all(saves)).map(({ status }) => status))).toEqual(new Set([303]));
    expect((await gina.open('/portal')).status).toBe(200);
  });

  it('gives at most what they have themselves, whatever is sent', async () => {
    const { id } = await access('gina@acme.test');
    await portico.sql('update portal_users set withheld = $2 where id = $1', [id, ['invoices', 'documents']]);
    await makeManager('gina@acme.test');
    await gina.open(PEOPLE);
    // Alice sees all sites: more than Gina, so Gina cannot change her; nor herself.
    for (const email of ['alice@acme.test', 'gina@acme.test', 'sid@stranger.test'])
      expect((await gina.open(`${PEOPLE}/${(await access(email)).id}`)).status).toBe(404);
    await gina.open(`${PEOPLE}/new`);
    expect(gina.seen.$('input[name=everySite]')).toHaveLength(0);
    expect(gina.seen.text).not.toContain('ACME-SOUTH');
    expect(gina.seen.$('input[value=invoices]')).toHaveLength(0);
    const form = new URLSearchParams({
      _csrf: gina.seen.$('input[name=_csrf]').attr('value') as string,
      id: gina.seen.$('input[name=id]').attr('value') as string,
      email: 'cleo@acme.test',
      everySite: 'every',
      sections: 'invoices',
    });
    form.append('sites', await siteId('ACME-SOUTH'));
    form.append('sites', await siteId('STRANGER-NORTH'));
    await gina.request('POST', PEOPLE, form);
    expect(gina.seen.status).toBe(422);
    form.append('sites', await siteId('ACME-NORTH'));
    form.append('manager', 'on');
    await gina.request('POST', PEOPLE, form);
    expect(await sitesOf('cleo@acme.test')).toEqual(['ACME-NORTH']);
    const cleo = await access('cleo@acme.test');
    expect(cleo.every_site).toBe(false);
    expect(cleo.withheld).toEqual(expect.arrayContaining(['invoices', 'documents']));
    expect(await portico.sql('select from portal_users where manager and id = $1', [cleo.id])).toEqual([]);
    // What is taken from the manager a moment ago counts.
    await portico.sql('delete from portal_user_sites where portal_user_id = $1', [id]);
    expect((await gina.open(`${PEOPLE}/${cleo.id}`)).status).toBe(404);
  });

  it.each([
    [{ email: 'nobody' }, 'email', 'Enter an email address'],
    [{ email: 'alice@acme.test' }, 'email', 'has this access already'],
    [{ email: 'dan@acme.test', everySite: 'chosen' }, 'sites', 'Tick at least one site.'],
  ])('is told at the field what is the matter: %j', async (fields, field, message) => {
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, fields);
    expect(alice.seen.status).toBe(422);
    expect(alice.seen.$(`.error-summary a[href="#${field}"]`).text()).toContain(message);
    expect(alice.seen.$('input[name=email]').attr('value')).toBe(fields.email);
  });

  it('learns nothing of staff, and opens no portal that staff have closed to somebody', async () => {
    const [staff] = await portico.sql<{ email: string }>(`select email from logins where kind = 'staff'`);
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: staff?.email });
    expect(alice.seen.status).toBe(422);
    expect(alice.seen.text).toContain('cannot be invited here');
    expect(alice.seen.text).not.toContain('member of staff');
    await portico.sql(
      `delete from login_role_groups where login_id = (select id from logins where email = 'sid@stranger.test')`,
    );
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: 'sid@stranger.test' });
    expect(alice.seen.text).toContain('An invitation is on its way');
    expect(
      await portico.sql(
        `select from login_role_groups where login_id = (select id from logins where email = 'sid@stranger.test')`,
      ),
    ).toEqual([]);
  });

  it('says nothing of what kind of login somebody has: one that nobody has decided on stays so', async () => {
    const id = '01900000-0000-7000-8000-00000000ab01';
    const login = () =>
      portico.sql('select kind, name, version from logins where id = $1 union all select null, null, 0', [
        id,
      ]);
    await ruth.open('/admin/logins/new');
    await ruth.submit('/admin/logins', { name: 'Una', email: 'una@office.test' });
    await portico.sql(`update logins set id = $1 where email = 'una@office.test'`, [id]);
    const before = await login();
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: 'una@office.test', firstName: 'Una', lastName: 'Ash' });
    expect([alice.seen.status, alice.seen.$('.error-summary a[href="#email"]').text()]).toEqual([
      422,
      'una@office.test cannot be invited here. Use another address, or ask us.',
    ]);
    expect(await login()).toEqual(before);
    expect(await portico.sql('select from portal_users where login_id = $1', [id])).toEqual([]);
  });

  it('learns neither name nor sign-ins of whoever belongs elsewhere, before they accept', async () => {
    await portico.sql(
      `update logins set name = 'Sid Vane', last_name = 'Vane', last_signed_in_at = now() where email = 'sid@stranger.test'`,
    );
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: 'sid@stranger.test', firstName: 'S', everySite: 'yes' });
    await alice.open(PEOPLE);
    expect(alice.seen.text).toContain('sid@stranger.test');
    await alice.open('/portal/activity');
    expect(alice.seen.text).toContain('sid@stranger.test');
    const { id } = await access('sid@stranger.test');
    for (const path of [PEOPLE, `${PEOPLE}/${id}`, '/portal/activity'])
      expect([path, (await alice.open(path)).text.includes('Vane')]).toEqual([path, false]);
    const people = await alice.open(PEOPLE);
    const card = people.$('*:contains("sid@stranger.test")').last().closest('li, article, tr');
    expect(card.text()).toContain('sid@stranger.test');
    expect(card.text()).not.toContain('Last signed in');
  });

  it('and the office at the same moment come one after the other: nobody of the staff has an access', async () => {
    await ruth.open('/admin/logins/new');
    await ruth.submit('/admin/logins', { name: 'Vic', email: 'vic@acme.test' });
    const [vic] = await portico.sql<{ id: string }>(`select id from logins where email = 'vic@acme.test'`);
    await ruth.open(`/admin/logins/${vic?.id}`);
    await ruth.submit(`/admin/logins/${vic?.id}/type`, { type: 'customer' });
    await alice.open(`${PEOPLE}/new`);
    const seen = await meanwhile(portico, `update logins set kind = 'staff' where id = $1`, [vic?.id], () =>
      alice.submit(PEOPLE, { email: 'vic@acme.test' }),
    );
    expect(seen.text).toContain('vic@acme.test cannot be invited here.');
    expect(await portico.sql('select from portal_users where login_id = $1', [vic?.id])).toEqual([]);
  });

  it('sends so many invitations a day and no more, those sent again too', async () => {
    const { id } = await access('cleo@acme.test');
    await portico.sql(
      `insert into audit_lines (id, actor_kind, actor_id, action, subject_kind, subject_id, customer_id)
       select gen_random_uuid(), 'login', l.id, 'invitation.sent-again', 'portal-user', $1, c.id
       from logins l, customers c, generate_series(1, 50) where l.email = 'gina@acme.test' and c.reference = 'ACME'`,
      [id],
    );
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: 'zed@acme.test' });
    expect([alice.seen.status, alice.seen.$('.error-summary a[href="#email"]').text()]).toEqual([
      422,
      '50 invitations have been sent for your company in the last 24 hours. Wait until tomorrow, or ask us.',
    ]);
    expect(await portico.sql(`select from logins where email = 'zed@acme.test'`)).toEqual([]);
    await alice.open(`${PEOPLE}/${id}`);
    await alice.submit(`${PEOPLE}/${id}/invitations`);
    expect(alice.seen.text).toContain('50 invitations have been sent for your company');
    // The office's own do not count, and are not counted.
    await ruth.open(`/admin/portal-users/${id}`);
    await ruth.submit(`/admin/portal-users/${id}/invitations`);
    expect(ruth.seen.text).toContain('cleo@acme.test');
    await portico.sql(
      `update audit_lines set at = at - interval '1 day' where action = 'invitation.sent-again'`,
    );
    await alice.open(`${PEOPLE}/new`);
    await alice.submit(PEOPLE, { email: 'zed@acme.test' });
    expect(alice.seen.text).toContain('An invitation is on its way to zed@acme.test.');
  });

  it('is no manager any more once the organisation switches that off', async () => {
    await ruth.open('/admin/settings/customer-portal/managers');
    await ruth.submit('/admin/settings/customer-portal/managers', { on: undefined });
    expect((await alice.open(PEOPLE)).status).toBe(404);
    expect((await alice.open('/portal')).$(`a[href="${PEOPLE}"]`)).toHaveLength(0);
    await ruth.open('/admin/settings/customer-portal/managers');
    await ruth.submit('/admin/settings/customer-portal/managers', { on: 'on' });
    expect((await alice.open(PEOPLE)).status).toBe(200);
  });
});
