import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, until, type MailServer } from '../support/mail-server.js';
import { apiOf, customer, staff } from '../support/office.js';
import { Person } from '../support/person.js';
import { partsOf, rowsOf } from '../support/workbook.js';

const LIST = '/admin/invitations';

describe('the list of invitations', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let tom: Person;
  let acme: string;
  let birch: string;
  let api: Awaited<ReturnType<typeof apiOf>>;

  beforeAll(async () => {
    mail = await startMailServer({
      refuse: (to) => (to.startsWith('nobody') ? '550 5.1.1 No such user here' : undefined),
    });
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql(`update organisation set name = 'Marlow Waste', email = 'office@marlow.test'`);
    ruth = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    tom = await staff(portico, 'tom@marlow.test', 'Tom Reed');
    acme = await customer(portico, 'ACME', 'Acme Ltd');
    birch = await customer(portico, 'BIRCH', 'Birch & Sons');
    await portico.sql('update customers set portal_enabled = true');
    api = await apiOf(portico);
    await invite(ruth, acme, 'ann@acme.test bob@acme.test cy@acme.test nobody@acme.test');
    await invite(tom, birch, 'dee@birch.test');
    await until('all mails to be out', async () => {
      const open = await portico.sql(`select from mails where state in ('queued', 'sending')`);
      return open.length === 0 || undefined;
    });
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const invite = async (who: Person, id: string, people: string) => {
    const tab = `/admin/customers/${id}/portal-access`;
    await who.open(tab);
    await who.submit(tab, { people });
  };
  const tabs = (person: Person) =>
    person.seen
      .$('.page-head .tabs a, .tabs a')
      .toArray()
      .map((link) => person.seen.$(link).text().replace(/\s+/g, ' ').trim());
  const emails = (person: Person) =>
    person.seen
      .$('tbody th .row-link')
      .toArray()
      .map((link) => person.seen.$(link).text());
  const choiceOf = (person: Person, email: string) =>
    person.seen
      .$('tbody tr')
      .filter((_, row) => person.seen.$(row).text().includes(email))
      .find('input[name=chosen]')
      .val() as string;
  const tick = async (person: Person, which: string[], deed: string) => {
    await person.open(LIST);
    const body = new URLSearchParams(person.seen.$(`form#selection`).serialize());
    for (const email of which) body.append('chosen', choiceOf(person, email));
    body.append('deed', deed);
    return person.request('POST', `${LIST}/selection`, body);
  };
  const fileOf = async (person: Person, format: string) => {
    const href = person.seen.$(`.page-actions a[href*=".${format}"]`).attr('href') as string;
    return (await person.download(href)).bytes;
  };
  const mailsTo = (address: string) =>
    mail.mails.filter(({ to }) => to?.some((one) => one.address === address)).length;

  it('is a file as it is narrowed, and so is the list of portal users', async () => {
    await ruth.open(`${LIST}?customer=ACME&sort=-email`);
    const [heads, ...lines] = (await fileOf(ruth, 'csv')).toString('utf8').trim().split('\r\n');
    expect(heads).toContain(
      'Email,Customer,Status,First invited,Invited by,Link works until,Asked for a new link',
    );
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'nobody@acme.test',
      'cy@acme.test',
      'bob@acme.test',
      'ann@acme.test',
    ]);
    expect(lines[3]).toMatch(/^ann@acme\.test,Acme Ltd,Invited,\d{4}-\d\d-\d\d \d\d:\d\d,Ruth Bailey,\d{4}-/);
    const invited = rowsOf(partsOf(await fileOf(ruth, 'xlsx')).get('xl/worksheets/sheet1.xml') as string);
    expect(invited[4]?.slice(0, 4)).toEqual(['ann@acme.test', 'Acme Ltd', 'Invited', expect.any(Number)]);
    await ruth.open('/admin/portal-users?q=birch');
    const people = (await fileOf(ruth, 'csv')).toString('utf8').trim().split('\r\n');
    expect(people.slice(1).map((line) => line.split(',').slice(0, 4))).toEqual([
      ['dee@birch.test', '', 'Birch & Sons', 'Invited'],
    ]);
    await ruth.open(`${LIST}?q=there-is-nobody-so`);
    expect(ruth.seen.$('.page-actions a[href*=".csv"]').length).toBe(0);
    expect((await ruth.open(`${LIST}.csv?colour=red`)).status).toBe(400);
    const ada = await staff(portico, 'ada@marlow.test', 'Ada', 'administrator');
    const { text } = await ada.open('/admin/audit?action=list.downloaded');
    expect([text.includes('List: Portal users'), text.includes('List: Invitations')]).toEqual([true, true]);
    const visitor = await new Person(portico.url).open(`${LIST}.csv`);
    expect(visitor.path).toBe('/sign-in');
  });

  it('counts each state exactly, on tabs that lead to them', async () => {
    await ruth.open(LIST);
    expect(tabs(ruth)).toEqual(
      expect.arrayContaining(['All 5', 'Invited 4', 'Not delivered 1', 'Came back', 'Accepted']),
    );
    const failed = ruth.seen.$('.tabs a[href*="state=failed"]').attr('href') ?? '';
    await ruth.open(failed);
    expect(emails(ruth)).toEqual(['nobody@acme.test']);
    expect(ruth.seen.text).toContain('1 invitation');
    expect(tabs(ruth)).toContain('All 5');
  });

  it('is narrowed by search, customer, inviter and day, and each can be taken away', async () => {
    await ruth.open(`${LIST}?customer=BIRCH`);
    expect(emails(ruth)).toEqual(['dee@birch.test']);
    expect(tabs(ruth)).toContain('All 1');
    await ruth.open(`${LIST}?q=birch`);
    expect(emails(ruth)).toEqual(['dee@birch.test']);
    const [tomRow] = await portico.sql<{ id: string }>(
      `select id from logins where email = 'tom@marlow.test'`,
    );
    await ruth.open(`${LIST}?inviter=${tomRow?.id}`);
    expect(emails(ruth)).toEqual(['dee@birch.test']);
    expect(ruth.seen.text).toContain('Invited by Tom Reed');
    await ruth.open(`${LIST}?inviter=system`);
    expect(emails(ruth)).toEqual([]);
    await ruth.open(`${LIST}?to=2020-01-01`);
    expect(ruth.seen.text).toContain('No invitation matches');
    await ruth.open(`${LIST}?from=2020-01-01&sort=email`);
    expect(emails(ruth)).toHaveLength(5);
    for (const wrong of ['from=yesterday', 'to=2026-02-31', 'inviter=x', 'state=nice', 'colour=red'])
      expect((await ruth.open(`${LIST}?${wrong}`)).status).toBe(400);
  });

  it('says that one came back, once its Message-ID or address is told, and why', async () => {
    const [sent] = await portico.sql<{ message_id: string }>(
      `select message_id from mails where recipient = 'ann@acme.test'`,
    );
    const id = sent?.message_id.slice(1, -1);
    const told = await api('POST', '/invitations/bounces', {
      messageId: id,
      reason: '550 5.2.1 Mailbox\r\nclosed',
    });
    expect(told.status).toBe(200);
    const twice = await api('POST', '/invitations/bounces', { email: 'ANN@acme.test', reason: 'again' });
    expect(twice.body).toEqual(told.body);
    expect(told.body['portalUsers'] as string[]).toHaveLength(1);
    const lines = await portico.sql(`select from audit_lines where action = 'invitation.bounced'`);
    expect(lines).toHaveLength(1);
    await ruth.open(`${LIST}?state=bounced`);
    expect(emails(ruth)).toEqual(['ann@acme.test']);
    await ruth.open('/admin');
    expect(ruth.seen.text).toContain('1 invitation came back.');
    const tab = await ruth.open(`/admin/customers/${acme}/portal-access`);
    const card = tab.$('.person').filter((_, one) => tab.$(one).text().includes('ann@acme.test'));
    expect(card.find('.status').text().trim()).toBe('Came back');
    expect(card.text()).toContain('It came back: 550 5.2.1 Mailbox closed');
    const record = await api('GET', `/portal-users/${(told.body['portalUsers'] as string[])[0]}`);
    expect(record.body['invitation']).toMatchObject({
      state: 'bounced',
      bounceReason: '550 5.2.1 Mailbox closed',
    });
  });

  it.each([
    [{ reason: 'x' }, 422, 'messageId'],
    [{ reason: 'x', email: 'a@b.test', messageId: 'y' }, 422, 'messageId'],
    [{ email: 'ann@acme.test' }, 422, 'reason'],
    [{ email: 'not one', reason: 'x' }, 422, 'email'],
    [{ email: 'ann@acme.test', reason: 'x', at: '2999-01-01T00:00:00Z' }, 422, 'at'],
    [{ email: 'ann@acme.test', reason: 'x', colour: 'red' }, 422, 'colour'],
    [{ email: 'stranger@nowhere.test', reason: 'x' }, 404, ''],
    [{ messageId: '<x@y>', reason: 'x' }, 404, ''],
    [['x'], 422, 'body'],
  ])('refuses to be told %j', async (body, status, field) => {
    const refused = await api('POST', '/invitations/bounces', body);
    expect(refused.status).toBe(status);
    if (field) expect(JSON.stringify(refused.body)).toContain(`"${field}"`);
  });

  it('asks for the reason of a bounce that is told without one', async () => {
    const refused = await api('POST', '/invitations/bounces', { email: 'ann@acme.test' });
    expect(JSON.stringify(refused.body)).toContain('Say why it came back');
  });

  it('leads to the form that corrects an address: the right person is invited, the wrong link is worth nothing', async () => {
    const old = linkIn(await mail.mailTo('ann@acme.test'), '/invitations/');
    const tab = await ruth.open(`/admin/customers/${acme}/portal-access`);
    const card = tab.$('.person').filter((_, one) => tab.$(one).text().includes('ann@acme.test'));
    const href = card.find('a[href$="/address"]').attr('href') ?? '';
    await ruth.open(href);
    expect((await ruth.submit(href, { email: 'tom@marlow.test' })).text).toContain('member of staff');
    expect(ruth.seen.status).toBe(422);
    await ruth.open(href);
    expect((await ruth.submit(href, { email: 'bob@acme.test' })).status).toBe(422);
    await ruth.open(href);
    expect((await ruth.submit(href, { email: 'no address' })).status).toBe(422);
    await ruth.open(href);
    const done = await ruth.submit(href, { email: 'anna@acme.test' });
    expect(done.text).toContain('An invitation is on its way to anna@acme.test.');
    const fresh = linkIn(await mail.mailTo('anna@acme.test'), '/invitations/');
    expect((await new Person(portico.url).open(fresh)).$('#email').val()).toBe('anna@acme.test');
    expect((await new Person(portico.url).open(old)).status).toBe(410);
    const audited = await portico.sql(
      `select from audit_lines where action = 'portal-user.address-corrected'`,
    );
    expect(audited).toHaveLength(1);
  });

  it('sends those ticked again, after a page that says what happens to each, and nobody twice', async () => {
    const asked = await tick(ruth, ['bob@acme.test', 'dee@birch.test'], 'sending');
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Send 2 invitations again?');
    expect(asked.text).toContain('bob@acme.test, Acme Ltd: gets a new link.');
    expect(mailsTo('bob@acme.test')).toBe(1);
    const form = new URLSearchParams(asked.$('form.confirm').serialize());
    await Promise.all([1, 2].map(() => ruth.request('POST', `${LIST}/selection/sending`, form)));
    await mail.mailTo('bob@acme.test', 2);
    await mail.mailTo('dee@birch.test', 2);
    const versions = await portico.sql<{ token_version: number }>(
      `select i.token_version from invitations i join portal_users u on u.id = i.portal_user_id
       join logins l on l.id = u.login_id where l.email in ('bob@acme.test', 'dee@birch.test')`,
    );
    expect(versions).toEqual([{ token_version: 2 }, { token_version: 2 }]);
  });

  it('leaves out whom a link would lead to a closed door, and says so', async () => {
    await portico.sql('update customers set portal_enabled = false where id = $1', [birch]);
    const asked = await tick(ruth, ['bob@acme.test', 'dee@birch.test'], 'sending');
    expect(asked.text).toContain('dee@birch.test, Birch & Sons: portal access of this customer is off.');
    const done = await ruth.submit(`${LIST}/selection/sending`);
    expect(done.text).toContain('1 invitation is on its way. 1 were left out');
    const none = await tick(ruth, ['dee@birch.test'], 'sending');
    expect(none.text).toContain('Nobody was mailed');
    await portico.sql('update customers set portal_enabled = true where id = $1', [birch]);
  });

  it('revokes those ticked', async () => {
    await tick(ruth, ['cy@acme.test', 'dee@birch.test'], 'revocations');
    const done = await ruth.submit(`${LIST}/selection/revocations`);
    expect(done.text).toContain('2 invitations are revoked.');
    await ruth.open(`${LIST}?state=revoked&sort=email`);
    expect(emails(ruth)).toEqual(['cy@acme.test', 'dee@birch.test']);
  });

  it('says that nothing is ticked, and takes no other deed', async () => {
    expect((await tick(ruth, [], 'sending')).text).toContain('Nothing is ticked.');
    expect((await tick(ruth, ['bob@acme.test'], 'deletion')).status).toBe(404);
  });
});
