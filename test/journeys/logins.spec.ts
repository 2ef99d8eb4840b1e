import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { customer, PASSWORD, staff } from '../support/office.js';
import { Person } from '../support/person.js';

const LOGINS = '/admin/logins';

describe('logins', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let ruth: Person;
  let acme: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    await portico.sql(`update organisation set name = 'Harrow Waste', set_up_at = now()`);
    await portico.sql('update portal_settings set enabled = true');
    ruth = await staff(portico, 'ruth@office.test', 'Ruth Bailey', 'administrator');
    acme = await customer(portico, 'ACME', 'Acme Ltd');
    await customer(portico, 'BETA', 'Beta Ltd');
    await portico.sql('update customers set portal_enabled = true');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const idOf = async (email: string) => {
    const [row] = await portico.sql<{ id: string }>('select id from logins where email = $1', [email]);
    return (row as { id: string }).id;
  };
  const pageOf = async (email: string) => `${LOGINS}/${await idOf(email)}`;
  const lines = async (email: string) =>
    portico.sql<{ action: string; before: unknown; after: unknown }>(
      'select action, before, after from audit_lines where subject_id = $1 order by at, id',
      [await idOf(email)],
    );
  const add = async (name: string, email: string, more: Record<string, string | undefined> = {}) => {
    await ruth.open(`${LOGINS}/new`);
    return ruth.submit(LOGINS, { name, email, ...more });
  };
  const tick = (label: string) =>
    ruth.seen
      .$('#roleGroups .choice')
      .filter((_, one) => ruth.seen.$(one).find('label').text().startsWith(label))
      .find('input');
  const chooses = async (email: string, passwordLink: string) => {
    const person = new Person(portico.url);
    await person.open(passwordLink);
    await person.submit(passwordLink, { password: PASSWORD, passwordConfirmation: PASSWORD });
    await person.signIn(email, PASSWORD);
    return person;
  };

  it('are made with a name and an email; the page then says what is missing, for staff up to the first sign-in', async () => {
    await ruth.open(LOGINS);
    expect(ruth.seen.$(`nav a[href="${LOGINS}"]`).text()).toContain('Logins');
    await ruth.open(`${LOGINS}/new`);
    expect(ruth.seen.text).toContain('The portal stays closed to this login until this is ticked.');
    expect(ruth.seen.text).toContain('For staff, duplicate the login of somebody');
    expect(ruth.seen.$('main form button').last().text().trim()).toBe('Create User');
    await add('Sam Reed', 'sam@office.test');
    const page = await pageOf('sam@office.test');
    expect(ruth.seen.path).toBe(page);
    expect(ruth.seen.text).toContain('Choose the user type below.');
    await ruth.submit(`${page}/type`, { type: 'staff' });
    expect(ruth.seen.text).toContain('A link to choose a password is on its way to sam@office.test');
    expect(ruth.seen.text).toContain('No role group is ticked');
    const office = tick('Office').attr('value') as string;
    await ruth.submit(page, { roleGroups: [office] });
    expect(ruth.seen.text).toContain('What you changed for Sam Reed is saved.');
    const letter = await mail.mailTo('sam@office.test');
    expect(letter.subject).toBe('Your login at Harrow Waste');
    const sam = await chooses('sam@office.test', linkIn(letter, '/reset-password/'));
    expect(sam.seen.path).toBe('/admin');
    expect((await sam.open('/admin/customers')).status).toBe(200);
    expect((await sam.open(LOGINS)).status).toBe(403);
    await ruth.open(page);
    expect(ruth.seen.text).not.toContain('What is missing');
    expect((await lines('sam@office.test')).map(({ action }) => action)).toEqual([
      'login.added',
      'login.type-changed',
      'login.changed',
      'login.password-reset',
      'login.signed-in',
    ]);
  });

  it('of staff are duplicated: role groups and no credentials; a form sent twice makes one', async () => {
    const page = await pageOf('sam@office.test');
    await ruth.open(page);
    expect(ruth.seen.$('.page-actions a').text()).toContain('Duplicate this login');
    await ruth.open(`${page}/copy`);
    const token = ruth.seen.$('input[name=_csrf]').attr('value') as string;
    const id = ruth.seen.$('input[name=id]').attr('value') as string;
    const form = { _csrf: token, id, name: 'Kim Lee', email: 'kim@office.test' };
    await ruth.request('POST', `${page}/copy`, new URLSearchParams(form));
    await ruth.request('POST', `${page}/copy`, new URLSearchParams(form));
    expect(ruth.seen.path).toBe(`${LOGINS}/${id}`);
    expect(tick('Office').attr('checked')).toBe('checked');
    expect(tick('Administrator').attr('checked')).toBeUndefined();
    const kim = new Person(portico.url);
    expect((await kim.signIn('kim@office.test', PASSWORD)).status).toBe(422);
    const letter = await mail.mailTo('kim@office.test');
    const signedIn = await chooses('kim@office.test', linkIn(letter, '/reset-password/'));
    expect((await signedIn.open('/admin/customers')).status).toBe(200);
    const made = (await lines('kim@office.test'))[0];
    expect(made).toMatchObject({ action: 'login.added', after: { kind: 'staff', roleGroups: ['office'] } });
    expect(mail.mails.filter((one) => JSON.stringify(one.to).includes('kim@office.test'))).toHaveLength(1);
  });

  it('of customers get their record and, once it is ticked, the portal; a second customer is a further access', async () => {
    await add('Pat Vale', 'pat@acme.test');
    const page = await pageOf('pat@acme.test');
    await ruth.submit(`${page}/type`, { type: 'customer' });
    for (const missing of [
      'the portal stays closed to this login',
      'Choose the customer or consolidated account',
    ])
      expect(ruth.seen.text).toContain(missing);
    await ruth.submit(`${page}/accesses`, { customer: 'NOBODY' });
    expect([ruth.seen.status, ruth.seen.$('.field-error').text().trim()]).toEqual([
      422,
      'There is no customer or consolidated account with this reference or name. Copy it from its list.',
    ]);
    await ruth.submit(`${page}/accesses`, { customer: 'ACME' });
    expect(ruth.seen.text).toContain('now has access to Acme Ltd. Nobody was mailed yet.');
    await ruth.submit(`${page}/accesses`, { customer: 'ACME' });
    expect(ruth.seen.status).toBe(422);
    await ruth.submit(`${page}/accesses`, { customer: 'beta ltd' });
    await portico.sql(`update portal_users set active = true where login_id = $1`, [
      await idOf('pat@acme.test'),
    ]);
    await portico.sql(
      `update logins set password_hash = (select password_hash from logins where email = 'ruth@office.test')
       where email = 'pat@acme.test'`,
    );
    const pat = new Person(portico.url);
    await pat.signIn('pat@acme.test', PASSWORD);
    expect((await pat.open('/portal')).status).toBe(403);
    await ruth.open(page);
    await ruth.submit(page, { roleGroups: [tick('Customer portal').attr('value') as string] });
    expect((await pat.open('/portal')).status).toBe(200);
    await pat.open('/portal/accesses');
    expect(pat.seen.text).toContain('Acme Ltd');
    expect(pat.seen.text).toContain('Beta Ltd');
    await ruth.submit(page, { roleGroups: undefined });
    expect((await pat.open('/portal')).status).toBe(403);
  });

  it('of a consolidated account are called so once they have it', async () => {
    await portico.sql(
      `insert into consolidated_accounts (id, reference, name) values ('01900000-0000-7000-8000-0000000000ca', 'ALL', 'All of it')`,
    );
    await add('Con Sol', 'con@acme.test', { forPortal: 'on' });
    const page = await pageOf('con@acme.test');
    await ruth.submit(`${page}/type`, { type: 'consolidated-account' });
    expect(ruth.seen.$('input[name=type]:checked').attr('value')).toBe('consolidated-account');
    await ruth.submit(`${page}/accesses`, { customer: 'ALL' });
    await ruth.open(`${LOGINS}?type=consolidated-account`);
    expect(ruth.seen.text).toContain('con@acme.test');
    expect(ruth.seen.text).toContain('All of it');
  });

  it('added with the tick are in the role group for customers at once', async () => {
    await add('Lou Ash', 'lou@acme.test', { forPortal: 'on' });
    expect(tick('Customer portal').attr('checked')).toBe('checked');
    expect((await lines('lou@acme.test'))[0]?.after).toEqual({
      kind: 'undecided',
      roleGroups: ['customer-portal'],
    });
    // Somebody adds them on Portal Access instead of going on here: it is the same login.
    await ruth.open(`/admin/customers/${acme}/portal-access`);
    await ruth.submit(`/admin/customers/${acme}/portal-access`, { people: 'LOU@acme.test', send: undefined });
    await ruth.open(await pageOf('lou@acme.test'));
    expect(ruth.seen.text).toContain('Acme Ltd');
    expect(ruth.seen.text).toContain('Nobody has been invited to Acme Ltd yet.');
    expect((await lines('lou@acme.test')).slice(-1)[0]?.after).toEqual({ kind: 'customer' });
    // Whoever has role groups of the staff is not made a customer's in passing.
    await add('Mo Elm', 'mo@office.test');
    const office = tick('Office').attr('value') as string;
    await ruth.submit(await pageOf('mo@office.test'), { roleGroups: [office] });
    await ruth.open(`/admin/customers/${acme}/portal-access`);
    await ruth.submit(`/admin/customers/${acme}/portal-access`, {
      people: 'mo@office.test',
      send: undefined,
    });
    expect(ruth.seen.text).toContain('has a login that is neither staff nor a customer’s yet.');
  });

  it('are one for an email, however it is written, also when two are made at once', async () => {
    for (const email of ['SAM@office.test', ' sam@OFFICE.test ', 'ｓａｍ@office.test']) {
      await add('Another', email);
      expect(ruth.seen.status).toBe(422);
      expect(ruth.seen.$('.field-error').text()).toMatch(/has a login already|Enter an email address/);
    }
    await ruth.open(`${LOGINS}/new`);
    const token = ruth.seen.$('input[name=_csrf]').attr('value') as string;
    const ids = ['01900000-0000-7000-8000-00000000aa01', '01900000-0000-7000-8000-00000000aa02'];
    const cookie = `portico_session=${ruth.cookie('portico_session')}; portico_csrf=${ruth.cookie('portico_csrf')}`;
    const answers = await Promise.all(
      ids.map((id) =>
        fetch(`${portico.url}${LOGINS}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie },
          body: new URLSearchParams({ _csrf: token, id, name: 'Twin', email: 'twin@office.test' }),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await portico.sql(`select from logins where email = 'twin@office.test'`)).toHaveLength(1);
  });

  it.each([
    [{ name: ' ', email: 'a@b.test' }, 'Enter the person’s name.'],
    [{ name: 'Ann', email: 'ann@' }, 'Enter an email address, such as name@example.com.'],
    [{ name: 'Ann', email: '' }, 'Enter an email address, such as name@example.com.'],
  ])('with wrong input come back with what was typed: %j', async (fields, message) => {
    await add(fields.name, fields.email);
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('.field-error').text().trim().replace("'", '’')).toBe(message);
    expect(ruth.seen.$('input[name=email]').attr('value') ?? '').toBe(fields.email);
  });

  it('are disabled and enabled after a page that asks; every session ends at the next request', async () => {
    const page = await pageOf('sam@office.test');
    const sam = new Person(portico.url);
    await sam.signIn('sam@office.test', PASSWORD);
    await ruth.open(`${page}/disabling`);
    expect(ruth.seen.text).toContain('is signed out everywhere, at once');
    await ruth.submit(`${page}/disabling`);
    expect(ruth.seen.text).toContain('can no longer sign in');
    expect((await sam.open('/admin')).path).toBe('/sign-in');
    expect((await sam.signIn('sam@office.test', PASSWORD)).status).toBe(422);
    await ruth.open(`${page}/enabling`);
    await ruth.submit(`${page}/enabling`);
    expect((await sam.signIn('sam@office.test', PASSWORD)).path).toBe('/admin');
    const actions = (await lines('sam@office.test')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['login.disabled', 'login.enabled']));
  });

  it('show where they are signed in, and end one place or all', async () => {
    const page = await pageOf('sam@office.test');
    await portico.sql(`update sessions set ended_at = now() where login_id = $1`, [
      await idOf('sam@office.test'),
    ]);
    const [desk, phone] = [new Person(portico.url), new Person(portico.url)];
    await desk.signIn('sam@office.test', PASSWORD);
    await phone.signIn('sam@office.test', PASSWORD);
    await ruth.open(page);
    expect(ruth.seen.text).toContain('from 127.0.0.1');
    const ends = ruth.seen
      .$('.sessions form')
      .map((_, form) => ruth.seen.$(form).attr('action'))
      .get();
    expect(ends).toHaveLength(2);
    await ruth.submit(ends[0] as string);
    expect(ruth.seen.text).toContain('was signed out in 1 place');
    expect((await phone.open('/admin')).path).toBe('/sign-in');
    expect((await desk.open('/admin')).path).toBe('/admin');
    await ruth.submit(`${page}/sessions/end`);
    expect((await desk.open('/admin')).path).toBe('/sign-in');
    const another = await pageOf('kim@office.test');
    await ruth.open(page);
    const token = ruth.seen.$('input[name=_csrf]').attr('value') as string;
    const foreign = `${another}/${(ends[0] as string).split('/').slice(-3).join('/')}`;
    expect((await ruth.request('POST', foreign, new URLSearchParams({ _csrf: token }))).status).toBe(404);
  });

  it('are renamed and readdressed; links to the old address are worth nothing then', async () => {
    await add('Typo', 'tpyo@office.test');
    const page = await pageOf('tpyo@office.test');
    await ruth.submit(`${page}/type`, { type: 'staff' });
    const old = linkIn(await mail.mailTo('tpyo@office.test'), '/reset-password/');
    await ruth.open(page);
    await ruth.submit(page, { email: 'ruth@office.test' });
    expect([ruth.seen.status, ruth.seen.$('.field-error').text().trim()]).toEqual([
      422,
      'ruth@office.test has a login already.',
    ]);
    await ruth.open(page);
    await ruth.submit(page, { name: 'Ty Po', email: 'typo@office.test' });
    expect(ruth.seen.text).toContain('What you changed for Ty Po is saved.');
    const visitor = new Person(portico.url);
    expect((await visitor.open(old)).status).toBe(410);
    const fresh = linkIn(await mail.mailTo('typo@office.test'), '/reset-password/');
    expect((await visitor.open(fresh)).status).toBe(200);
    const last = (await lines('typo@office.test')).at(-1);
    expect(last).toEqual({ action: 'login.changed', before: {}, after: {} });
    // What it says of a person stands apart, where it can be erased.
    expect(await portico.sql(`select before, after from audit_names where field = 'email'`)).toContainEqual({
      before: 'tpyo@office.test',
      after: 'typo@office.test',
    });
  });

  it('upon somebody else’s change show what changed, and save nothing', async () => {
    const page = await pageOf('kim@office.test');
    const colleague = new Person(portico.url);
    await colleague.signIn('ruth@office.test', PASSWORD);
    await colleague.open(page);
    await ruth.open(page);
    const viewer = tick('Viewer').attr('value') as string;
    const office = tick('Office').attr('value') as string;
    await ruth.submit(page, { roleGroups: [office, viewer] });
    await colleague.submit(page, { name: 'Kim Leigh' });
    expect(colleague.seen.status).toBe(409);
    expect(colleague.seen.text).toContain('Viewer: switched on meanwhile.');
    await colleague.submit(page);
    expect(colleague.seen.status).toBe(200);
    expect((await lines('kim@office.test')).at(-1)).toMatchObject({ action: 'login.changed', after: {} });
  });

  it('are found, filtered and sorted in one list', async () => {
    await ruth.open(`${LOGINS}?q=acme`);
    expect(ruth.seen.text).toContain('pat@acme.test');
    expect(ruth.seen.text).not.toContain('sam@office.test');
    await ruth.open(`${LOGINS}?type=staff&state=active&sort=-email`);
    const emails = ruth.seen.$('tbody tr').map((_, row) => ruth.seen.$(row).find('td').first().text().trim());
    expect(emails.get()).toEqual([...emails.get()].sort().reverse());
    expect(ruth.seen.text).not.toContain('pat@acme.test');
    expect((await ruth.open(`${LOGINS}?q=nobodyatall`)).text).toContain('No login matches');
    expect((await ruth.open(`${LOGINS}?type=robot`)).status).toBe(400);
  });

  it('of the last administrator stay, also when two administrators go at once', async () => {
    const page = await pageOf('ruth@office.test');
    await ruth.open(page);
    await ruth.submit(page, { roleGroups: [tick('Office').attr('value') as string] });
    expect([ruth.seen.status, ruth.seen.$('.field-error').text()]).toEqual([
      422,
      expect.stringContaining('This is the last administrator who can sign in.'),
    ]);
    await ruth.open(`${page}/disabling`);
    await ruth.submit(`${page}/disabling`);
    expect(ruth.seen.text).toContain('This is the last administrator who can sign in.');
    await ruth.submit(`${page}/type`, { type: 'customer' });
    expect(ruth.seen.text).toContain('This is the last administrator who can sign in.');
    const ada = await staff(portico, 'ada@office.test', 'Ada', 'administrator');
    for (let round = 0; round < 4; round += 1) {
      const adas = await pageOf('ada@office.test');
      await Promise.all([ruth.open(`${adas}/disabling`), ada.open(`${page}/disabling`)]);
      await Promise.all([ruth.submit(`${adas}/disabling`), ada.submit(`${page}/disabling`)]);
      const left = await portico.sql<{ email: string }>(
        `select email from logins where disabled_at is null and email in ('ruth@office.test', 'ada@office.test')`,
      );
      expect(left).toHaveLength(1);
      await portico.sql('update logins set disabled_at = null where email = any($1)', [
        ['ruth@office.test', 'ada@office.test'],
      ]);
      await ruth.signIn('ruth@office.test', PASSWORD);
      await ada.signIn('ada@office.test', PASSWORD);
    }
    await portico.sql(`update logins set disabled_at = now() where email = 'ada@office.test'`);
  });

  it('of those who may do more cannot be changed by somebody who may do less', async () => {
    await portico.sql(
      `insert into role_groups (id, key, name, kind, permissions)
       values ('01900000-0000-7000-8000-0000000000f1', 'helpers', 'Helpers', 'staff', '{logins.write}')`,
    );
    const helper = await staff(portico, 'helper@office.test', 'Helper', 'office');
    await portico.sql(
      `update login_role_groups set role_group_id = '01900000-0000-7000-8000-0000000000f1'
       where login_id = $1`,
      [await idOf('helper@office.test')],
    );
    const page = await pageOf('ruth@office.test');
    await helper.open(page);
    expect(helper.seen.text).toContain('This person may do more than you.');
    const token = helper.seen.$('input[name=_csrf]').attr('value') as string;
    const form = () => new URLSearchParams({ _csrf: token, name: 'X', email: 'x@office.test' });
    for (const path of [page, `${page}/disabling`, `${page}/copy`, `${page}/sessions/end`, `${page}/type`]) {
      const body = form();
      body.set('type', 'customer');
      expect([path, (await helper.request('POST', path, body)).status]).toEqual([path, 403]);
    }
    // Nor can they make themselves more than they are.
    const own = await pageOf('helper@office.test');
    await helper.open(own);
    const administrator = '01900000-0000-7000-8000-000000000001';
    const more = form();
    more.set('email', 'helper@office.test');
    more.append('roleGroups', administrator);
    more.append('roleGroups', '01900000-0000-7000-8000-0000000000f1');
    more.set('shown', helper.seen.$('input[name=shown]').attr('value') as string);
    await helper.request('POST', own, more);
    expect(
      await portico.sql('select from login_role_groups where login_id = $1 and role_group_id = $2', [
        await idOf('helper@office.test'),
        administrator,
      ]),
    ).toEqual([]);
  });
});
