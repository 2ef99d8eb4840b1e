import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../../src/access/catalogue.js';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { ApiKeys } from '../../src/identity/api-keys.service.js';
import { Words } from '../../src/platform/pages/words.js';
import { PermissionDefaults } from '../../src/settings/permission-defaults.service.js';
import { SetUp } from '../../src/settings/set-up.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { startMailServer, until, type MailServer } from '../support/mail-server.js';
import { Person } from '../support/person.js';

const PORTAL = '/admin/settings/customer-portal';
const COMPANY = '/admin/settings/organisation';
const PASSWORD = 'three words that rhyme';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Sections of this story's own, so that it does not change with the sections there are. */
const NAMES = { jobs: 'Jobs', 'jobs.readings': 'Readings', invoices: 'Invoices', money: 'Money' };
const permission = (key: keyof typeof NAMES, needs?: string[]) => ({
  key,
  words: `story.${key.replace('.', '-')}`,
  ...(needs ? { needs } : {}),
});
async function withSections({ app }: TestPortico): Promise<void> {
  const sections = [
    permission('jobs'),
    permission('jobs.readings', ['jobs']),
    permission('invoices', ['money']),
    permission('money'),
  ];
  const words = Object.entries(NAMES).map(([key, name]) => [
    key.replace('.', '-'),
    { name, help: `${name} of theirs.` },
  ]);
  app.get(Words).overlay({ story: Object.fromEntries(words) });
  Object.assign(app.get(PermissionCatalogue), new PermissionCatalogue(sections));
  await app.get(Database).transaction((manager) => app.get(PermissionDefaults).fill(manager));
}

const administrator = (name: string) => ({
  email: `${name.toLowerCase()}@acme.example`,
  name: `${name} Acme`,
  password: PASSWORD,
});

describe('an installation with its settings', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let maya: Person;
  let colleague: Person;
  const person = () => new Person(portico.url);
  const lines = (action: string) =>
    portico.sql<{ before: Record<string, unknown>; after: Record<string, unknown> }>(
      'select before, after from audit_lines where action = $1 order by at',
      [action],
    );

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url, MAIL_FROM: 'Acme <portal@acme.example>' });
    await portico.sql('delete from permission_settings');
    await withSections(portico);
    const setUp = portico.app.get(SetUp);
    for (const name of ['Maya', 'Colin']) await setUp.addAdministrator(SYSTEM, administrator(name));
    [maya, colleague] = [person(), person()];
    await maya.signIn('maya@acme.example', PASSWORD);
    await colleague.signIn('colin@acme.example', PASSWORD);
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  describe('Customer Portal', () => {
    const ticked = (name: string) =>
      maya.seen
        .$(`input[name="${name}"][checked]`)
        .toArray()
        .map((box) => maya.seen.$(box).attr('value'));

    it('begins disabled, with the sections of the trade available and on', async () => {
      await maya.open(PORTAL);
      expect(maya.seen.status).toBe(200);
      expect(ticked('enabled')).toEqual([]);
      expect(ticked('available')).toEqual(['jobs', 'invoices', 'money']);
      // What the trade has no use for stands folded below.
      expect(ticked('default')).toEqual(['jobs', 'invoices', 'money', 'jobs.readings']);
      expect(maya.seen.text).toContain('Jobs of theirs.');
      expect(maya.seen.$('main input[type=checkbox]:not([role=switch])').length).toBe(0);
    });

    it('is found in the menu', () => {
      const entries = maya.seen.$('nav.menu a').toArray();
      expect(entries.map((entry) => maya.seen.$(entry).attr('href'))).toEqual(
        expect.arrayContaining([PORTAL, COMPANY]),
      );
    });

    it('saves, says what changed and how many customers still have it otherwise, and leaves a line', async () => {
      await portico.sql(
        `insert into customers (id, reference, name) select gen_random_uuid(), 'C' || n, 'Customer ' || n
         from generate_series(1, 30) n`,
      );
      await maya.open(PORTAL);
      await maya.submit(PORTAL, {
        enabled: 'on',
        available: ['jobs', 'jobs.readings', 'invoices', 'money'],
        default: ['jobs', 'jobs.readings', 'money'],
      });
      expect(maya.seen.path).toBe(PORTAL);
      expect(maya.seen.text).toContain(
        'The customer portal is now enabled. Readings is now available. ' +
          'New customers will not see Invoices. 30 existing customers still do.',
      );
      expect(ticked('default')).not.toContain('invoices');
      expect((await lines('portal-settings.changed')).at(-1)).toEqual({
        before: { enabled: false, 'available.jobs.readings': false, 'default.invoices': true },
        after: { enabled: true, 'available.jobs.readings': true, 'default.invoices': false },
      });
    });

    it('gives new customers the defaults of that moment, and existing ones nothing', async () => {
      await portico.sql(`insert into customers (id, reference, name) values (gen_random_uuid(), 'N', 'New')`);
      const off = await portico.sql(
        `select c.reference from customers c join customer_permissions p on p.customer_id = c.id
         where p.permission = 'invoices' and not p.allowed`,
      );
      expect(off).toEqual([{ reference: 'N' }]);
    });

    it('says so when nothing was changed, and leaves no line', async () => {
      const before = (await lines('portal-settings.changed')).length;
      await maya.open(PORTAL);
      await maya.submit(PORTAL);
      expect(maya.seen.text).toContain('Nothing was changed');
      expect(await lines('portal-settings.changed')).toHaveLength(before);
    });

    it('takes a form that is sent twice as one change', async () => {
      await maya.open(PORTAL);
      const page = maya.seen;
      await maya.submit(PORTAL, { autoPayMessage: 'Please call Maya.' });
      expect(maya.seen.text).toContain('Your message about auto-pay is saved.');
      Object.assign(maya, { page });
      await maya.submit(PORTAL, { autoPayMessage: 'Please call Maya.' });
      expect(maya.seen.status).toBe(200);
      expect(maya.seen.text).toContain('This is saved.');
    });

    it('shows what somebody else changed instead of overwriting it, and saves upon it', async () => {
      await maya.open(PORTAL);
      await colleague.open(PORTAL);
      await colleague.submit(PORTAL, { available: ['jobs', 'invoices', 'money'] });
      await maya.submit(PORTAL, { default: ['jobs', 'jobs.readings'] });
      expect(maya.seen.status).toBe(409);
      expect(maya.seen.text).toContain('Colin Acme saved this page while you had it open.');
      expect(maya.seen.text).toContain('Readings: available in the portal: switched off meanwhile.');
      expect(ticked('available')).toEqual(['jobs', 'invoices', 'money']);
      expect(ticked('default')).toEqual(['jobs', 'jobs.readings']);
      await maya.submit(PORTAL);
      expect(maya.seen.status).toBe(200);
      expect(maya.seen.text).toContain('New customers will not see Money.');
      expect(ticked('available')).toEqual(['jobs', 'invoices', 'money']);
    });

    it('lets nobody lose a change by a form that was also at fault', async () => {
      await maya.open(PORTAL);
      await colleague.open(PORTAL);
      await colleague.submit(PORTAL, { autoPayMessage: 'Please write to Colin.' });
      await maya.submit(PORTAL, { autoPayMessage: 'x'.repeat(501) });
      expect(maya.seen.status).toBe(422);
      expect(maya.seen.text).toContain('Use 500 characters or fewer.');
      await maya.submit(PORTAL, { autoPayMessage: 'Please write to Maya.' });
      expect(maya.seen.status).toBe(409);
      expect(maya.seen.$('#autoPayMessage').text().trim()).toBe('Please write to Maya.');
      expect(maya.seen.text).toContain('changed meanwhile to “Please write to Colin.”');
    });

    it('refuses a switch that was never there, a form without its version, and one without its token', async () => {
      const before = await portico.sql('select * from permission_settings order by permission');
      await maya.open(PORTAL);
      const token = String(maya.seen.$('input[name=_csrf]').val());
      const version = String(maya.seen.$('input[name=version]').val());
      const send = (fields: Record<string, string>) =>
        maya.request('POST', PORTAL, new URLSearchParams(fields));
      expect((await send({ _csrf: token, version, available: 'everything' })).status).toBe(422);
      expect((await send({ _csrf: token, available: 'jobs' })).status).toBe(422);
      expect((await send({ _csrf: token, version: 'x', 'available[a][b]': 'jobs' })).status).toBe(422);
      expect((await send({ version, available: 'jobs' })).status).toBe(403);
      expect(await portico.sql('select * from permission_settings order by permission')).toEqual(before);
    });

    it('is for those who may', async () => {
      const { $, status } = await person().open(PORTAL);
      expect([status, $('#email').length]).toEqual([200, 1]);
      await portico.sql(
        `insert into login_role_groups select l.id, g.id from logins l, role_groups g
         where l.email_key = 'colin@acme.example' and g.key = 'office'`,
      );
      await portico.sql(
        `delete from login_role_groups using role_groups g, logins l where g.id = role_group_id and l.id = login_id
         and g.key = 'administrator' and l.email_key = 'colin@acme.example'`,
      );
      expect((await colleague.open(PORTAL)).status).toBe(403);
      expect((await colleague.open(COMPANY)).status).toBe(403);
      expect((await colleague.open('/admin')).$(`a[href="${PORTAL}"]`).length).toBe(0);
    });
  });

  describe('the API', () => {
    let key: string;
    let reader: string;
    const api = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
      fetch(`${portico.url}/api/v1/portal-settings`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });

    beforeAll(async () => {
      key = await portico.app.get(ApiKeys).make(SYSTEM, 'Settings', 'Administrator');
      reader = await portico.app.get(ApiKeys).make(SYSTEM, 'Reader', 'Office');
    });

    it('answers the settings whole', async () => {
      const response = await api('GET');
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        enabled: true,
        sections: {
          jobs: { available: true, default: true },
          'jobs.readings': { available: false, default: true },
          invoices: { available: true, default: false },
          money: { available: true, default: false },
        },
        allowAutoPayDeactivation: false,
        autoPayMessage: 'Please write to Colin.',
      });
    });

    it('changes what a merge patch names and nothing else, with a line that names the key', async () => {
      const patch = {
        enabled: false,
        sections: { 'jobs.readings': { available: true } },
        autoPayMessage: null,
      };
      for (const type of ['application/json', 'application/merge-patch+json']) {
        const response = await api('PATCH', patch, { 'content-type': type });
        expect(response.status).toBe(200);
        expect(await response.json()).toMatchObject({
          enabled: false,
          sections: {
            jobs: { available: true, default: true },
            'jobs.readings': { available: true, default: true },
          },
          autoPayMessage: '',
        });
      }
      const [line] = await portico.sql(
        `select a.actor_kind, k.name from audit_lines a join api_keys k on k.id = a.actor_id
         where action = 'portal-settings.changed'`,
      );
      expect(line).toEqual({ actor_kind: 'api-key', name: 'Settings' });
    });

    it('refuses what it does not know, member by member, changing nothing', async () => {
      const response = await api('PATCH', {
        enabled: 'yes',
        sections: { nonsense: {}, jobs: { default: 1 } },
      });
      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      const { errors } = (await response.json()) as { errors: { field: string; message: string }[] };
      expect(errors.map(({ field }) => field)).toEqual([
        'enabled',
        'sections.nonsense',
        'sections.jobs.default',
      ]);
      expect(errors[0]?.message).toBe('This must be true or false.');
      expect((await api('PATCH', '{"enabled": tru')).status).toBe(400);
      expect((await api('PATCH', [])).status).toBe(422);
      expect(await (await api('GET')).json()).toMatchObject({ enabled: false });
    });

    it('refuses a change made upon an older version', async () => {
      const tag = (await api('GET')).headers.get('etag') as string;
      expect((await api('PATCH', { enabled: true }, { 'if-match': tag })).status).toBe(200);
      expect((await api('PATCH', { enabled: false }, { 'if-match': tag })).status).toBe(412);
      expect((await api('PATCH', { enabled: false }, { 'if-match': '"other"' })).status).toBe(412);
      expect(await (await api('GET')).json()).toMatchObject({ enabled: true });
    });

    it('lets a key read that may not write, and none without a key', async () => {
      const as = { authorization: `Bearer ${reader}` };
      expect((await api('GET', undefined, as)).status).toBe(200);
      expect((await api('PATCH', { enabled: false }, as)).status).toBe(403);
      expect((await api('GET', undefined, { authorization: '' })).status).toBe(401);
    });

    it('keeps every change when many come at once', async () => {
      const changes = Object.keys(NAMES).flatMap((name) => [
        { sections: { [name]: { available: true } } },
        { sections: { [name]: { default: false } } },
      ]);
      const answers = await Promise.all(changes.map((change) => api('PATCH', change)));
      expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
      const { sections } = (await (await api('GET')).json()) as { sections: Record<string, object> };
      expect(Object.values(sections)).toEqual(
        Object.keys(NAMES).map(() => ({ available: true, default: false })),
      );
    });
  });

  describe('Company', () => {
    /** Sends the page's form as a browser does, with a file in it. */
    async function send(
      fields: Record<string, string>,
      file?: { name: string; bytes: Buffer; type?: string },
    ) {
      const { $ } = maya.seen;
      const form = $(`form[enctype="multipart/form-data"]`);
      const body = new FormData();
      for (const { name, value } of form.serializeArray())
        if (!(name in fields)) body.append(name, String(value));
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      const { bytes = Buffer.alloc(0), name = '', type = 'application/octet-stream' } = file ?? {};
      body.append('logo', new Blob([bytes], { type }), name);
      return maya.request('POST', String(form.attr('action')), body);
    }

    it('saves what customers see and how they reach the company', async () => {
      await maya.open(COMPANY);
      await send({
        name: 'Acme Waste Ltd',
        portalName: 'Acme online',
        colour: '#F2C200',
        phone: '01632 960 001',
        email: 'office@acme.example',
        timeZone: 'America/New_York',
        currency: 'USD',
      });
      expect(maya.seen.path).toBe(COMPANY);
      expect(maya.seen.text).toContain(
        'Saved. Changed: Company name, Name of the portal, Colour, Phone, Email, Time zone and Currency. ' +
          'Text on this colour is dark',
      );
      expect(maya.seen.$('title').text()).toContain('Acme online');
      expect(maya.seen.html).toContain('/assets/brand-f2c200.css');
      expect((await lines('organisation.changed')).at(-1)).toMatchObject({
        before: { currency: 'GBP' },
        after: { name: 'Acme Waste Ltd', currency: 'USD' },
      });
    });

    it('shows the form again with a sentence at each field at fault, and nothing saved', async () => {
      await maya.open(COMPANY);
      const wrong = {
        name: ' ',
        colour: 'blue',
        phone: '<script>',
        email: 'office',
        replyAddress: 'a@b.example\r\nBcc: all@b.example',
        timeZone: 'Moon/Crater',
        currency: 'XXXX',
      };
      await send(wrong);
      expect(maya.seen.status).toBe(422);
      for (const field of Object.keys(wrong)) expect(maya.seen.$(`#${field}-error`).text()).not.toBe('');
      expect(maya.seen.$('#email').val()).toBe('office');
      const [row] = await portico.sql('select name, currency from organisation');
      expect(row).toEqual({ name: 'Acme Waste Ltd', currency: 'USD' });
    });

    it('takes a logo by its bytes and shows it everywhere', async () => {
      await maya.open(COMPANY);
      await send({}, { name: '../../x', bytes: PNG, type: 'text/html' });
      expect(maya.seen.text).toContain('Saved. Changed: Logo.');
      const audit = await maya.open('/admin/audit');
      expect(audit.text).toMatch(/Logo:\s+set/);
      const href = String((await person().open('/sign-in')).$('.brand img').attr('src'));
      const response = await fetch(`${portico.url}${href}`);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
      const later = await fetch(`${portico.url}/logo?v=1`);
      expect(later.headers.get('cache-control')).toBe('public, no-cache');
      const known = { headers: { 'if-none-match': String(response.headers.get('etag')) } };
      expect((await fetch(`${portico.url}/logo`, known)).status).toBe(304);
    });

    it('says at the field what is wrong with a file', async () => {
      const files = [
        ['This file is empty.', Buffer.alloc(0)],
        ['This is not a PNG or JPEG picture.', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
        ['This file is larger than 1 MB.', Buffer.concat([PNG, Buffer.alloc(1_000_000)])],
        ['This file is larger than 1 MB.', Buffer.alloc(100_000_000)],
      ] as const;
      for (const [words, bytes] of files) {
        await maya.open(COMPANY);
        await send({ phone: '01632 960 002' }, { name: 'logo.png', bytes, type: 'image/png' });
        expect(maya.seen.status).toBe(422);
        expect(maya.seen.$('#logo-error').text()).toContain(words);
        expect(maya.seen.$('#phone').val()).toBe('01632 960 002');
      }
      const [row] = await portico.sql('select phone, logo_type from organisation');
      expect(row).toEqual({ phone: '01632 960 001', logo_type: 'image/png' });
    });

    it('shows what somebody else changed instead of overwriting it', async () => {
      await maya.open(COMPANY);
      const page = maya.seen;
      await send({ phone: '01632 960 003' });
      Object.assign(maya, { page });
      await send({ portalName: 'Acme portal' });
      expect(maya.seen.status).toBe(409);
      expect(maya.seen.$('#phone').val()).toBe('01632 960 003');
      expect(maya.seen.$('#portalName').val()).toBe('Acme portal');
      expect(maya.seen.$('#phone-error').text()).toContain('changed meanwhile to “01632 960 003”');
      await send({});
      expect(maya.seen.text).toContain('Saved. Changed: Name of the portal.');
    });

    it('removes the logo on request, and its bytes with it', async () => {
      const [{ logo_file: file } = { logo_file: '' }] = await portico.sql<{ logo_file: string }>(
        'select logo_file from organisation',
      );
      await maya.open(COMPANY);
      await send({ removeLogo: 'on' });
      expect(maya.seen.text).toContain('Saved. Changed: Logo.');
      expect((await fetch(`${portico.url}/logo`)).status).toBe(404);
      const { Storage } = await import('../../src/files/storage.js');
      await expect(portico.app.get(Storage).size(file)).rejects.toThrow();
    });

    it('sends a test mail to oneself and shows how it fared', async () => {
      await maya.open(COMPANY);
      await maya.submit(`${COMPANY}/test-mail`);
      expect(maya.seen.text).toContain('A test mail to maya@acme.example is on its way.');
      const sent = await mail.mailTo('maya@acme.example');
      expect(sent.subject).toBe('Test mail from Acme Waste Ltd');
      expect(sent.text).toContain('Maya Acme asked for this mail');
      await until(
        'the page to say so',
        async () => (await maya.open(COMPANY)).$('.status-good').text() || undefined,
      );
      expect(maya.seen.$('#test-mail').text()).toContain('Sent');
    });

    it('warns that links would lead to this machine while mail is real', async () => {
      for (const page of [COMPANY, PORTAL]) {
        await maya.open(page);
        expect(maya.seen.$('.notice-attention').text()).toContain('works on this machine only');
      }
    });
  });

  it('gives a permission of a later version its row, unavailable and off', async () => {
    await portico.sql(`delete from permission_settings where permission = 'money'`);
    const fill = () =>
      portico.app.get(Database).transaction((manager) => portico.app.get(PermissionDefaults).fill(manager));
    await Promise.all([fill(), fill(), fill()]);
    expect(
      await portico.sql(`select available, on_for_new from permission_settings where permission = 'money'`),
    ).toEqual([{ available: false, on_for_new: false }]);
  });
});

describe('an installation that nobody has set up', () => {
  let portico: TestPortico;
  let code: string;
  const form = {
    organisation: 'Acme Waste Ltd',
    name: 'Maya Acme',
    email: 'maya@acme.example',
    password: PASSWORD,
    passwordConfirmation: PASSWORD,
  };

  beforeAll(async () => {
    portico = await startPortico();
    const [notice] = await portico.app.get(SetUp).notices();
    code = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(notice ?? '')?.[0] ?? '';
    expect(notice).toContain('/set-up');
  });
  afterAll(() => portico.close());

  it('leads to its set-up page', async () => {
    const maya = new Person(portico.url);
    await maya.open('/');
    expect([maya.seen.path, maya.seen.status]).toEqual(['/set-up', 200]);
    await maya.open('/admin');
    expect(maya.seen.$('a[href="/set-up"]').text()).toContain('Set up Portico');
  });

  it('takes only the printed code, and only so many tries', async () => {
    const stranger = new Person(portico.url);
    await stranger.open('/set-up');
    await stranger.submit('/set-up', { ...form, code: 'AAAA-BBBB-CCCC-DDDD' });
    expect(stranger.seen.status).toBe(422);
    expect(stranger.seen.$('#code-error').text()).toContain('This is not the code');
    expect(stranger.seen.$('#organisation').val()).toBe('Acme Waste Ltd');
    expect(stranger.seen.html).not.toContain(PASSWORD);
    for (let tries = 1; tries < 10; tries++) await stranger.submit('/set-up', { ...form, code: 'guess' });
    await stranger.submit('/set-up', { ...form, code });
    expect(stranger.seen.status).toBe(429);
    expect(stranger.seen.$('#code-error').text()).toContain('Too many wrong codes');
    expect(await portico.sql('select from logins')).toEqual([]);
    await portico.sql('delete from sign_in_failures');
  });

  it('says at the fields what is missing', async () => {
    const maya = new Person(portico.url);
    await maya.open('/set-up');
    await maya.submit('/set-up', { code, passwordConfirmation: 'another' });
    expect(maya.seen.status).toBe(422);
    for (const field of ['organisation', 'name', 'email', 'password'])
      expect(maya.seen.$(`#${field}-error`).text()).not.toBe('');
    await maya.submit('/set-up', { ...form, code, passwordConfirmation: 'another password' });
    expect(maya.seen.$('#passwordConfirmation-error').text()).toContain('not the same');
  });

  it('is set up by one person, once, who is signed in', async () => {
    const [maya, other] = [new Person(portico.url), new Person(portico.url)];
    await Promise.all([maya.open('/set-up'), other.open('/set-up')]);
    const lower = code.toLowerCase().replaceAll('-', ' ');
    await Promise.all([
      maya.submit('/set-up', { ...form, code: lower }),
      other.submit('/set-up', { ...form, code, email: 'other@acme.example' }),
    ]);
    const [first, second] = [maya, other].sort((a, b) => a.seen.status - b.seen.status) as [Person, Person];
    expect(first.seen.path).toBe(COMPANY);
    expect(first.seen.text).toContain('Acme Waste Ltd is set up and you are signed in.');
    expect(second.seen.status).toBe(404);
    expect(await portico.sql('select from logins')).toHaveLength(1);
    const [row] = await portico.sql('select name, set_up_at is not null as set_up from organisation');
    expect(row).toEqual({ name: 'Acme Waste Ltd', set_up: true });
  });

  it('has no set-up page afterwards, and no code to print', async () => {
    const stranger = new Person(portico.url);
    expect((await stranger.open('/')).path).toBe('/sign-in');
    expect((await stranger.open('/set-up')).status).toBe(404);
    expect(await portico.app.get(SetUp).notices()).toEqual([]);
  });
});
