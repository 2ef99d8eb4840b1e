import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, until, type MailServer } from '../support/mail-server.js';
import { customer, site, staff } from '../support/office.js';
import type { Person } from '../support/person.js';

const NEW = '/admin/invitations/new';

describe('many people at once', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let boss: Person;
  let acme: string;
  let birch: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql(`update organisation set name = 'Marlow Waste', email = 'office@marlow.test'`);
    ruth = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    boss = await staff(portico, 'boss@marlow.test', 'Bo Ross', 'administrator');
    acme = await customer(portico, 'ACME', 'Acme Ltd');
    birch = await customer(portico, 'B/1', 'Birch & Sons');
    const patrol = await customer(portico, 'PATROL', 'Patrol only');
    await site(portico, patrol, 'P/1', 'patrol');
    await portico.sql('update customers set portal_enabled = true where id <> $1', [birch]);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const look = async (
    who: Person,
    fields: { people?: string; customer?: string; file?: Buffer | string; name?: string },
  ) => {
    await who.open(NEW);
    const form = new FormData();
    form.append('customer', fields.customer ?? '');
    form.append('people', fields.people ?? '');
    if (fields.file !== undefined)
      form.append(
        'file',
        new Blob([new Uint8Array(Buffer.from(fields.file as string))]),
        fields.name ?? 'list.csv',
      );
    const token = who.seen.$('form[enctype] input[name=_csrf]').val() as string;
    return who.request('POST', `${NEW}?_csrf=${encodeURIComponent(token)}`, form);
  };
  const outcomes = (who: Person) =>
    Object.fromEntries(
      who.seen
        .$('tbody tr')
        .toArray()
        .map((row) => [
          who.seen.$(row).find('th').text().trim(),
          who.seen.$(row).find('.status').text().trim(),
        ]),
    );
  const buttons = (who: Person) =>
    who.seen
      .$('form[action$="/sending"] button')
      .toArray()
      .map((button) => who.seen.$(button).text().trim());
  const send = async (who: Person, choice: string) => {
    const { path } = who.seen;
    await who.submit(`${path}/sending`, {}, { name: 'choice', value: choice });
    return until('the list to be worked off', async () => {
      const seen = await who.open(path);
      return seen.$('[data-poll]').length === 0 ? seen : undefined;
    });
  };
  const mailsTo = (address: string) =>
    mail.mails.filter(({ to }) => to?.some((one) => one.address === address)).length;

  it('are looked at line by line, and then invited', async () => {
    await look(ruth, { customer: 'ACME', people: 'early@acme.test' });
    await send(ruth, 'send');
    await mail.mailTo('early@acme.test');
    const seen = await look(ruth, {
      people: [
        'Customer reference, Email, First name, Last name',
        'ACME, ann@acme.test, Ann, Lee',
        'ACME, early@acme.test',
        'ACME, ANN@acme.test',
        'ACME, not an address',
        'NOBODY, x@nobody.test',
        'ACME, ruth@marlow.test',
        'B/1, dee@birch.test, Dee',
        'PATROL, pat@patrol.test',
        ', lost@acme.test',
      ].join('\n'),
    });
    expect(seen.status).toBe(200);
    expect(outcomes(ruth)).toEqual({
      'ann@acme.test': 'Will be invited',
      'early@acme.test': 'Invited already, waiting',
      'ANN@acme.test': 'In the list twice',
      'not an address': 'Not an email address',
      'x@nobody.test': 'No such customer',
      'ruth@marlow.test': 'Belongs to your own staff',
      'dee@birch.test': 'Portal access of the customer is off',
      'pat@patrol.test': 'Would see patrol sites only',
      'lost@acme.test': 'No customer named',
    });
    expect(seen.text).toContain('1 person will be invited.');
    expect(seen.text).toContain('7 people are left out.');
    expect(buttons(ruth)).toEqual([
      'Switch on and send 2 invitations',
      'Send 1 invitation',
      'Save 2 people, send later',
    ]);
    expect(mail.mails).toHaveLength(1);
    const done = await send(ruth, 'send');
    expect(done.text).toContain('1 invitation is on its way.');
    expect(done.text).toContain('8 people were left out.');
    expect(buttons(ruth)).toEqual([]);
    const sent = await mail.mailTo('ann@acme.test');
    expect(sent.subject).toContain('Ruth Bailey at Marlow Waste');
    expect(mailsTo('dee@birch.test')).toBe(0);
    const [login] = await portico.sql(`select name, last_name from logins where email = 'ann@acme.test'`);
    expect(login).toEqual({ name: 'Ann Lee', last_name: 'Lee' });
    const report = await ruth.request('GET', `${ruth.seen.path}/report.csv`);
    expect(report.headers.get('content-type')).toContain('text/csv');
    expect(report.html).toContain('6,x@nobody.test,NOBODY,,No such customer');
    expect(report.html).not.toContain('ann@acme.test');
    const audited = await portico.sql(`select from audit_lines where action = 'invitation-list.sent'`);
    expect(audited).toHaveLength(2);
    const handedOut = await portico.sql(
      `select a.after, g.section from audit_lines a join access_log g on g.login_id = a.actor_id and g.kind = 'download'
       where a.action = 'invitation-list.downloaded'`,
    );
    expect(handedOut).toEqual([
      { after: { rows: report.html.trim().split('\n').length - 1 }, section: 'invitations' },
    ]);
  });

  it('are switched on where that was asked for, customer by customer', async () => {
    await look(ruth, { people: 'B/1, dee@birch.test, Dee, Oak' });
    await send(ruth, 'switch-on');
    await mail.mailTo('dee@birch.test');
    const [row] = await portico.sql('select portal_enabled from customers where id = $1', [birch]);
    expect(row).toEqual({ portal_enabled: true });
  });

  it('are mailed once, however often the same list is sent, and whoever sends it at the same moment', async () => {
    const people = 'Kim Fox <kim@acme.test>; lou@acme.test\nmax@acme.test';
    await Promise.all(
      [ruth, boss].map(async (who) => {
        await look(who, { customer: 'ACME', people });
        await send(who, 'send');
      }),
    );
    await look(ruth, { customer: 'ACME', people });
    expect(ruth.seen.text).toContain('Nobody of this list needs an invitation.');
    expect(buttons(ruth)).toEqual([]);
    for (const name of ['kim', 'lou', 'max']) {
      await mail.mailTo(`${name}@acme.test`);
      expect(mailsTo(`${name}@acme.test`)).toBe(1);
    }
  });

  it('are worked off once, when the button is pressed twice', async () => {
    await look(ruth, { customer: 'ACME', people: 'nat@acme.test' });
    const { path, $ } = ruth.seen;
    const body = new URLSearchParams($(`form[action="${path}/sending"]`).serialize());
    body.append('choice', 'send');
    await Promise.all([1, 2].map(() => ruth.request('POST', `${path}/sending`, body, false)));
    await mail.mailTo('nat@acme.test');
    const work = await portico.sql(`select from operations where kind = 'invitation-list' and href = $1`, [
      path,
    ]);
    expect(work).toHaveLength(1);
  });

  it('are found again by the worker that follows one that died', async () => {
    await look(ruth, { customer: 'ACME', people: 'oda@acme.test\npip@acme.test' });
    const { path } = ruth.seen;
    const id = path.split('/').at(-1);
    // As a worker leaves it that died after the first of the two.
    await portico.sql(
      `update invitation_list_lines set result = 'sent' where list_id = $1 and position = 1`,
      [id],
    );
    await send(ruth, 'send');
    await mail.mailTo('pip@acme.test');
    expect(mailsTo('oda@acme.test')).toBe(0);
  });

  it('may only be saved, and a later list invites them', async () => {
    await portico.sql('update portal_settings set enabled = false');
    await look(ruth, { customer: 'ACME', people: 'quin@acme.test' });
    expect(outcomes(ruth)).toEqual({ 'quin@acme.test': 'The portal is off' });
    expect(buttons(ruth)).toEqual(['Save 1 person, send later']);
    await send(ruth, 'later');
    expect(ruth.seen.text).toContain('1 person is saved. No invitation was sent yet.');
    await look(boss, { customer: 'ACME', people: 'quin@acme.test' });
    expect(buttons(boss)[0]).toBe('Switch on and send 1 invitation');
    const forbidden = await look(ruth, { customer: 'ACME', people: 'quin@acme.test' });
    expect(
      (await ruth.submit(`${forbidden.path}/sending`, {}, { name: 'choice', value: 'later' })).status,
    ).toBe(200);
    await send(boss, 'switch-on');
    await mail.mailTo('quin@acme.test');
    const [row] = await portico.sql('select enabled from portal_settings');
    expect(row).toEqual({ enabled: true });
  });

  it('come as a file in any encoding, and a guess is said', async () => {
    const latin = Buffer.from('email;first name\nzoe@acme.test;Zo\xeb\n', 'latin1');
    const seen = await look(ruth, { customer: 'ACME', file: latin });
    expect(seen.text).toContain('It was read as Windows-1252');
    expect(seen.text).toContain('Zoë');
    const wide = Buffer.from('\uFEFFACME\tyve@acme.test\tYvë', 'utf16le');
    expect((await look(ruth, { file: wide })).text).toContain('Yvë');
  });

  it.each([
    ['nothing', {}, 'people', 'There is nobody in this list.'],
    ['an empty file', { file: '' }, 'file', 'There is nobody in this list.'],
    ['a workbook', { file: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) }, 'file', 'This is not a text file.'],
    ['both', { people: 'a@x.test', file: 'b@x.test' }, 'file', 'either a file or pasted text'],
    [
      'a strange customer',
      { people: 'a@x.test', customer: 'X' },
      'customer',
      'no customer with this reference',
    ],
    ['an open quotation mark', { people: 'ACME, "a@x.test' }, 'people', 'never closed'],
    ['a file of 3 MB', { file: Buffer.alloc(3 * 1024 * 1024, 'a') }, 'file', 'larger than 2 MB'],
    [
      'too many lines',
      { customer: 'ACME', people: Array.from({ length: 10_001 }, (_, at) => `p${at}@x.test`).join('\n') },
      'people',
      'This list has 10,001 lines.',
    ],
  ])('are refused with words at the field: %s', async (_, fields, field, words) => {
    const before = await portico.sql('select from invitation_lists');
    const seen = await look(ruth, fields);
    expect(seen.status).toBe(422);
    expect(seen.$(`#${field}-error`).text()).toContain(words);
    expect(await portico.sql('select from invitation_lists')).toHaveLength(before.length);
  });

  it('may be ten thousand', async () => {
    const people = Array.from({ length: 10_000 }, (_, at) => `p${at}@crowd.test`).join('\n');
    const seen = await look(ruth, { customer: 'ACME', people });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('10,000 people will be invited.');
    const next = seen.$('a[href*="after="]').attr('href') ?? '';
    expect((await ruth.open(next)).$('tbody tr')).toHaveLength(100);
    await ruth.open(`${seen.path}?show=new`);
    expect(ruth.seen.status).toBe(200);
    expect((await ruth.open(`${seen.path}?show=everybody`)).status).toBe(400);
  });

  it('are a matter of those who may give access', async () => {
    await portico.sql(`update role_groups set permissions = '{customers.read}' where key = 'office'`);
    expect((await ruth.open(NEW)).status).toBe(403);
    await portico.sql(
      `update role_groups set permissions = '{customers.read,customers.write,access.write}' where key = 'office'`,
    );
  });

  it('begin from the customer’s tab with the customer filled in', async () => {
    const tab = await ruth.open(`/admin/customers/${acme}/portal-access`);
    const href = tab.$('a[href^="/admin/invitations/new"]').attr('href') ?? '';
    await ruth.open(href);
    expect(ruth.seen.$('#customer').val()).toBe('ACME');
  });
});
