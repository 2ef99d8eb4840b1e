import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotificationLetters } from '../../src/notifications/notification.letters.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { customer, staff } from '../support/office.js';
import { Person } from '../support/person.js';
import { DUE, ScheduleDesk, SCHEDULES } from '../support/schedules.js';

const COMPANY = '/admin/settings/organisation';

describe('without a mail server', () => {
  let portico: TestPortico;
  let maya: Person;
  let tab: string;

  beforeAll(async () => {
    portico = await startPortico();
    maya = await staff(portico, 'maya@marlow.test', 'Maya Okafor', 'administrator');
    await portico.sql('update portal_settings set enabled = true');
    const id = await customer(portico, 'ACME', 'Acme Ltd');
    await portico.sql('update customers set portal_enabled = true where id = $1', [id]);
    tab = `/admin/customers/${id}/portal-access`;
  });
  afterAll(() => portico.close());

  it('says that invitations wait, on the page and when one is sent again', async () => {
    await maya.open(tab);
    await maya.submit(tab, { people: 'jo@acme.test' });
    expect(maya.seen.$('.notice-attention').text()).toContain(
      'Saved. jo@acme.test is mailed as soon as a mail server is set up.',
    );
    expect(maya.seen.$('.person .status').text()).toContain('Waiting for a mail server');
    const send = maya.seen.$('.person form[action$="/invitations"]').attr('action') ?? '';
    const again = await maya.submit(send);
    expect(again.text).toContain('jo@acme.test is mailed as soon as a mail server is set up.');
    expect(again.text).not.toContain('on its way to');
  });

  it('tells administrators on their first page, and counts only what was sent as sent', async () => {
    const home = await maya.open('/admin');
    expect(home.text).toContain('No mail can be sent: no mail server is set up.');
    const list = await maya.open('/admin/invitations?state=sent');
    expect(list.text).toContain('No invitation matches');
    const tile = home.$('.stat').has('a[href="/admin/invitations?state=sent"]');
    expect(tile.find('.stat-value').text().trim()).toBe('0');
  });

  it('sends no test mail, and says so', async () => {
    for (const page of [COMPANY, '/admin/settings/invitations']) {
      await maya.open(page);
      await maya.submit(`${page}/test-mail`);
      expect(maya.seen.text).toContain('Nothing was sent.');
    }
    expect(await portico.sql(`select from mails where kind in ('test', 'invitation-test')`)).toEqual([]);
  });

  it('says how to invite somebody again whose invitation was revoked', async () => {
    await maya.open(tab);
    const revocation = maya.seen.$('.person a[href$="/revocation"]').attr('href') ?? '';
    await maya.open(revocation);
    await maya.submit(revocation);
    await maya.open(tab);
    const seen = await maya.submit(tab, { people: 'jo@acme.test' });
    expect(seen.status).toBe(422);
    expect(seen.$('.faults').text()).toContain(
      'jo@acme.test was invited and revoked: choose Send again beside the name.',
    );
  });

  it('shows in the list what the mail server said', async () => {
    await portico.sql(`update invitations set revoked_at = null`);
    await portico.sql(
      `update mails set state = 'failed', answer = '550 no such user' where kind = 'invitation'`,
    );
    const list = await maya.open('/admin/invitations?state=failed');
    expect(list.$('table').text()).toContain('The mail server said: 550 no such user');
  });

  it('says on every page that mails, that the mail waits', async () => {
    // A login of the staff: its kind, a new link, and a copy of it.
    await maya.open('/admin/logins/new');
    await maya.submit('/admin/logins', { name: 'Sam Reed', email: 'sam@marlow.test' });
    const login = maya.seen.path;
    await maya.submit(`${login}/type`, { type: 'staff' });
    expect(maya.seen.text).toContain('sam@marlow.test is mailed a link to choose a password as soon as');
    expect(maya.seen.text).toContain('The link to choose a password has not gone out yet.');
    await portico.sql(`update mails set created_at = created_at - interval '1 hour'`);
    await maya.submit(`${login}/link`);
    expect(maya.seen.text).toContain('sam@marlow.test is mailed a new link as soon as');
    await maya.open(`${login}/copy`);
    await maya.submit(`${login}/copy`, { name: 'Kim Lee', email: 'kim@marlow.test' });
    expect(maya.seen.text).toContain('kim@marlow.test is mailed a link to choose a password as soon as');

    // An address that is corrected, and invitations that are ticked.
    const [person] = await portico.sql<{ id: string }>('select id from portal_users');
    const address = `/admin/portal-users/${person?.id}/address`;
    await maya.open(address);
    await maya.submit(address, { email: 'joan@acme.test' });
    expect(maya.seen.text).toContain('The address is now joan@acme.test, who is mailed as soon as');
    await portico.sql(`update mails set created_at = created_at - interval '1 hour'`);
    await maya.open('/admin/invitations');
    const chosen = maya.seen.$('[name=chosen]').first().val() as string;
    const token = String(maya.seen.$('#selection [name=_csrf]').val());
    const ticked = new URLSearchParams({ _csrf: token, chosen, deed: 'sending' });
    await maya.request('POST', '/admin/invitations/selection', ticked);
    await maya.submit('/admin/invitations/selection/sending');
    expect(maya.seen.text).toContain('1 invitation goes out as soon as a mail server is set up.');

    // A forgotten password: whether anybody has the address is told nobody.
    const visitor = new Person(portico.url);
    await visitor.open('/forgot-password');
    await visitor.submit('/forgot-password', { email: 'maya@marlow.test' });
    expect(visitor.seen.text).toContain('No mail can be sent from here at the moment.');
    expect(visitor.seen.text).not.toContain('on its way');
  });

  it('heaps up no reports: what is due waits, which the schedule says, and a trial sends nothing', async () => {
    await portico.sql('update permission_settings set available = true');
    const [account] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    const desk = new ScheduleDesk(portico, maya);
    const schedule = await desk.add(account?.id as string, {
      name: 'Tonnes',
      frequency: 'daily',
      addresses: 'bursar@elsewhere.test',
    });
    for (const day of [3, 4, 5])
      expect(await desk.comes(schedule, DUE, new Date(Date.UTC(2026, 2, day, 9)))).toBe(0);
    await maya.open(`${SCHEDULES}/${schedule}`);
    for (const words of ['No mail server is set up.', 'As soon as a mail server is set up'])
      expect(maya.seen.text).toContain(words);
    await maya.submit(`${SCHEDULES}/${schedule}/trial`);
    expect(maya.seen.text).toContain('Nothing was sent: no mail server is set up.');
    expect((await maya.open(SCHEDULES)).text).toContain('As soon as a mail server is set up');
    expect(await portico.sql(`select from mails where kind like 'scheduled-report%'`)).toEqual([]);
  });

  it('gathers what is new, to be told in one mail once there is a server', async () => {
    const [person] = await portico.sql<{ id: string; customerId: string }>(
      'select id, customer_id as "customerId" from portal_users limit 1',
    );
    await portico.sql(
      `insert into notification_choices (portal_user_id, section, how) values ($1, 'documents', 'at-once')`,
      [person?.id],
    );
    await portico.sql('update portal_users set active = true where id = $1', [person?.id]);
    const letters = portico.app.get(NotificationLetters);
    for (const reference of ['D-1', 'D-2']) {
      await portico.sql(
        `insert into notices (id, portal_user_id, section, record_id) values (gen_random_uuid(), $1, 'documents', gen_random_uuid())`,
        [person?.id],
      );
      expect([reference, await letters.begin(new Date(Date.now() + 600_000))]).toEqual([reference, 0]);
    }
    expect(await portico.sql(`select from mails where kind = 'notification'`)).toEqual([]);
    expect(await portico.sql('select from notices where letter_id is null')).toHaveLength(2);
  });
});
