import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { customer, staff } from '../support/office.js';
import type { Person } from '../support/person.js';

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
    await maya.open(COMPANY);
    await maya.submit(`${COMPANY}/test-mail`);
    expect(maya.seen.text).toContain('Nothing was sent.');
    expect(await portico.sql(`select from mails where kind = 'test'`)).toEqual([]);
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
});
