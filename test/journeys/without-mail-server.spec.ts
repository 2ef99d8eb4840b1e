import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { customer, staff } from '../support/office.js';
import { Person } from '../support/person.js';

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
});
