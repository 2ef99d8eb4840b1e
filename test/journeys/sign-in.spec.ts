import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, until, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';

const EMAIL = 'Maya.Okafor@example.test';
const PASSWORD = 'three words that rhyme';

describe('signing in', () => {
  let mail: MailServer;
  let portico: TestPortico;
  const somebody = () => new Person(portico.url);

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    const roleGroup = 'administrator' as const;
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email: EMAIL, name: 'Maya Okafor', password: PASSWORD, roleGroup });
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  it('leads staff to the admin, however the address is written', async () => {
    const maya = somebody();
    await maya.signIn(' maya.okafor@EXAMPLE.test', PASSWORD);
    expect(maya.seen.path).toBe('/admin');
    expect(maya.cookie('portico_session')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('shows the form again with the address, a sentence at the field, and the same words for a stranger', async () => {
    const wrong = await somebody().signIn(EMAIL, 'not the password');
    const unknown = await somebody().signIn('nobody@example.test', 'not the password');
    for (const { status, text } of [wrong, unknown]) {
      expect(status).toBe(422);
      expect(text).toContain('This email and password do not belong together.');
    }
    expect(wrong.$('#email').val()).toBe(EMAIL);
    expect(wrong.$('#password').val()).toBeUndefined();
  });

  it('asks for what is missing', async () => {
    const seen = await somebody().signIn('', '');
    expect(seen.status).toBe(422);
    expect(seen.text).toContain('Enter your email address.');
    expect(seen.text).toContain('Enter your password.');
  });

  it('refuses a form without its token, changing nothing', async () => {
    const stranger = somebody();
    await stranger.open('/sign-in');
    const fields = new URLSearchParams({ email: EMAIL, password: PASSWORD });
    const seen = await stranger.request('POST', '/sign-in', fields);
    expect(seen.status).toBe(403);
    expect(stranger.cookie('portico_session')).toBeUndefined();
  });

  it('says of a form that was sent too late that nobody is signed in any more, and leads back to its page', async () => {
    const maya = somebody();
    await maya.signIn(EMAIL, PASSWORD);
    await maya.open('/admin/profile/');
    expect(maya.seen.status).toBe(200);
    await portico.sql('update sessions set expires_at = now()');
    await maya.submit('/admin/profile', {});
    expect([maya.seen.path, maya.seen.text]).toEqual([
      '/sign-in',
      expect.stringContaining('You were signed out meanwhile, so nothing was changed.'),
    ]);
    await maya.submit('/sign-in', { email: EMAIL, password: PASSWORD });
    expect(maya.seen.path).toBe('/admin/profile/');
    // The browser has forgotten the session by itself, and the form's token with it.
    const other = somebody();
    const seen = await other.request('POST', '/admin/profile', new URLSearchParams({ _csrf: 'old' }));
    expect([seen.status, seen.$('h1').text()]).toEqual([403, 'You were signed out meanwhile']);
    expect(seen.$('a:contains("Sign in again")')).toHaveLength(1);
  });

  it('leads back to where somebody was going, but never to another site', async () => {
    const maya = somebody();
    await maya.open('/admin?from=bookmark');
    expect(maya.seen.path).toBe('/sign-in');
    await maya.submit('/sign-in', { email: EMAIL, password: PASSWORD });
    expect(maya.seen.path).toBe('/admin');
    const lured = somebody();
    await lured.open('/sign-in?to=//evil.example/');
    expect(lured.seen.$('input[name=to]').val()).toBe('');
  });

  it('lasts 12 hours, or 30 days on a device where somebody wants to be kept', async () => {
    const lasting = async () => {
      const [row] = await portico.sql<{ hours: number }>(
        `select round(extract(epoch from expires_at - created_at) / 3600)::int as hours from sessions
         order by created_at desc limit 1`,
      );
      return row?.hours;
    };
    const maya = somebody();
    await maya.signIn(EMAIL, PASSWORD);
    expect(await lasting()).toBe(12);
    await maya.open('/admin/profile');
    expect(maya.seen.text).not.toContain('stays signed in');
    const kept = somebody();
    await kept.open('/sign-in');
    await kept.submit('/sign-in', { email: EMAIL, password: 'wrong', keep: 'on' });
    expect(kept.seen.$('#keep').is(':checked')).toBe(true);
    await kept.submit('/sign-in', { password: PASSWORD, keep: 'on' });
    expect([kept.seen.path, await lasting()]).toEqual(['/admin', 720]);
    await kept.open('/admin/profile');
    expect(kept.seen.text).toContain('stays signed in until');
    // A new password begins a new session, on the same device as before.
    await kept.submit('/admin/profile/password', {
      currentPassword: PASSWORD,
      password: 'four words that rhyme well',
      passwordConfirmation: 'four words that rhyme well',
    });
    expect(await lasting()).toBe(720);
    await kept.open('/admin/profile');
    await kept.submit('/admin/profile/password', {
      currentPassword: 'four words that rhyme well',
      password: PASSWORD,
      passwordConfirmation: PASSWORD,
    });
  });

  it('ends at once by signing out: the cookie kept by somebody else is worth nothing', async () => {
    const maya = somebody();
    await maya.signIn(EMAIL, PASSWORD);
    const cookie = maya.cookie('portico_session');
    await maya.submit('/sign-out');
    expect(maya.seen.text).toContain('You are signed out.');
    const response = await fetch(`${portico.url}/admin`, {
      headers: { cookie: `portico_session=${cookie}` },
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toMatch(/^\/sign-in/);
  });

  it('sends a link for a forgotten password that works once and ends every session', async () => {
    const elsewhere = somebody();
    await elsewhere.signIn(EMAIL, PASSWORD);
    const maya = somebody();
    await maya.open('/forgot-password');
    await maya.submit('/forgot-password', { email: EMAIL });
    expect(maya.seen.text).toContain(`If ${EMAIL} can sign in here, a link is on its way.`);
    const link = linkIn(await mail.mailTo(EMAIL), '/reset-password/');
    await maya.open(link);
    await maya.submit(link, { password: 'short', passwordConfirmation: 'short' });
    expect(maya.seen.text).toContain('Use 10 characters or more.');
    await maya.submit(link, {
      password: 'a new long password',
      passwordConfirmation: 'another long password',
    });
    expect(maya.seen.text).toContain('The two passwords are not the same.');
    await maya.submit(link, { password: 'a new long password', passwordConfirmation: 'a new long password' });
    expect(maya.seen.text).toContain('Your new password is saved.');
    const used = await maya.open(link);
    expect(used.status).toBe(410);
    expect(used.$('a[href="/forgot-password"]').text()).toContain('Ask for a new link');
    expect((await elsewhere.open('/admin')).path).toBe('/sign-in');
    expect((await maya.signIn(EMAIL, 'a new long password')).path).toBe('/admin');
  });

  it('sends a link to sign in with: opening it shows a button, and only the button uses it, once', async () => {
    const before = mail.mails.length;
    const maya = somebody();
    await maya.open('/sign-in');
    await maya.open(maya.seen.$('a:contains("Email me a sign-in link")').attr('href') ?? '');
    await maya.submit('/sign-in-link', { email: 'not an address' });
    expect([maya.seen.status, maya.seen.$('#email').val()]).toEqual([422, 'not an address']);
    await maya.submit('/sign-in-link', { email: EMAIL });
    expect(maya.seen.text).toContain(`If ${EMAIL} can sign in here, a link is on its way.`);
    const sent = await until('the mail', () =>
      mail.mails.slice(before).find(({ subject }) => /^Sign in to/.test(subject ?? '')),
    );
    const link = linkIn(sent, '/sign-in/');
    for (const look of [1, 2]) {
      await maya.open(link);
      expect([look, maya.seen.status, maya.seen.text]).toEqual([look, 200, expect.stringContaining(EMAIL)]);
      expect(maya.cookie('portico_session')).toBeUndefined();
    }
    const other = somebody();
    await other.open(link);
    await maya.submit(link, { keep: 'on' });
    expect(maya.seen.path).toBe('/admin');
    const [session] = await portico.sql<{ hours: number }>(
      `select round(extract(epoch from expires_at - created_at) / 3600)::int as hours from sessions order by created_at desc limit 1`,
    );
    expect(session).toEqual({ hours: 720 });
    // Whoever opened it before comes too late, and is told what to do.
    await other.submit(link);
    expect([other.seen.status, other.seen.text]).toEqual([
      410,
      expect.stringContaining('This link has been used'),
    ]);
    expect(other.seen.$('a[href="/sign-in-link"]')).toHaveLength(1);
    expect(other.cookie('portico_session')).toBeUndefined();
    // It chooses no password, and a link for a password signs nobody in.
    expect((await other.open(link.replace('/sign-in/', '/reset-password/'))).status).toBe(410);
    await other.open('/forgot-password');
    await other.submit('/forgot-password', { email: EMAIL });
    const reset = await until('the mail', () =>
      mail.mails.slice(before).find(({ subject }) => /^Choose a new/.test(subject ?? '')),
    );
    expect(
      (await other.open(linkIn(reset, '/reset-password/').replace('/reset-password/', '/sign-in/'))).status,
    ).toBe(410);
    expect((await other.open('/sign-in/abc')).status).toBe(404);
    const [line] = await portico.sql<{ after: object }>(
      `select after from audit_lines where action = 'login.signed-in' and after is not null`,
    );
    expect(line?.after).toEqual({ by: 'link in a mail' });
  });

  it('lets no link in that was mailed before somebody chose another password', async () => {
    const before = mail.mails.length;
    const maya = somebody();
    for (const ask of ['/sign-in-link', '/forgot-password']) {
      await maya.open(ask);
      await maya.submit(ask, { email: EMAIL });
    }
    const links = await until('both mails', () => {
      const sent = mail.mails.slice(before);
      return sent.length === 2
        ? sent.map((one) =>
            linkIn(one, one.subject?.startsWith('Sign in') ? '/sign-in/' : '/reset-password/'),
          )
        : undefined;
    });
    await maya.signIn(EMAIL, 'a new long password');
    await maya.open('/admin/profile');
    await maya.submit('/admin/profile/password', {
      currentPassword: 'a new long password',
      password: 'yet another long one',
      passwordConfirmation: 'yet another long one',
    });
    expect(maya.seen.text).toContain('Your new password is saved.');
    const finder = somebody();
    for (const link of links) expect([link, (await finder.open(link)).status]).toEqual([link, 410]);
  });

  it('sends no link to who cannot sign in, and says the same', async () => {
    await portico.sql(`update logins set disabled_at = now() where email_key = $1`, [EMAIL.toLowerCase()]);
    const stranger = somebody();
    for (const email of [EMAIL, 'nobody@example.test']) {
      const before = mail.mails.length;
      await stranger.open('/sign-in-link');
      await stranger.submit('/sign-in-link', { email });
      expect(stranger.seen.text).toContain(`If ${email} can sign in here, a link is on its way.`);
      await until('the end of the mail', async () => {
        const waiting = await portico.sql(`select from mails where state in ('queued', 'sending')`);
        return waiting.length === 0 ? true : undefined;
      });
      expect(mail.mails).toHaveLength(before);
    }
    await portico.sql(`update logins set disabled_at = null where email_key = $1`, [EMAIL.toLowerCase()]);
  });

  it('says the same to an address that nobody has, and mails nobody', async () => {
    const stranger = somebody();
    await stranger.open('/forgot-password');
    await stranger.submit('/forgot-password', { email: 'nobody@example.test' });
    expect(stranger.seen.text).toContain('If nobody@example.test can sign in here, a link is on its way.');
    expect(mail.mails.flatMap(({ to }) => to ?? [])).not.toContainEqual(
      expect.objectContaining({ address: 'nobody@example.test' }),
    );
  });

  it('does not know made-up links', async () => {
    const cut = await somebody().open('/reset-password/nonsense');
    expect(cut.status).toBe(404);
    expect(cut.text).toContain('This link is not complete');
    expect(cut.$('a[href="/forgot-password"]').length).toBeGreaterThan(0);
    const unknown = await somebody().open(`/reset-password/${'A'.repeat(65)}`);
    expect(unknown.status).toBe(410);
    expect(unknown.$('h1').text()).toContain('This link does not work');
    expect(unknown.$('a[href="/forgot-password"]').length).toBeGreaterThan(0);
  });

  it('takes no password that anybody would try first, and says why at the field', async () => {
    await portico.sql(`update organisation set name = 'Marlow Waste'`);
    const person = somebody();
    const before = mail.mails.length;
    await person.open('/forgot-password');
    await person.submit('/forgot-password', { email: EMAIL });
    const sent = await until('the mail', () => mail.mails.slice(before).at(0));
    const link = linkIn(sent, '/reset-password/');
    await person.open(link);
    for (const [password, sentence] of [
      ['passwordpassword', 'This repeats itself'],
      ['Password-2026', 'among the first that somebody would try'],
      [`${EMAIL.split('@')[0]} at the yard`, `Leave out “${EMAIL.split('@')[0]}”`],
      ['marlow waste 77', 'Leave out “Marlow Waste”'],
    ] as const) {
      await person.submit(link, { password, passwordConfirmation: password });
      expect(person.seen.status).toBe(422);
      expect(person.seen.$('#password-error').text()).toContain(sentence);
    }
  });

  it('closes an account for a while after ten failures, and says for how long', async () => {
    for (let tries = 0; tries < 10; tries++)
      await somebody().signIn('guess@example.test', 'a wrong password');
    const seen = await somebody().signIn('guess@example.test', 'a wrong password');
    expect(seen.status).toBe(429);
    expect(seen.text).toContain('Wait 15 minutes');
    expect(seen.$('#email').val()).toBe('guess@example.test');
    expect(seen.$('a[href="/forgot-password"]').text()).toContain('Forgotten');
  });

  it('opens a closed account again by a new password', async () => {
    const [email, password] = ['late@example.test', 'quite another password'];
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email, name: 'Ann Late', password: PASSWORD, roleGroup: 'office' });
    const ann = somebody();
    for (let tries = 0; tries < 10; tries++) await ann.signIn(email, 'a wrong password');
    expect((await ann.signIn(email, PASSWORD)).status).toBe(429);
    await ann.open('/forgot-password');
    await ann.submit('/forgot-password', { email });
    const link = linkIn(await mail.mailTo(email), '/reset-password/');
    await ann.open(link);
    await ann.submit(link, { password, passwordConfirmation: password });
    expect((await ann.signIn(email, password)).path).toBe('/admin');
  });

  it('looks at ten passwords of an account and no more, however many are sent at the same moment', async () => {
    const tries = Array.from({ length: 25 }, async () => {
      const person = somebody();
      await person.open('/sign-in');
      return () => person.submit('/sign-in', { email: 'rush@example.test', password: 'a wrong password' });
    });
    const seen = await Promise.all((await Promise.all(tries)).map(async (send) => (await send()).status));
    expect(seen.filter((status) => status === 422)).toHaveLength(10);
    expect(seen.filter((status) => status === 429)).toHaveLength(15);
  });
});
