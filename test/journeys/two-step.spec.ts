import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { Logins } from '../../src/identity/logins.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, until, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const MAYA = 'maya@office.test';

describe('two-step sign-in', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let scene: Scene;
  let maya: Person;
  let secret = '';
  let codes: string[] = [];
  let lastStep = 0;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await portico.app
      .get(Logins)
      .addStaff(SYSTEM, { email: MAYA, name: 'Maya Okafor', password: PASSWORD, roleGroup: 'administrator' });
    maya = new Person(portico.url);
    await maya.signIn(MAYA, PASSWORD);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  /** What her app shows: a code that was not used yet. */
  const shown = (): string => {
    const step = Math.max(Math.floor(Date.now() / 30_000), lastStep + 1);
    lastStep = step;
    return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
      timestamp: step * 30_000,
    });
  };
  /** As if half a minute had passed, so that the next code is a new one. */
  const later = () => portico.sql('update login_authenticators set last_step = last_step - 2');
  const codesOn = ({ $ }: Person['seen']) =>
    $('.recovery-codes code')
      .toArray()
      .map((one) => $(one).text());

  it('is set up on the profile with an app, and turned on by the first right code', async () => {
    await maya.open('/admin/profile');
    await maya.open(maya.seen.$('a:contains("Open two-step sign-in")').attr('href') as string);
    expect(maya.seen.text).toContain('Two-step sign-in is off');
    await maya.submit('/admin/two-step');
    expect(maya.seen.$('svg.qr path').attr('d')).toMatch(/^M/);
    secret = maya.seen.$('code').first().text().replaceAll(' ', '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const [row] = await portico.sql<{ sealed: string }>('select sealed from login_authenticators');
    expect(row?.sealed).not.toContain(secret);
    await maya.submit('/admin/two-step/confirmation', { code: '000000' });
    expect([maya.seen.status, maya.seen.$('#code-error').text()]).toEqual([
      422,
      expect.stringContaining('This is not the code that the app shows now'),
    ]);
    // Nothing is asked for before it is on.
    expect((await new Person(portico.url).signIn(MAYA, PASSWORD)).path).toBe('/admin');
    await maya.submit('/admin/two-step/confirmation', { code: shown().replace(/(...)/, '$1 ') });
    expect(maya.seen.text).toContain('Two-step sign-in is on');
    codes = codesOn(maya.seen);
    expect(codes).toHaveLength(10);
    expect(codesOn(await maya.open('/admin/two-step'))).toEqual([]);
    expect(maya.seen.text).toContain('10 recovery codes are left.');
  });

  it('asks for the code after the password: until then nothing is open', async () => {
    const other = new Person(portico.url);
    await other.open('/sign-in?to=/admin/customers');
    await other.submit('/sign-in', { email: MAYA, password: PASSWORD, keep: 'on' });
    expect([other.seen.path, other.seen.text]).toEqual(['/sign-in-code', expect.stringContaining(MAYA)]);
    // The cookie is there, and worth nothing.
    expect(other.cookie('portico_session')).toBeDefined();
    expect((await other.open('/admin/customers')).path).toBe('/sign-in-code');
    expect((await other.open('/admin/two-step')).path).toBe('/sign-in-code');
    const signedIn = () => portico.sql(`select from audit_lines where action = 'login.signed-in'`);
    const before = (await signedIn()).length;
    await other.open('/sign-in?to=/admin/customers');
    await other.submit('/sign-in-code', { code: '000000' });
    expect([other.seen.status, other.seen.$('#code-error').text()]).toEqual([
      422,
      expect.stringContaining('neither the code that your app shows now'),
    ]);
    expect(await signedIn()).toHaveLength(before);
    await later();
    const code = shown();
    await other.submit('/sign-in-code', { code });
    expect(other.seen.path).toBe('/admin/customers');
    expect(await signedIn()).toHaveLength(before + 1);
    const [session] = await portico.sql<{ days: number }>(
      `select round(extract(epoch from expires_at - now()) / 86400)::int as days from sessions order by created_at desc limit 1`,
    );
    expect(session).toEqual({ days: 30 });
    // A code that somebody looked over a shoulder for is used up.
    const thief = new Person(portico.url);
    await thief.signIn(MAYA, PASSWORD);
    await thief.submit('/sign-in-code', { code });
    expect(thief.seen.status).toBe(422);
    await thief.open('/sign-in?other=yes');
    expect(thief.seen.path).toBe('/sign-in');
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [first = ''] = codes;
    const person = new Person(portico.url);
    await person.signIn(MAYA, PASSWORD);
    await person.submit('/sign-in-code', { code: ` ${first.toLowerCase().replace('-', ' ')}` });
    expect(person.seen.path).toBe('/admin');
    expect((await person.open('/admin/two-step')).text).toContain('9 recovery codes are left.');
    const again = new Person(portico.url);
    await again.signIn(MAYA, PASSWORD);
    await again.submit('/sign-in-code', { code: first });
    expect(again.seen.status).toBe(422);
    await person.submit('/admin/two-step/recovery-codes', { password: 'wrong' });
    expect(person.seen.status).toBe(422);
    await person.submit('/admin/two-step/recovery-codes', { password: PASSWORD });
    const [, second = ''] = codes;
    codes = codesOn(person.seen);
    expect(codes).toHaveLength(10);
    await again.submit('/sign-in-code', { code: second });
    expect(again.seen.status).toBe(422);
  });

  it('is asked for after a sign-in link too', async () => {
    const person = new Person(portico.url);
    await person.open('/sign-in-link');
    await person.submit('/sign-in-link', { email: MAYA });
    const sent = await until('the mail', () => mail.mails.at(-1));
    const link = linkIn(sent, '/sign-in/');
    await person.open(link);
    await person.submit(link);
    expect(person.seen.path).toBe('/sign-in-code');
    expect((await person.open('/admin')).path).toBe('/sign-in-code');
    await person.submit('/sign-in-code', { code: codes.pop() as string });
    expect(person.seen.path).toBe('/admin');
    const [line] = await portico.sql<{ after: object }>(
      `select after from audit_lines where action = 'login.signed-in' order by at desc limit 1`,
    );
    expect(line?.after).toEqual({ by: 'link in a mail' });
  });

  it('waits ten minutes for the code, looks at ten wrong ones, and says so', async () => {
    const slow = new Person(portico.url);
    await slow.signIn(MAYA, PASSWORD);
    await portico.sql(`update sessions set expires_at = now() where awaits_code`);
    await slow.submit('/sign-in-code', { code: codes.at(-1) as string });
    expect([slow.seen.path, slow.seen.text]).toEqual([
      '/sign-in',
      expect.stringContaining('That took too long'),
    ]);
    const guessing = new Person(portico.url);
    await guessing.signIn(MAYA, PASSWORD);
    for (let tries = 0; tries < 10; tries++) await guessing.submit('/sign-in-code', { code: '111111' });
    await guessing.submit('/sign-in-code', { code: codes.at(-1) as string });
    expect([guessing.seen.status, guessing.seen.text]).toEqual([
      429,
      expect.stringContaining('Wait 15 minutes'),
    ]);
    await portico.sql(`delete from sign_in_failures where email_key like 'code:%'`);
  });

  it('is not turned off from an unlocked session by way of the list of logins', async () => {
    const [login] = await portico.sql<{ id: string }>('select id from logins where email = $1', [MAYA]);
    await maya.open(`/admin/logins/${login?.id}/two-step-end`);
    await maya.submit(`/admin/logins/${login?.id}/two-step-end`);
    expect([maya.seen.status, maya.seen.text]).toEqual([
      403,
      expect.stringContaining('on your profile, with your password'),
    ]);
    expect((await maya.open('/admin/two-step')).text).toContain('Two-step sign-in is on');
  });

  it('counts passwords that are guessed on one’s own pages as those at the sign-in, and together with them', async () => {
    const refused = (action: string, fields: Record<string, string>) => async () => {
      await maya.open(action.includes('profile') ? '/admin/profile' : '/admin/two-step');
      await maya.submit(action, fields);
      return [maya.seen.status, maya.seen.$('.field-error').text()] as const;
    };
    const changing = (currentPassword: string) =>
      refused('/admin/profile/password', {
        currentPassword,
        password: 'another long password',
        passwordConfirmation: 'another long password',
      });
    const making = (password: string) => refused('/admin/two-step/recovery-codes', { password });
    expect(await changing('wrong')()).toEqual([422, expect.stringContaining('not your current password')]);
    for (let tries = 0; tries < 5; tries++) await making('wrong')();
    await new Person(portico.url).signIn(MAYA, 'wrong');
    // The right one clears the count.
    expect((await making(PASSWORD)())[0]).toBe(200);
    codes = codesOn(maya.seen);
    for (let tries = 0; tries < 5; tries++) await changing('wrong')();
    for (let tries = 0; tries < 5; tries++) await making('wrong')();
    for (const tried of [changing(PASSWORD), making(PASSWORD)])
      expect(await tried()).toEqual([
        429,
        expect.stringContaining('too many wrong passwords. Wait 15 minutes'),
      ]);
    const form = new URLSearchParams({
      _csrf: maya.seen.$('input[name=_csrf]').first().val() as string,
      password: PASSWORD,
    });
    expect((await maya.download('/admin/two-step/end', form)).status).toBe(429);
    expect((await new Person(portico.url).signIn(MAYA, PASSWORD)).status).toBe(429);
    expect((await maya.open('/admin/two-step')).text).toContain('Two-step sign-in is on');
    await portico.sql('delete from sign_in_failures');
  });

  it('stays as it is when the password is changed, and is turned off with the password', async () => {
    const changed = 'another long password';
    await maya.open('/admin/profile');
    await maya.submit('/admin/profile/password', {
      currentPassword: PASSWORD,
      password: changed,
      passwordConfirmation: changed,
    });
    expect(maya.seen.text).toContain('Your new password is saved.');
    expect((await new Person(portico.url).signIn(MAYA, changed)).path).toBe('/sign-in-code');
    await maya.open('/admin/two-step');
    await maya.submit('/admin/two-step/recovery-codes', { password: changed });
    const form = new URLSearchParams({
      _csrf: maya.seen.$('input[name=_csrf]').first().val() as string,
      password: changed,
    });
    await maya.download('/admin/two-step/end', form);
    expect((await maya.open('/admin/two-step')).text).toContain('Two-step sign-in is off');
    expect((await new Person(portico.url).signIn(MAYA, changed)).path).toBe('/admin');
  });

  it('is turned off by the office for somebody who has lost phone and codes, and for nobody who may do more', async () => {
    const priya = await scene.portalUser('ACME', 'priya@acme.test');
    await priya.open('/portal/two-step');
    await priya.submit('/portal/two-step');
    secret = priya.seen.$('code').first().text().replaceAll(' ', '');
    lastStep = 0;
    await priya.submit('/portal/two-step/confirmation', { code: shown() });
    expect((await new Person(portico.url).signIn('priya@acme.test', PASSWORD)).path).toBe('/sign-in-code');
    const [login] = await portico.sql<{ id: string }>(
      `select id from logins where email = 'priya@acme.test'`,
    );
    const office = await scene.staff();
    await office.open(`/admin/logins/${login?.id}`);
    await office.open(office.seen.$('a:contains("Turn off two-step sign-in")').attr('href') as string);
    expect(office.seen.text).toContain('only once you know that it is really them');
    await office.submit(`/admin/logins/${login?.id}/two-step-end`);
    expect(office.seen.text).toContain('Two-step sign-in is off for priya@acme.test.');
    expect((await new Person(portico.url).signIn('priya@acme.test', PASSWORD)).path).toBe('/portal');
    const lines = await portico.sql(`select from audit_lines where action = 'login.two-step-off'`);
    expect(lines).toHaveLength(2);
  });

  describe('that staff need', () => {
    const SECURITY = '/admin/settings/security';
    let ruth: Person;

    beforeAll(async () => {
      await portico.sql('delete from login_authenticators');
      ruth = await scene.staff();
      await ruth.open(SECURITY);
      await ruth.submit(SECURITY, { staffNeedTwoStep: 'on' });
    });
    afterAll(() => portico.sql('update organisation set staff_need_two_step = false'));

    it('leads to its set-up and to nothing else, also whoever has switched it on', async () => {
      expect([ruth.seen.path, ruth.seen.text]).toEqual([
        '/admin/two-step',
        expect.stringContaining('Staff here need two-step sign-in. Set it up'),
      ]);
      expect(ruth.seen.$('nav a[href="/admin/customers"]')).toHaveLength(0);
      for (const path of ['/admin', '/admin/customers', '/admin/profile', '/admin/jobs.csv', SECURITY])
        expect([path, (await ruth.open(path)).path]).toEqual([path, '/admin/two-step']);
      const token = ruth.seen.$('[name=_csrf]').attr('value') as string;
      await ruth.request('POST', SECURITY, new URLSearchParams({ _csrf: token }));
      expect(ruth.seen.path).toBe('/admin/two-step');
      expect(ruth.seen.text).toContain('Set up two-step sign-in first. Nothing was changed.');
      expect(await portico.sql('select from organisation where staff_need_two_step')).toHaveLength(1);
      const later = await scene.staff('viewer');
      expect(later.seen.path).toBe('/admin/two-step');
      await later.submit('/sign-out');
      expect(later.seen.path).toBe('/sign-in');
    });

    it('opens everything once it is set up, and stands in the audit log', async () => {
      await ruth.open('/admin/two-step');
      await ruth.submit('/admin/two-step');
      secret = ruth.seen.$('code').first().text().replaceAll(' ', '');
      await ruth.submit('/admin/two-step/confirmation', { code: shown() });
      expect(codesOn(ruth.seen)).toHaveLength(10);
      await ruth.open(ruth.seen.$('a:contains("go on")').attr('href') as string);
      expect(ruth.seen.path).toBe('/admin');
      await ruth.open('/admin/audit?action=organisation.changed');
      expect(ruth.seen.text).toContain('Staff need two-step sign-in: No → Yes');
      expect((await ruth.open(SECURITY)).text).toMatch(/1 of \d members of staff have it/);
    });

    it('lets whoever is looking at the portal as somebody go back first', async () => {
      await portico.sql('update organisation set staff_need_two_step = false');
      const max = await scene.staff();
      const ann = await scene.portalUser('ACME', 'ann.seen@acme.test');
      expect((await ann.open('/portal')).status).toBe(200);
      const [access] = await portico.sql<{ id: string }>(
        `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = 'ann.seen@acme.test'`,
      );
      await max.open(`/admin/portal-users/${access?.id}`);
      await max.submit(`/admin/portal-users/${access?.id}/viewing`);
      expect(max.seen.path).toBe('/portal');
      await portico.sql('update organisation set staff_need_two_step = true');
      await max.submit(max.seen.$('form[action$="viewing/end"]').attr('action') as string);
      expect(max.seen.path).toBe('/admin/two-step');
      await max.submit('/admin/two-step');
      expect(max.seen.$('code').length).toBeGreaterThan(0);
    });

    it('asks nothing of customers’ people and of systems', async () => {
      const ann = await scene.portalUser('ACME', 'ann.needs@acme.test');
      expect((await ann.open('/portal/jobs')).path).toBe('/portal/jobs');
      expect((await scene.api('GET', 'customers')).status).toBe(200);
    });

    it('is left to everybody again once it is switched off', async () => {
      await ruth.open(SECURITY);
      await ruth.submit(SECURITY, { staffNeedTwoStep: undefined });
      expect(ruth.seen.text).toContain('Staff choose for themselves');
      expect((await scene.staff('viewer')).seen.path).toBe('/admin');
    });
  });
});
