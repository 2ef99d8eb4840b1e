import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { customer, staff } from '../support/office.js';
import { Person } from '../support/person.js';

const SETTINGS = '/admin/settings/invitations';

describe('Settings > Invitations', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let bo: Person;
  let acme: string;
  let number = 0;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql(
      `update organisation set name = 'Marlow Waste', portal_name = 'Marlow Online', email = 'office@marlow.test',
         phone = '01628 555 0142'`,
    );
    bo = await staff(portico, 'bo@marlow.test', 'Bo Ross', 'administrator');
    acme = await customer(portico, 'ACME', 'Acme <b>& Sons</b>');
    await portico.sql('update customers set portal_enabled = true');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const save = async (fields: Record<string, string>, choice?: string) => {
    await bo.open(SETTINGS);
    return bo.submit(SETTINGS, fields, choice ? { name: 'choice', value: choice } : undefined);
  };
  const invite = async (name = '') => {
    number += 1;
    const email = `person${number}@acme.test`;
    const tab = `/admin/customers/${acme}/portal-access`;
    await bo.open(tab);
    await bo.submit(tab, { people: name ? `${name} <${email}>` : email });
    return mail.mailTo(email);
  };
  const kept = async () => (await portico.sql('select subject, body, days from invitation_settings'))[0];

  it('begins with the standard text and seven days', async () => {
    await bo.open(SETTINGS);
    expect(bo.seen.$('#subject').val()).toBe('{inviter} at {organisation} has invited you to {portal}');
    expect(bo.seen.$('#body').val()).toContain('{link}');
    expect(bo.seen.$('#days').val()).toBe('7');
    expect((await bo.submit(SETTINGS)).text).toContain('Nothing was changed');
    expect(await kept()).toEqual({ subject: '', body: '', days: 7 });
    const sent = await invite();
    expect(sent.subject).toBe('Bo Ross at Marlow Waste has invited you to Marlow Online');
    expect(sent.text).toContain('what Marlow Waste does for Acme <b>& Sons</b>.');
    expect(sent.html).toContain('Acme &lt;b&gt;&amp; Sons&lt;/b&gt;');
    expect(sent.text).toContain('To begin, choose a password.');
    expect(sent.html?.match(/<a /g)).toHaveLength(2);
  });

  it('mails the office’s own text, escaped, with names or without', async () => {
    await save({
      subject: '{firstName}, come to <Marlow>',
      body: 'Hello {firstName},\nwelcome & call {phone}.\n\n{link}\n\nIt works until {endDate}. <script>alert(1)</script>',
      days: '30',
    });
    expect(bo.seen.text).toContain('Saved.');
    const sent = await invite('Sam Reed');
    expect(sent.subject).toBe('Sam, come to <Marlow>');
    expect(sent.text).toContain('Hello Sam,\nwelcome & call 01628 555 0142.');
    expect(sent.html).toContain('&lt;script&gt;');
    expect(sent.html).not.toContain('<script');
    expect(sent.html?.match(/<a /g)).toHaveLength(2);
    const day = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      timeZone: 'Europe/London',
    });
    const until = day.format(Date.now() + 30 * 86_400_000);
    expect(sent.text).toMatch(new RegExp(`It works until \\w{3} ${until}`));
    expect(sent.text?.match(/works/g)).toHaveLength(1);
    expect((await new Person(portico.url).open(linkIn(sent, '/invitations/'))).status).toBe(200);
    expect((await invite()).text).toContain('Hello,\nwelcome');
    const [line] = await portico.sql<{ after: { days: number } }>(
      `select after from audit_lines where action = 'invitation-settings.changed'`,
    );
    expect(line?.after.days).toBe(30);
  });

  it('has the button below where the link stands within a sentence', async () => {
    await save({ body: 'Open {link} soon.' });
    const sent = await invite();
    expect(sent.html?.match(/<a /g)).toHaveLength(3);
    expect(sent.text).toMatch(/The link works once, until/);
  });

  it.each([
    ['body', { body: 'Hello' }, 'Put {link} where the button should stand.'],
    ['body', { body: '{link} {mother}' }, 'There is nothing called “mother”'],
    ['body', { body: '' }, ''],
    ['subject', { subject: 'See {link}' }, 'The link cannot stand in the subject.'],
    ['subject', { subject: 'Hello\r\nBcc: all@x.test' }, 'The subject is one line.'],
    ['days', { days: '0' }, 'from 1 to 60'],
    ['days', { days: '61' }, 'from 1 to 60'],
    ['days', { days: '1.5' }, 'from 1 to 60'],
  ])('says at the field %s what is wrong with %j', async (field, fields, words) => {
    const before = await kept();
    const seen = await save(fields);
    expect(seen.status).toBe(422);
    expect(seen.$(`#${field}-error`).text()).toContain(words);
    const [[name, typed] = ['', '']] = Object.entries(fields);
    if (!typed.includes('\r')) expect(seen.$(`#${name}`).val()).toBe(typed);
    expect(await kept()).toEqual(before);
  });

  it('shows the mail as typed before it is saved, as HTML and as plain text', async () => {
    const before = await kept();
    const seen = await save({ body: 'Only looking, {firstName}.\n\n{link}' }, 'preview');
    expect(seen.status).toBe(200);
    expect(seen.$('#body').val()).toContain('Only looking');
    expect(seen.$('pre').text()).toContain('Only looking, Sam.');
    const frame = await bo.request('GET', seen.$('iframe').attr('src') ?? '');
    expect(frame.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(frame.html).toContain('Only looking, Sam.');
    expect(await kept()).toEqual(before);
    for (const wrong of ['', '?text=x', `?text=${'A'.repeat(50)}`])
      expect((await bo.open(`${SETTINGS}/preview${wrong}`)).status).toBe(400);
  });

  it('sends a test to oneself whose link accepts nothing', async () => {
    await save({ body: 'A trial.\n\n{link}' });
    await bo.open(SETTINGS);
    const form = new URLSearchParams(bo.seen.$(`form[action="${SETTINGS}/test-mail"]`).serialize());
    const done = await bo.request('POST', `${SETTINGS}/test-mail`, form);
    expect(done.text).toContain('A test mail to bo@marlow.test is on its way.');
    const sent = await mail.mailTo('bo@marlow.test');
    expect(sent.text).toContain('A trial.');
    expect(sent.text).toContain('This is a test.');
    expect(sent.text).not.toContain('/invitations/');
  });

  it('never overwrites what somebody else has saved', async () => {
    await bo.open(SETTINGS);
    const tom = await staff(portico, 'tom@marlow.test', 'Tom Reed', 'administrator');
    await tom.open(SETTINGS);
    await tom.submit(SETTINGS, { days: '14' });
    const behind = await bo.submit(SETTINGS, { subject: 'Mine' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Tom Reed saved this page');
    expect(behind.$('#days').val()).toBe('14');
    expect(behind.$('#subject').val()).toBe('Mine');
    await bo.submit(SETTINGS);
    expect(await kept()).toMatchObject({ subject: 'Mine', days: 14 });
  });

  it('goes back to the standard text, after a page that says what is lost', async () => {
    await bo.open(SETTINGS);
    await bo.open(bo.seen.$('a[href$="/standard"]').attr('href') ?? '');
    const done = await bo.submit(`${SETTINGS}/standard`);
    expect(done.text).toContain('The standard text is back.');
    expect(await kept()).toEqual({ subject: '', body: '', days: 14 });
  });

  it('is a matter of administrators', async () => {
    const office = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    expect((await office.open(SETTINGS)).status).toBe(403);
  });
});

describe('the wish for a new link', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let acme: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql(`update organisation set name = 'Marlow Waste', email = 'office@marlow.test'`);
    ruth = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    acme = await customer(portico, 'ACME', 'Acme Ltd');
    const birch = await customer(portico, 'BIRCH', 'Birch Ltd');
    await portico.sql('update customers set portal_enabled = true');
    for (const id of [acme, birch]) {
      const tab = `/admin/customers/${id}/portal-access`;
      await ruth.open(tab);
      await ruth.submit(tab, { people: 'Sam Reed <sam@acme.test>' });
    }
    await mail.mailTo('sam@acme.test', 2);
    await portico.sql(`update invitations set expires_at = now() - interval '1 minute'`);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const links = () =>
    mail.mails
      .filter(({ to }) => to?.[0]?.address === 'sam@acme.test')
      .map((one) => linkIn(one, '/invitations/'));
  const toRuth = () => mail.mails.filter(({ to }) => to?.[0]?.address === 'ruth@marlow.test');

  it('reaches the inviter by one mail a day, and stands on the list and the first page', async () => {
    const [first = '', second = ''] = links();
    for (const link of [first, second]) {
      const sam = new Person(portico.url);
      await sam.open(link);
      const asked = await sam.submit(`${link}/renewal`);
      expect(asked.text).toContain('We have told the office.');
      expect(asked.$('main form')).toHaveLength(0);
    }
    const told = await mail.mailTo('ruth@marlow.test');
    expect(told.subject).toBe('Sam Reed asks for a new invitation');
    expect(told.replyTo?.[0]?.address).toBe('sam@acme.test');
    expect((await ruth.open(linkIn(told, '/admin/portal-users/'))).text).toContain('sam@acme.test');
    const open = await portico.sql(`select from mails where kind = 'invitation-wish'`);
    expect(open).toHaveLength(1);
    expect(toRuth()).toHaveLength(1);
    expect((await ruth.open('/admin')).text).toContain('1 person asks for a new invitation link.');
    const list = await ruth.open('/admin/invitations?asked=yes');
    expect(list.$('tbody tr')).toHaveLength(2);
  });

  it('may be repeated the next day, and is over once a new link is out', async () => {
    const [first = ''] = links();
    await portico.sql(`update invitations set asked_again_at = now() - interval '25 hours'`);
    await portico.sql(
      `update mails set created_at = now() - interval '25 hours' where kind = 'invitation-wish'`,
    );
    const sam = new Person(portico.url);
    await sam.open(first);
    expect((await sam.submit(`${first}/renewal`)).text).toContain('We have told the office.');
    await mail.mailTo('ruth@marlow.test', 2);
    const tab = await ruth.open(`/admin/customers/${acme}/portal-access`);
    await ruth.submit(tab.$('.person form[action$="/invitations"]').attr('action') ?? '');
    await mail.mailTo('sam@acme.test', 3);
    const list = await ruth.open('/admin/invitations?asked=yes');
    expect(list.$('tbody tr')).toHaveLength(1);
  });

  it('tells a stranger nothing: a link that is none is not found, whatever it looks like', async () => {
    const [first = ''] = links();
    await ruth.open('/forgot-password');
    await ruth.submit('/forgot-password', { email: 'ruth@marlow.test' });
    const reset = linkIn(await mail.mailTo('ruth@marlow.test', 3), '/reset-password/')
      .split('/')
      .at(-1);
    const stranger = new Person(portico.url);
    await stranger.open('/sign-in');
    const csrf = stranger.seen.$('input[name=_csrf]').val() as string;
    const answers = [];
    for (const token of [reset, `${first.split('/').at(-1)}x`, 'x']) {
      expect((await stranger.open(`/invitations/${token}`)).status).toBe(404);
      const form = new URLSearchParams({ _csrf: csrf });
      answers.push((await stranger.request('POST', `/invitations/${token}/renewal`, form)).status);
    }
    expect(answers).toEqual([404, 404, 404]);
  });
});
