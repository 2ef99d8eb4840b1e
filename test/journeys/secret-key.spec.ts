import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { newRecoveryCodes } from '../../src/identity/two-step.codes.js';
import { TwoStepKeys } from '../../src/identity/two-step.keys.js';
import type { Config } from '../../src/platform/config.js';
import { MailedTokens, type TokenPurpose } from '../../src/platform/mailed-tokens.js';
import { Sealing } from '../../src/platform/sealing.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';
import { ScheduleDesk } from '../support/schedules.js';

const FRESH = 'the secret key that signs from now on';
const OLD = 'the secret key that signed until today';
const GONE = 'a secret key that nobody remembers now';
const PRIYA = 'priya@acme.test';
const BURSAR = 'bursar@elsewhere.test';
const on = (day: number) => new Date(Date.UTC(2026, 2, day, 7, 30));

/** What a Portico of this secret key alone would have sealed and signed. */
const under = (key: string) => {
  const config = { secretKeys: [key] } as unknown as Config;
  return { sealing: new Sealing(config), tokens: new MailedTokens(config) };
};

describe('another secret key', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let office: Person;
  let desk: ScheduleDesk;
  let priya: Person;
  let acme: string;
  let login: string;
  let secret = '';

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url, SECRET_KEY: `${FRESH},${OLD}` });
    const scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    priya = await scene.portalUser('ACME', PRIYA);
    office = await scene.staff();
    desk = new ScheduleDesk(portico, office);
    const [row] = await portico.sql<{ id: string }>('select id from logins where email = $1', [PRIYA]);
    login = row?.id as string;
    await priya.open('/portal/two-step');
    await priya.submit('/portal/two-step');
    secret = priya.seen.$('code').first().text().replaceAll(' ', '');
    await priya.submit('/portal/two-step/confirmation', { code: shown() });
    expect(priya.seen.text).toContain('Two-step sign-in is on');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(() => {
    mail.mails.length = 0;
  });

  const shown = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate();
  /** As if half a minute had passed, so that the app's code is one that nobody used. */
  const later = () => portico.sql('update login_authenticators set last_step = 0');
  const sealUnder = (key: string) =>
    portico.sql('update login_authenticators set sealed = $1', [under(key).sealing.seal(secret, login)]);
  const keptCodes = () => portico.sql<{ code_hash: string }>('select code_hash from login_recovery_codes');
  async function codeOf(code: string): Promise<Person> {
    const person = new Person(portico.url);
    await person.signIn(PRIYA, PASSWORD);
    await person.submit('/sign-in-code', { code });
    return person;
  }
  async function signLinks(table: string, purpose: TokenPurpose, key: string): Promise<void> {
    for (const { id } of await portico.sql<{ id: string }>(`select id from ${table}`))
      await portico.sql(`update ${table} set token_hash = $2 where id = $1`, [
        id,
        under(key).tokens.hash(purpose, id, 1),
      ]);
  }

  it('goes on with what was set up under the one before, and carries it over', async () => {
    await sealUnder(OLD);
    // As recovery codes were kept until now.
    const codes = newRecoveryCodes();
    await portico.sql('delete from login_recovery_codes');
    for (const code of codes)
      await portico.sql(
        `insert into login_recovery_codes (id, login_id, code_hash) values (gen_random_uuid(), $1, $2)`,
        [login, createHash('sha256').update(code.replace('-', '')).digest('hex')],
      );
    await later();
    expect((await codeOf(shown())).seen.path).toBe('/portal');
    expect((await codeOf(codes[0] as string)).seen.path).toBe('/portal');

    await portico.app.get(TwoStepKeys).carryOver();
    const [row] = await portico.sql<{ sealed: string }>('select sealed from login_authenticators');
    expect(under(FRESH).sealing.open(row?.sealed as string, login)).toBe(secret);
    for (const { code_hash } of await keptCodes()) expect(code_hash).toMatch(/^hmac:/);
    await later();
    expect((await codeOf(shown())).seen.path).toBe('/portal');
    expect((await codeOf(codes[1] as string)).seen.path).toBe('/portal');
    // Carried over or not, each signs in once.
    for (const used of [codes[0], codes[1]]) expect((await codeOf(used as string)).seen.status).toBe(422);
    expect((await priya.open('/portal/two-step')).text).toContain('8 recovery codes are left.');
  });

  it('keeps the links that stop mails, those that were mailed and those of mails to come', async () => {
    const schedule = await desk.add(acme, { name: 'Tonnes', frequency: 'daily', addresses: BURSAR });
    await signLinks('schedule_recipients', 'schedule-stop', OLD);
    await desk.comes(schedule, on(3));
    const first = linkIn(await mail.mailTo(BURSAR), '/scheduled-mails/');
    await desk.comes(schedule, on(4));
    const second = linkIn(await mail.mailTo(BURSAR, 2), '/scheduled-mails/');
    expect(second).toBe(first);
    const visitor = new Person(portico.url);
    expect((await visitor.open(first)).text).toContain(BURSAR);

    // Once the old one is taken out of the list, what was mailed still works until the next mail brings a link anew.
    await signLinks('schedule_recipients', 'schedule-stop', GONE);
    await desk.comes(schedule, on(5));
    const anew = linkIn(await mail.mailTo(BURSAR, 3), '/scheduled-mails/');
    expect(anew).not.toBe(first);
    expect((await visitor.open(anew)).text).toContain(BURSAR);
    await visitor.submit(anew);
    expect(visitor.seen.text).toContain('This mail is stopped');
  });

  it('says that no code can be checked where the one before is gone, and leaves a way back', async () => {
    await sealUnder(GONE);
    await later();
    const person = await codeOf(shown());
    expect([person.seen.status, person.seen.$('#code-error').text()]).toEqual([
      422,
      expect.stringContaining('the secret key of this portal was changed'),
    ]);
    await portico.app.get(TwoStepKeys).carryOver();
    expect((await priya.open('/portal/two-step')).text).toContain(
      'Turn two-step sign-in off and set it up again.',
    );
    expect(priya.seen.text).not.toContain('recovery codes are left');
    const token = priya.seen.$('input[name=_csrf]').first().val() as string;
    const form = new URLSearchParams({ _csrf: token, password: PASSWORD });
    await priya.request('POST', '/portal/two-step/recovery-codes', form);
    expect([priya.seen.status, priya.seen.text]).toEqual([422, expect.stringContaining('set it up again')]);
    await office.open(`/admin/logins/${login}/two-step-end`);
    await office.submit(`/admin/logins/${login}/two-step-end`);
    expect((await new Person(portico.url).signIn(PRIYA, PASSWORD)).path).toBe('/portal');
  });
});
