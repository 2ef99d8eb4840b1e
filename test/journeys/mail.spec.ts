import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { MailJobs } from '../../src/mail/mail.jobs.js';
import { Outbox } from '../../src/mail/outbox.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { WatchedOutbox } from '../support/watched-outbox.js';
import { Person } from '../support/person.js';

/** Mails that a person waits for, with a mail server that misbehaves. */
describe('mail', () => {
  const refusals = new Map<string, string[]>();
  const refuse = (recipient: string) => refusals.get(recipient)?.shift();
  let port: number;
  let server: MailServer;
  let portico: TestPortico;
  let outbox: WatchedOutbox;

  beforeAll(async () => {
    server = await startMailServer({ refuse });
    port = Number(new URL(server.url).port);
    portico = await startPortico({ SMTP_URL: server.url, MAIL_FROM: 'Acme Waste <portal@acme.example>' });
    outbox = new WatchedOutbox(portico);
    await portico.sql(`update organisation set name = 'Acme Waste', portal_name = 'Acme Portal',
      phone = '01632 960 001', email = 'office@acme.example', reply_address = 'hello@acme.example'`);
  });
  afterAll(async () => {
    await portico.close();
    await server.close();
  });
  afterEach(() => refusals.clear());

  /** Somebody with a login asks for a new password: a mail to them is due. */
  async function asksForPassword(name: string): Promise<string> {
    const email = `${name}@example.test`;
    const password = 'three words that rhyme';
    const { app, url } = portico;
    await app.get(Logins).addStaff(SYSTEM, { email, name, password, roleGroup: 'office' });
    const person = new Person(url);
    await person.open('/forgot-password');
    await person.submit('/forgot-password', { email });
    expect(person.seen.text).toContain('a link is on its way');
    return email;
  }

  const mailsTo = (email: string) =>
    server.mails.filter(({ to }) => to?.some(({ address }) => address === email));

  it('says who writes, how to answer, what to do until when, and how to call', async () => {
    const email = await asksForPassword('ada');
    const mail = await server.mailTo(email);
    const { message_id, answer } = await outbox.ended(email, 'sent', 1);
    expect(mail.from).toEqual({ name: 'Acme Waste', address: 'portal@acme.example' });
    expect(mail.replyTo).toEqual([{ name: '', address: 'hello@acme.example' }]);
    expect(mail.subject).toBe('Choose a new password for Acme Portal');
    expect(mail.messageId).toBe(message_id);
    expect(message_id).toMatch(/^<[0-9a-f-]{36}@acme\.example>$/);
    expect(answer).toMatch(/^250 /);
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain(`${portico.config.baseUrl}${linkIn(mail, '/reset-password/')}`);
      expect(body).toContain('01632 960 001');
      expect(body).toMatch(/The link works once, until \w{3} \d+ \w{3} \d{4}, \d\d:\d\d\./);
    }
    expect(mail.html).not.toMatch(/<img|src=|url\(/);
  });

  it('waits for a mail server that is down, and loses nothing', async () => {
    await server.close();
    const email = await asksForPassword('ben');
    const { wait, answer } = await outbox.ended(email, 'queued', 1);
    expect(answer).toContain('ECONNREFUSED');
    expect(wait).toBeGreaterThan(20);
    await outbox.timePasses();
    expect((await outbox.ended(email, 'queued', 2)).wait).toBeGreaterThan(110);
    server = await startMailServer({ port, refuse });
    await outbox.timePasses();
    await outbox.ended(email, 'sent', 3);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('tries again when the server says: later', async () => {
    refusals.set('cara@example.test', ['450 Greylisted, come back']);
    const email = await asksForPassword('cara');
    expect((await outbox.ended(email, 'queued', 1)).answer).toBe('450 Greylisted, come back');
    await outbox.timePasses();
    expect((await outbox.ended(email, 'sent', 2)).answer).toMatch(/^250 /);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('gives up when the server says: never, and keeps its words', async () => {
    refusals.set('dan@example.test', ['550 No such user here']);
    const email = await asksForPassword('dan');
    expect((await outbox.ended(email, 'failed', 1)).answer).toBe('550 No such user here');
    await outbox.timePasses();
    expect((await outbox.mailTo(email)).attempt).toBe(1);
  });

  it('sends none twice that was recorded as sent, however often it is fed', async () => {
    const email = await asksForPassword('eve');
    const { id } = await outbox.ended(email, 'sent', 1);
    const jobs = portico.app.get(MailJobs);
    await Promise.all([1, 2, 3].map((attempt) => jobs.deliver({ id, attempt })));
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('is sent by one worker, even when several look at once', async () => {
    refusals.set('fay@example.test', ['450 Later']);
    const email = await asksForPassword('fay');
    const { id } = await outbox.ended(email, 'queued', 1);
    await portico.sql('update mails set next_attempt_at = now() where id = $1', [id]);
    const jobs = portico.app.get(MailJobs);
    await Promise.all([1, 2, 3, 4].map((attempt) => jobs.deliver({ id, attempt })));
    await outbox.ended(email, 'sent', 2);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('is taken up from a worker that died, as the same mail', async () => {
    const email = await asksForPassword('gus');
    const { id, message_id } = await outbox.ended(email, 'sent', 1);
    // The worker died after the server's answer and before it wrote that down.
    await portico.sql(
      `update mails set state = 'sending', lease_until = now() + interval '1 minute' where id = $1`,
      [id],
    );
    await outbox.timePasses();
    expect((await outbox.mailTo(email)).state).toBe('sending');
    await portico.sql(`update mails set lease_until = now() - interval '1 second' where id = $1`, [id]);
    await outbox.timePasses();
    await outbox.ended(email, 'sent', 2);
    const ids = mailsTo(email).map(({ messageId }) => messageId);
    expect(ids).toEqual([message_id, message_id]);
  });

  it('takes no name for a header or for another recipient', async () => {
    const name = 'Acme"\r\nBcc: eve@evil.example\r\n\r\n<b>, mal@evil.example';
    await portico.sql('update organisation set name = $1, portal_name = $1', [name]);
    const email = await asksForPassword('ivy');
    const mail = await server.mailTo(email);
    await portico.sql(`update organisation set name = 'Acme Waste', portal_name = 'Acme Portal'`);
    expect(mail.to).toEqual([{ name: '', address: email }]);
    expect(mail.from?.address).toBe('portal@acme.example');
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.subject).toContain('Choose a new password for Acme" Bcc: eve@evil.example <b>');
    expect(mail.html).toContain('&lt;b&gt;');
    expect(server.mails.flatMap(({ to }) => to ?? []).map(({ address }) => address)).not.toContain(
      'eve@evil.example',
    );
  });

  it('is taken back before it goes when somebody asks again', async () => {
    refusals.set('joe@example.test', ['450 Later']);
    const email = await asksForPassword('joe');
    const { subject_id } = await outbox.ended(email, 'queued', 1);
    const { app } = portico;
    await app.get(Database).transaction((manager) => app.get(Outbox).cancel(manager, subject_id));
    await outbox.timePasses();
    expect((await outbox.mailTo(email)).state).toBe('cancelled');
    expect(mailsTo(email)).toHaveLength(0);
  });

  it('is not sent any more when its link was used meanwhile', async () => {
    refusals.set('hal@example.test', ['450 Later']);
    const email = await asksForPassword('hal');
    const { id } = await outbox.ended(email, 'queued', 1);
    await portico.sql(
      `update login_links set used_at = now()
      where id = (select subject_id from mails where id = $1)`,
      [id],
    );
    await outbox.timePasses();
    await outbox.ended(email, 'cancelled', 2);
    expect(mailsTo(email)).toHaveLength(0);
  });

  it('has no mailbox to look into outside a demonstration', async () => {
    const stranger = new Person(portico.url);
    for (const path of ['/dev/mailbox', '/dev/mailbox/some', '/dev/mailbox/some/html']) {
      expect((await stranger.open(path)).status).toBe(404);
    }
  });
});
