import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationComposer } from '../../src/notifications/notification.composer.js';
import { NotificationLetters } from '../../src/notifications/notification.letters.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, until, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const PAGE = '/portal/notifications';
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const [AT_ONCE, DAILY, OFF] = ['at-once', 'daily', 'off'];

describe('mails about what is new', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let priya: Person;
  let dan: Person;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const [site, customer] of [
      ['A-1', 'ACME'],
      ['A-2', 'ACME'],
      ['S-1', 'STRANGER'],
    ] as const)
      await scene.put(`sites/${site}`, { customer, name: `Depot ${site}` });
    priya = await scene.portalUser('ACME', 'priya@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['A-2']);
    const stranger = await scene.portalUser('STRANGER', 'stranger@stranger.test');
    await choose(stranger, { documents: AT_ONCE, invoices: AT_ONCE });
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(async () => {
    await portico.sql('delete from notices');
    mail.mails.length = 0;
  });

  async function choose(person: Person, how: Record<string, string | undefined>): Promise<void> {
    await person.open(PAGE);
    await person.submit(PAGE, how);
    expect(person.seen.text).toContain('Saved.');
  }
  const paper = (reference: string, more: object = {}) =>
    scene.put(`documents/${reference}`, {
      customer: 'ACME',
      site: 'A-1',
      type: 'certificate',
      date: '2026-03-04',
      name: `Certificate ${reference}`,
      ...more,
    });
  const bill = (reference: string, more: object = {}) => {
    const money = (amount: number) => ({ amount, currency: 'GBP' });
    return scene.put(`invoices/${reference}`, {
      customer: 'ACME',
      date: '2026-03-01',
      status: 'sent',
      net: money(100_00),
      tax: money(20_00),
      gross: money(120_00),
      paid: money(0),
      ...more,
    });
  };
  const begin = (now: Date) => portico.app.get(NotificationLetters).begin(now);
  const allow = (permission: string, allowed: boolean) =>
    portico.sql('update customer_permissions set allowed = $2 where permission = $1', [permission, allowed]);
  const settled = () =>
    until('the end of the mails', async () => {
      const waiting = await portico.sql(`select from mails where state in ('queued', 'sending')`);
      return waiting.length === 0 ? true : undefined;
    });

  it('are chosen on the profile, section by section, only of what is open', async () => {
    await priya.open('/portal/profile');
    await priya.open(priya.seen.$('a:contains("Choose your mails")').attr('href') as string);
    const asks = priya.seen
      .$('select')
      .toArray()
      .map((one) => priya.seen.$(one).attr('name'));
    expect(asks).toEqual(['documents', 'invoices', 'incidents', 'timesheets']);
    expect(priya.seen.text).toContain('priya@acme.test');
    await allow('invoices', false);
    expect((await priya.open(PAGE)).$('select[name=invoices]')).toHaveLength(0);
    await allow('invoices', true);
    await choose(priya, { documents: AT_ONCE, invoices: DAILY });
    const [access] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = 'priya@acme.test'`,
    );
    const person = await (await scene.staff()).open(`/admin/portal-users/${access?.id}`);
    expect(person.text).toContain('Hears by mail of what is new in 2 sections');
    expect(priya.seen.text).toContain('Mails about what is new go to priya@acme.test.');
    expect((await priya.open(PAGE)).$('select[name=invoices]').val()).toBe(DAILY);
    const [line] = await portico.sql<{ after: object }>(
      `select after from audit_lines where action = 'notifications.changed' order by at desc limit 1`,
    );
    expect(line?.after).toEqual({ documents: AT_ONCE, invoices: DAILY });
  });

  it('tell at once of a document, together with what comes within a minute, and of nobody else’s', async () => {
    await paper('C-1');
    await paper('C-2');
    await paper('S-1', { customer: 'STRANGER', site: 'S-1', name: 'Foreign certificate' });
    await paper('MEMO', { type: 'other', name: 'Internal memo' });
    expect(await begin(new Date())).toBe(0);
    expect(await Promise.all([begin(later(2)), begin(later(2))]).then(([a, b]) => a + b)).toBe(2);
    const sent = await mail.mailTo('priya@acme.test');
    expect(sent.subject).toBe('2 new things for Acme Ltd');
    expect(sent.text).toMatch(/Documents[^]*Certificate C-2[^]*Certificate C-1/);
    expect(`${sent.text}${sent.html}`).not.toMatch(/Foreign|Internal/);
    const foreign = await mail.mailTo('stranger@stranger.test');
    expect(foreign.text).toContain('Foreign certificate');
    await settled();
    expect(mail.mails).toHaveLength(2);
    // The link leads to the record, and twice is once.
    const page = await priya.open(linkIn(sent, '/portal/documents/'));
    expect([page.status, page.text.includes('Certificate C-')]).toEqual([200, true]);
    await scene.put('documents/C-1', {
      customer: 'ACME',
      site: 'A-1',
      type: 'certificate',
      date: '2026-03-05',
      name: 'Certificate C-1',
    });
    expect(await begin(later(4))).toBe(0);
  });

  it('tell of a document once it is of a type that is shared, and once only', async () => {
    await paper('LATE', { type: 'other', name: 'Late certificate' });
    expect(await begin(later(2))).toBe(0);
    await scene.api('PATCH', 'documents/LATE', { type: 'certificate' });
    expect(await begin(later(2))).toBe(1);
    expect((await mail.mailTo('priya@acme.test')).text).toContain('Late certificate');
    await scene.api('PATCH', 'documents/LATE', { type: 'other' });
    await scene.api('PATCH', 'documents/LATE', { name: 'Kept to ourselves' });
    expect(await begin(later(2))).toBe(0);
  });

  it('tell once a day of what should wait, in the morning of the business', async () => {
    await portico.sql(`update organisation set time_zone = 'Europe/London'`);
    await bill('I-1');
    await bill('I-2', { status: 'draft' });
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const at = (time: string) => new Date(`${day}T${time}:00${londonOffset(day)}`);
    await portico.sql(`update notices set arrived_at = $1`, [new Date(at('06:59').getTime() - 3_600_000)]);
    expect(await begin(at('06:59'))).toBe(0);
    expect(await begin(at('07:01'))).toBe(1);
    const sent = await mail.mailTo('priya@acme.test');
    expect(sent.text).toContain('Invoice I-1 of 1 Mar 2026');
    // No amounts: a mailbox is no portal.
    expect(wordsOf(sent)).not.toMatch(/120|I-2/);
    // A draft is news once it is sent, and no more when it is paid in part.
    await bill('I-2');
    await bill('I-2', { status: 'part-paid', paid: { amount: 10_00, currency: 'GBP' } });
    const waiting = await portico.sql('select from notices where letter_id is null');
    expect(waiting).toHaveLength(1);
  });

  it('are decided when they are written: what was deleted or closed meanwhile is not told', async () => {
    await paper('C-3');
    await paper('C-4');
    await scene.api('DELETE', 'documents/C-3');
    await begin(later(2));
    expect((await mail.mailTo('priya@acme.test')).text).not.toContain('C-3');
    await settled();
    mail.mails.length = 0;
    await paper('C-5');
    await allow('documents', false);
    await begin(later(2));
    await settled();
    await allow('documents', true);
    expect(mail.mails).toEqual([]);
    // Somebody who sees one site hears of that one.
    await choose(dan, { documents: AT_ONCE });
    await paper('C-6');
    await paper('C-7', { site: 'A-2' });
    await begin(later(2));
    const sent = await mail.mailTo('dan@acme.test');
    expect([sent.subject, sent.text?.includes('C-7'), sent.text?.includes('C-6')]).toEqual([
      'Something new for Acme Ltd',
      true,
      false,
    ]);
    await choose(dan, { documents: OFF });
  });

  it('tell of incident reports that are shared, and of timesheets that are approved', async () => {
    await choose(priya, { documents: OFF, incidents: AT_ONCE, timesheets: AT_ONCE });
    await allow('timesheets.approval', false);
    const report = {
      customer: 'ACME',
      site: 'A-1',
      submittedAt: '2026-03-04T10:00:00Z',
      status: 'submitted',
    };
    await scene.put('incidents/R-1', { ...report, title: 'Gate forced' });
    await scene.put('incidents/R-2', { ...report, title: 'Never shared' });
    await portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select i.id, i.customer_id, u.id, 'hand' from incidents i, portal_users u join logins l on l.id = u.login_id
       where i.reference = 'R-1' and l.email = 'priya@acme.test'`,
    );
    const sheet = { customer: 'ACME', site: 'A-1', date: '2026-03-04', minutes: 480 };
    await scene.put('timesheets/T-1', { ...sheet, person: 'Ann Guard', status: 'waiting' });
    await scene.put('timesheets/T-2', { ...sheet, person: 'Bob Guard', status: 'waiting' });
    await scene.put('timesheets/T-2', { ...sheet, person: 'Bob Guard', status: 'approved' });
    await begin(later(2));
    const sent = await mail.mailTo('priya@acme.test');
    expect(sent.text).toMatch(/Gate forced[^]*Bob Guard/);
    expect(sent.text).not.toMatch(/Never shared|Ann Guard/);
    await allow('timesheets.approval', true);
  });

  it('name some of many, and say how many more there are; the audit log tells of each mail once', async () => {
    await choose(priya, { documents: AT_ONCE, incidents: OFF, timesheets: OFF });
    for (let number = 1; number <= 12; number += 1) await paper(`M-${number}`);
    await begin(later(2));
    const sent = await mail.mailTo('priya@acme.test');
    expect(sent.subject).toBe('12 new things for Acme Ltd');
    expect(sent.text).toContain('and 2 more');
    const [letter] = await portico.sql<{ id: string }>(
      'select id from notification_letters order by created_at desc limit 1',
    );
    const row = { id: '', kind: 'notification', subjectId: letter?.id as string, tokenVersion: 1 } as const;
    await portico.app.get(NotificationComposer).compose({ ...row, recipient: '' });
    const lines = await portico.sql(
      `select from audit_lines where action = 'notifications.sent' and after @> '{"records": 12}'`,
    );
    expect(lines).toHaveLength(1);
  });

  it('reach everybody else where something fails for one person, and that person the next time', async () => {
    await choose(dan, { documents: AT_ONCE });
    await paper('C-20');
    await paper('C-21', { site: 'A-2' });
    await portico.sql(`create function fails() returns trigger language plpgsql as $$ begin
      if new.portal_user_id = (select u.id from portal_users u join logins l on l.id = u.login_id
        where l.email = 'dan@acme.test') then raise exception 'no'; end if; return new; end $$`);
    await portico.sql(
      'create trigger a_fault before insert on notification_letters for each row execute function fails()',
    );
    expect(await begin(later(2))).toBe(1);
    expect((await mail.mailTo('priya@acme.test')).text).toContain('C-20');
    await portico.sql('drop trigger a_fault on notification_letters');
    await portico.sql('drop function fails()');
    expect(await begin(later(2))).toBe(1);
    expect((await mail.mailTo('dan@acme.test')).text).toContain('C-21');
    await choose(dan, { documents: OFF });
  });

  it('go to nobody at an address that was corrected while they waited', async () => {
    await paper('C-30');
    const composer = portico.app.get(NotificationComposer);
    await begin(later(2));
    await settled();
    const [letter] = await portico.sql<{ id: string }>(
      'select id from notification_letters order by created_at desc limit 1',
    );
    const row = { id: '', kind: 'notification', subjectId: letter?.id as string, tokenVersion: 1 } as const;
    expect(await composer.compose({ ...row, recipient: 'wrong@elsewhere.test' })).toBeUndefined();
    expect(await composer.compose({ ...row, recipient: 'Priya@acme.test' })).toBeDefined();
  });

  it('are stopped by the link of each mail, without signing in, and by its form alone', async () => {
    await paper('C-8');
    await begin(later(2));
    const sent = await mail.mailTo('priya@acme.test');
    const link = linkIn(sent, '/notifications/');
    expect(sent.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain(link);
    const anybody = new Person(portico.url);
    await anybody.open(link);
    expect(anybody.seen.text).toContain(
      'priya@acme.test gets a mail when something new is in the portal of Acme Ltd',
    );
    await anybody.open(`${link}/one-click`);
    expect(anybody.seen.$('form').attr('action')).toBe(link);
    await paper('C-9');
    await anybody.submit(link);
    expect(anybody.seen.text).toContain('gets no mails about what is new for Acme Ltd any more');
    expect((await anybody.open(link)).text).toContain('No more mails');
    await paper('C-10');
    expect(await begin(later(4))).toBe(0);
    expect((await priya.open(PAGE)).$('select[name=documents]').val()).toBe(OFF);
    const unknown = await anybody.open(`/notifications/${'A'.repeat(65)}`);
    expect([unknown.status, unknown.text.includes('This link does not work')]).toEqual([410, true]);
  });

  it('are stopped by one click in a mail program', async () => {
    await choose(priya, { documents: AT_ONCE });
    await paper('C-13');
    // Also where the key that made their links is gone.
    await portico.sql(`update notification_stops set token_hash = 'of another key'`);
    await begin(later(2));
    const link = linkIn(await mail.mailTo('priya@acme.test'), '/notifications/');
    const press = (token: string) =>
      fetch(`${portico.url}${token}/one-click`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect((await press(`/notifications/${'A'.repeat(65)}`)).status).toBe(404);
    expect((await priya.open(PAGE)).$('select[name=documents]').val()).toBe(AT_ONCE);
    expect((await press(link)).status).toBe(204);
    expect((await priya.open(PAGE)).$('select[name=documents]').val()).toBe(OFF);
  });

  it('end with the access, and are forgotten with the person', async () => {
    await choose(dan, { documents: AT_ONCE });
    await paper('C-11', { site: 'A-2' });
    const [access] = await portico.sql<{ id: string; login: string }>(
      `select u.id, u.login_id as login from portal_users u join logins l on l.id = u.login_id where l.email = 'dan@acme.test'`,
    );
    await portico.sql('update portal_users set active = false where id = $1', [access?.id]);
    await begin(later(2));
    await settled();
    expect(mail.mails).toEqual([]);
    await paper('C-12', { site: 'A-2' });
    expect(await portico.sql('select from notices where letter_id is null')).toEqual([]);
    const office = await scene.staff();
    await office.open(`/admin/logins/${access?.login}/held`);
    expect(office.seen.text).toContain('Mails about what is new');
    await office.open(`/admin/logins/${access?.login}/erasure`);
    await office.submit(`/admin/logins/${access?.login}/erasure`);
    expect(
      await portico.sql('select from notification_choices where portal_user_id = $1', [access?.id]),
    ).toEqual([]);
  });
});

/** What a mail says, without its links: their ids may hold any digits. */
const wordsOf = ({ text, html }: { text?: string | undefined; html?: string | false | undefined }): string =>
  `${text}${html || ''}`.replaceAll(/(https?:\/\/|cid:)[^\s"<>)]+/g, '');

/** How London's clocks stand on a day. */
function londonOffset(day: string): string {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${day}T12:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === 'GMT' ? '+00:00' : (name as string).slice(3);
}
