import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Email } from 'postal-mime';
import {
  invitationState,
  INVITATION_COLUMNS,
  INVITATION_JOIN,
  STATE_SQL,
} from '../../src/invitations/invitation-state.js';
import type { InvitationFacts } from '../../src/invitations/invitation-state.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, until, type MailServer } from '../support/mail-server.js';
import { customer, PASSWORD, staff } from '../support/office.js';
import { Person } from '../support/person.js';

const NEW_PASSWORD = 'a stapled brown cloud';

describe('an invitation', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let customerId: string;
  let number = 0;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql(
      `update organisation set name = 'Marlow Waste', portal_name = 'Marlow Online', phone = '01628 555 0142',
         email = 'office@marlow.test', reply_address = 'portal@marlow.test'`,
    );
    ruth = await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });
  beforeEach(async () => {
    number += 1;
    customerId = await enabledCustomer();
  });

  const enabledCustomer = async () => {
    const id = await customer(portico, `C-${number}-${Math.random()}`, `Customer ${number}`);
    await portico.sql('update customers set portal_enabled = true where id = $1', [id]);
    return id;
  };
  const tab = (id = customerId) => `/admin/customers/${id}/portal-access`;
  const visitor = () => new Person(portico.url);
  const address = () => `person${number}@customer.test`;
  const invite = async (email = address(), id = customerId): Promise<Email> => {
    const before = mail.mails.filter(({ to }) => to?.some((one) => one.address === email)).length;
    await ruth.open(tab(id));
    await ruth.submit(tab(id), { people: email });
    return mail.mailTo(email, before + 1);
  };
  const link = async (email?: string, id?: string) => linkIn(await invite(email, id), '/invitations/');
  const accept = (person: Person, path: string, fields: Record<string, string> = {}) =>
    person.submit(path, { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD, ...fields });
  const stateOf = async (id = customerId) => (await ruth.open(tab(id))).$('.person .status').text().trim();
  /** The customer that a login's newest session looks at. */
  const looksAt = async (email: string) => {
    const [row] = await portico.sql<{ name: string }>(
      `select c.name from sessions s join logins l on l.id = s.login_id join portal_users u on u.id = s.portal_user_id
       join customers c on c.id = u.customer_id where l.email = $1 order by s.created_at desc limit 1`,
      [email],
    );
    return row?.name;
  };
  const sendAgain = async () => {
    await ruth.open(tab());
    const form = ruth.seen.$('.person form[action$="/invitations"]').attr('action') ?? '';
    return ruth.submit(form);
  };

  it('is a mail from the inviter with a button, the bare link, the day it ends, and a phone number', async () => {
    const sent = await invite();
    expect(sent.subject).toBe('Ruth Bailey at Marlow Waste has invited you to Marlow Online');
    expect(sent.replyTo?.[0]?.address).toBe('portal@marlow.test');
    const path = linkIn(sent, '/invitations/');
    expect(sent.html?.match(/<a /g)).toHaveLength(2);
    expect(sent.html).toContain(`${portico.config.baseUrl}${path}`);
    expect(sent.html).not.toContain('<img');
    const day = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      timeZone: 'Europe/London',
    });
    const until = day.format(Date.now() + 7 * 86_400_000);
    for (const text of [sent.text, sent.html]) {
      expect(text).toContain('01628 555 0142');
      expect(text).toMatch(new RegExp(`until \\w{3} ${until} \\d{4}`));
    }
    expect(sent.messageId).toMatch(/^<[0-9a-f-]{36}@/);
    const [row] = await portico.sql<{ token_hash: string }>(
      `select token_hash from invitations i join portal_users u on u.id = i.portal_user_id where customer_id = $1`,
      [customerId],
    );
    expect(path).not.toContain(row?.token_hash);
  });

  it('leads through a form to the portal, signed in, with the name if one was given', async () => {
    const path = await link();
    const jo = visitor();
    const form = await jo.open(path);
    expect(form.status).toBe(200);
    expect(form.text).toContain(`Ruth Bailey has invited you to look up what we do for Customer ${number}.`);
    expect(form.$('#email').val()).toBe(address());
    const landed = await accept(jo, path, { firstName: 'Jo', lastName: 'van der Berg' });
    expect(landed.path).toBe('/portal');
    expect(await looksAt(address())).toBe(`Customer ${number}`);
    expect(await stateOf()).toBe('Accepted');
    const [login] = await portico.sql(
      `select l.name, l.last_name, left(password_hash, 9) as hash, g.key
       from logins l join login_role_groups h on h.login_id = l.id join role_groups g on g.id = h.role_group_id
       where email = $1`,
      [address()],
    );
    expect(login).toEqual({
      name: 'Jo van der Berg',
      last_name: 'van der Berg',
      hash: '$argon2id',
      key: 'customer-portal',
    });
    const again = visitor();
    expect((await again.signIn(address(), NEW_PASSWORD)).path).toBe('/portal');
    const lines = await portico.sql(
      `select action, actor_kind from audit_lines where customer_id = $1 and action like 'invitation%' order by at`,
      [customerId],
    );
    expect(lines).toEqual([
      { action: 'invitation.sent', actor_kind: 'login' },
      { action: 'invitation.accepted', actor_kind: 'login' },
    ]);
  });

  it('is not used up by looking: neither GET nor HEAD, however often', async () => {
    const path = await link();
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD'])
      expect((await fetch(`${portico.url}${path}`, { method })).status).toBe(200);
    const jo = visitor();
    await jo.open(path);
    expect((await accept(jo, path)).path).toBe('/portal');
  });

  it('is used once: afterwards its link says so and leads to the sign-in', async () => {
    const path = await link();
    const [jo, other] = [visitor(), visitor()];
    await other.open(path);
    await jo.open(path);
    await accept(jo, path);
    const used = await visitor().open(path);
    expect(used.status).toBe(410);
    expect(used.text).toContain('This invitation has been used');
    expect(used.$('main a[href="/sign-in"]')).toHaveLength(1);
    expect((await accept(other, path)).status).toBe(410);
  });

  it('is used by one of two who send its form at the same moment', async () => {
    const path = await link();
    const people = [visitor(), visitor()];
    await Promise.all(people.map((person) => person.open(path)));
    const seen = await Promise.all(people.map((person) => accept(person, path)));
    expect(seen.filter(({ path: landed }) => landed === '/portal')).toHaveLength(1);
    expect(seen.filter(({ status }) => status === 410)).toHaveLength(1);
  });

  it('is either accepted or replaced when both happen at the same moment', async () => {
    const path = await link();
    const jo = visitor();
    await jo.open(path);
    await ruth.open(tab());
    const [accepted, again] = await Promise.all([accept(jo, path), sendAgain()]);
    expect([accepted.status, again.status]).not.toContain(500);
    const [row] = await portico.sql<{ active: boolean; version: number }>(
      `select u.active, i.token_version as version from portal_users u join invitations i on i.portal_user_id = u.id
       where u.customer_id = $1`,
      [customerId],
    );
    expect(row).toEqual(
      accepted.status === 410 ? { active: false, version: 2 } : { active: true, version: 1 },
    );
  });

  it('asks again for what is missing or does not fit, and keeps the names', async () => {
    const path = await link();
    const jo = visitor();
    await jo.open(path);
    const short = await accept(jo, path, {
      password: 'short',
      passwordConfirmation: 'short',
      firstName: 'Jo',
    });
    expect(short.status).toBe(422);
    expect(short.$('#password-error').text()).toContain('Use 10 characters or more.');
    expect(short.$('#firstName').val()).toBe('Jo');
    const differs = await accept(jo, path, { passwordConfirmation: 'something else' });
    expect(differs.status).toBe(422);
    expect(differs.$('#passwordConfirmation-error').text()).toContain('are not the same');
    expect((await accept(jo, path)).path).toBe('/portal');
  });

  it('is sent again with a new link, and the old one says so', async () => {
    const old = await link();
    const seen = await sendAgain();
    expect(seen.text).toContain(`An invitation is on its way to ${address()}.`);
    const fresh = linkIn(await mail.mailTo(address(), 2), '/invitations/');
    expect(fresh).not.toBe(old);
    const jo = visitor();
    const replaced = await jo.open(old);
    expect(replaced.status).toBe(410);
    expect(replaced.text).toContain('There is a newer link');
    await jo.open(fresh);
    expect((await accept(jo, fresh)).path).toBe('/portal');
  });

  it('is not sent a third time by the same button pressed twice', async () => {
    await link();
    await ruth.open(tab());
    const action = ruth.seen.$('.person form[action$="/invitations"]').attr('action') ?? '';
    const form = new URLSearchParams(ruth.seen.$(`form[action="${action}"]`).serialize());
    await Promise.all([1, 2].map(() => ruth.request('POST', action, form, false)));
    await mail.mailTo(address(), 2);
    const [row] = await portico.sql(
      `select token_version from invitations i join portal_users u on u.id = i.portal_user_id where customer_id = $1`,
      [customerId],
    );
    expect(row).toEqual({ token_version: 2 });
  });

  it('can be revoked, after a page that says what will happen', async () => {
    const path = await link();
    const page = await ruth.open(tab());
    const revocation = page.$('.person a[href$="/revocation"]').attr('href') ?? '';
    const asked = await ruth.open(revocation);
    expect(asked.$('form.confirm button').text().trim()).toBe(`Revoke the invitation of ${address()}`);
    expect((await visitor().open(path)).status).toBe(200);
    const done = await ruth.submit(revocation);
    expect(done.text).toContain(`The invitation of ${address()} is revoked.`);
    expect(await stateOf()).toBe('Revoked');
    const closed = await visitor().open(path);
    expect(closed.status).toBe(410);
    expect(closed.text).toContain('This invitation was withdrawn');
    expect(closed.$('main form')).toHaveLength(0);
    await sendAgain();
    const fresh = linkIn(await mail.mailTo(address(), 2), '/invitations/');
    expect((await visitor().open(fresh)).status).toBe(200);
    expect((await visitor().open(path)).status).toBe(410);
  });

  it('runs out after seven days, and the person can ask for a new one, which the office sees', async () => {
    const path = await link();
    await portico.sql(
      `update invitations i set expires_at = now() - interval '1 minute' from portal_users u
       where u.id = i.portal_user_id and u.customer_id = $1`,
      [customerId],
    );
    expect(await stateOf()).toBe('Run out');
    const jo = visitor();
    const expired = await jo.open(path);
    expect(expired.status).toBe(410);
    expect(expired.text).toContain('An invitation works for a limited time');
    const asked = await jo.submit(`${path}/renewal`);
    expect(asked.status).toBe(410);
    expect(asked.text).toContain('We have told the office.');
    expect(asked.$('main form')).toHaveLength(0);
    expect((await ruth.open(tab())).$('.person').text()).toContain('Asked for a new link');
    expect((await ruth.open('/admin/invitations?asked=yes')).text).toContain(address());
    const [line] = await portico.sql(
      `select actor_kind from audit_lines where customer_id = $1 and action = 'invitation.asked-again'`,
      [customerId],
    );
    expect(line).toEqual({ actor_kind: 'visitor' });
    await sendAgain();
    const fresh = linkIn(await mail.mailTo(address(), 2), '/invitations/');
    expect((await visitor().open(fresh)).status).toBe(200);
    expect((await ruth.open(tab())).$('.person').text()).not.toContain('Asked for a new link');
  });

  it('ends with the access', async () => {
    const path = await link();
    const page = await ruth.open(tab());
    const end = page.$('.person a[href$="/end"]').attr('href') ?? '';
    await ruth.open(end);
    await ruth.submit(end);
    expect((await visitor().open(path)).status).toBe(410);
  });

  it('to somebody who signs in here already asks for the password they have, and adds an access', async () => {
    const first = await link();
    const jo = visitor();
    await jo.open(first);
    await accept(jo, first, { firstName: 'Jo' });
    const second = await customer(portico, `X-${number}`, `Another ${number}`);
    await portico.sql('update customers set portal_enabled = true where id = $1', [second]);
    const sent = await invite(address(), second);
    expect(sent.text).toContain('you do not need a new password');
    const path = linkIn(sent, '/invitations/');
    const elsewhere = visitor();
    const form = await elsewhere.open(path);
    expect(form.$('[name=passwordConfirmation]')).toHaveLength(0);
    const wrong = await elsewhere.submit(path, { password: 'not the password' });
    expect(wrong.status).toBe(422);
    expect(wrong.$('#password-error').text()).toContain('This is not the password of this email.');
    expect((await elsewhere.submit(path, { password: NEW_PASSWORD })).path).toBe('/portal');
    expect(await looksAt(address())).toBe(`Another ${number}`);
    const accesses = await portico.sql(
      'select active from portal_users u join logins l on l.id = u.login_id where l.email = $1',
      [address()],
    );
    expect(accesses).toEqual([{ active: true }, { active: true }]);
    expect((await visitor().signIn(address(), NEW_PASSWORD)).path).toBe('/portal/accesses');
  });

  it('to somebody who is signed in asks for nothing but a yes', async () => {
    const first = await link();
    const jo = visitor();
    await jo.open(first);
    await accept(jo, first);
    number += 1;
    const second = await enabledCustomer();
    const path = await link(`person${number - 1}@customer.test`, second);
    const form = await jo.open(path);
    expect(form.$('[name=password]')).toHaveLength(0);
    const landed = await jo.submit(path);
    expect(landed.path).toBe('/portal');
    expect(await looksAt(`person${number - 1}@customer.test`)).toBe(`Customer ${number}`);
  });

  it('opened by somebody else who is signed in says so, and signs them out when it is accepted', async () => {
    const path = await link();
    const tom = await staff(portico, `tom${number}@marlow.test`, 'Tom Reed');
    const form = await tom.open(path);
    expect(form.text).toContain('You are signed in as Tom Reed.');
    const cookie = tom.cookie('portico_session') ?? '';
    expect((await accept(tom, path)).path).toBe('/portal');
    const answer = await fetch(`${portico.url}/admin`, {
      headers: { cookie: `portico_session=${cookie}` },
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toContain('/sign-in');
    expect(PASSWORD).not.toBe(NEW_PASSWORD);
  });

  it('is nothing with a wrong token, one of another kind, or without its form’s own token', async () => {
    const path = await link();
    const token = path.split('/').at(-1) ?? '';
    const broken = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const wrong of ['x', broken, token.slice(1), '%00', 'a'.repeat(400)])
      expect((await visitor().open(`/invitations/${wrong}`)).status).toBe(404);
    expect((await visitor().open(`/invitations/${broken}`)).text).toContain('This link does not work');
    expect((await visitor().open(`/reset-password/${token}`)).status).toBe(410);
    const cut = visitor();
    await cut.open(`/invitations/${token.slice(0, 40)}`);
    expect(cut.seen.text).toContain('This link is not complete');
    expect(cut.seen.text).toContain('copy the whole link from the mail');
    const bare = new URLSearchParams({ password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD });
    expect((await visitor().request('POST', path, bare)).status).toBe(403);
    expect((await visitor().open(path)).status).toBe(200);
  });

  it('that cannot be delivered is failed, with the mail server’s own words', async () => {
    await link();
    // The server has it before the worker has written down that it does.
    await until('the mail to be out', async () => {
      const open = await portico.sql(
        `select from mails where recipient = $1 and state in ('queued', 'sending')`,
        [address()],
      );
      return open.length === 0 || undefined;
    });
    await portico.sql(
      `update mails set state = 'failed', answer = '550 5.1.1 no such user' where recipient = $1`,
      [address()],
    );
    const seen = await ruth.open(tab());
    expect(seen.$('.person .status').text().trim()).toBe('Not delivered');
    expect(seen.$('.person').text()).toContain('The mail server said: 550 5.1.1 no such user');
  });

  it('has the same state in the list’s filter as on every page', async () => {
    await until('all mails to be out', async () => {
      const open = await portico.sql(`select from mails where state in ('queued', 'sending')`);
      return open.length === 0 || undefined;
    });
    const rows = await portico.sql<InvitationFacts & { state: string }>(
      `select ${INVITATION_COLUMNS}, ${STATE_SQL} as state from portal_users u ${INVITATION_JOIN}`,
    );
    expect(rows.map((row) => invitationState(row, new Date()))).toEqual(rows.map(({ state }) => state));
    expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThan(3);
  });
});
