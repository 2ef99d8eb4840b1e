import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { linkIn, startMailServer, type MailServer } from '../support/mail-server.js';
import { apiOf, customer, site, staff, type Answered } from '../support/office.js';
import { Person } from '../support/person.js';

const PASSWORD = 'a stapled brown cloud';

describe('portal access and portal users by the API', () => {
  let mail: MailServer;
  let portico: TestPortico;
  let api: Awaited<ReturnType<typeof apiOf>>;
  let acme: string;

  beforeAll(async () => {
    mail = await startMailServer();
    portico = await startPortico({ SMTP_URL: mail.url });
    api = await apiOf(portico);
    await staff(portico, 'ruth@marlow.test', 'Ruth Bailey');
    await portico.sql('update portal_settings set enabled = true');
    await portico.sql('update permission_settings set available = true, on_for_new = true');
    acme = await customer(portico, 'A/1', 'Acme');
    await customer(portico, 'B 2', 'Bourne');
  });
  afterAll(async () => {
    await portico.close();
    await mail.close();
  });

  const fields = ({ body }: Answered) =>
    Object.fromEntries(
      ((body['errors'] ?? []) as { field: string; message: string }[]).map(({ field, message }) => [
        field,
        message,
      ]),
    );
  const add = (body: object) => api('POST', '/portal-users', body);
  const added = async (body: object) =>
    (await add({ customer: 'A/1', ...body })).body as Record<string, unknown>;
  const access = '/customers/A%2F1/portal-access';

  it('reads and changes a customer’s switches, also while a section is not available', async () => {
    await portico.sql(`update permission_settings set available = false where permission = 'jobs'`);
    const before = await api('GET', access);
    expect(before.status).toBe(200);
    expect(before.body['enabled']).toBe(false);
    expect(before.body['sections']).toMatchObject({ jobs: true, sites: true });
    const changed = await api('PATCH', access, { enabled: true, sections: { jobs: false } });
    expect(changed.status).toBe(200);
    expect(changed.body['enabled']).toBe(true);
    expect(changed.body['sections']).toMatchObject({ jobs: false, sites: true });
    expect((await api('GET', access)).body).toEqual(changed.body);
    const merge = { 'content-type': 'application/merge-patch+json' };
    const merged = await api('PATCH', access, JSON.stringify({ sections: { jobs: true } }), merge);
    expect(merged.body['sections']).toMatchObject({ jobs: true });
    await portico.sql(`update permission_settings set available = true where permission = 'jobs'`);
    const [line] = await portico.sql(
      `select actor_kind, before, after from audit_lines where customer_id = $1 order by at limit 1`,
      [acme],
    );
    expect(line).toEqual({
      actor_kind: 'api-key',
      before: { enabled: false, 'sections.jobs': true },
      after: { enabled: true, 'sections.jobs': false },
    });
  });

  it('refuses switches that do not exist, values that are none, and a tag that is behind', async () => {
    const wrong = await api('PATCH', access, { enabled: 'yes', sections: { gold: true } });
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect(Object.keys(fields(wrong))).toEqual(['enabled']);
    expect(fields(await api('PATCH', access, { sections: { gold: true } }))).toEqual({
      'sections.gold': 'There is no such member.',
    });
    expect((await api('PATCH', access, '{')).status).toBe(400);
    const tag = (await api('GET', access)).headers.get('etag') ?? '';
    expect((await api('PATCH', access, { enabled: false }, { 'if-match': tag })).status).toBe(200);
    expect((await api('PATCH', access, { enabled: true }, { 'if-match': tag })).status).toBe(412);
    expect((await api('PATCH', access, { enabled: true })).status).toBe(200);
    expect((await api('GET', '/customers/unknown/portal-access')).status).toBe(404);
    expect((await api('GET', '/customers/%00/portal-access')).status).toBe(404);
  });

  it('adds a person who sees everything, mails nobody unless asked, and answers the whole record', async () => {
    const answer = await add({
      email: 'Ann@acme.test',
      customer: 'A/1',
      firstName: 'Ann',
      lastName: 'van der Berg',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      email: 'Ann@acme.test',
      firstName: 'Ann',
      lastName: 'van der Berg',
      customer: 'A/1',
      sites: 'all',
      withheld: [],
      showLiveClockIns: false,
      shareAllIncidents: false,
      manager: false,
      active: false,
      invitation: { state: 'none' },
    });
    const { id } = answer.body as { id: string };
    expect((await api('GET', `/portal-users/${id}`)).body).toEqual(answer.body);
    expect(await portico.sql('select from mails')).toEqual([]);
    const invited = await api('POST', `/portal-users/${id}/invitations`, {});
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({
      id,
      invitation: { state: expect.stringMatching(/^(queued|sent)$/) as unknown },
    });
    const sent = await mail.mailTo('Ann@acme.test');
    expect(sent.subject).toContain('has invited you to');
    expect((await api('POST', `/portal-users/${id}/invitations`, { force: true })).status).toBe(422);
  });

  it('gives somebody who signs in already a further access, with a link that asks for no new password', async () => {
    const { id } = await added({ email: 'bo@acme.test', firstName: 'Bo', lastName: 'Ek', invite: true });
    const bo = new Person(portico.url);
    const path = linkIn(await mail.mailTo('bo@acme.test'), '/invitations/');
    await bo.open(path);
    await bo.submit(path, { password: PASSWORD, passwordConfirmation: PASSWORD });
    expect((await api('GET', `/portal-users/${String(id)}`)).body).toMatchObject({
      active: true,
      invitation: { state: 'accepted' },
    });
    const again = await add({ email: 'BO@acme.test', customer: 'A/1' });
    expect(again.status).toBe(409);
    expect(again.body['title']).toContain('has this access already');
    const further = await add({
      email: 'BO@acme.test',
      customer: 'B 2',
      firstName: 'X',
      lastName: 'Y',
      invite: true,
    });
    expect(further.status).toBe(201);
    expect(further.body).toMatchObject({ customer: 'B 2', firstName: 'Bo', lastName: 'Ek' });
    const second = linkIn(await mail.mailTo('bo@acme.test', 2), '/invitations/');
    expect((await new Person(portico.url).open(second)).$('[name=passwordConfirmation]')).toHaveLength(0);
    expect((await api('POST', `/portal-users/${String(id)}/invitations`, {})).status).toBe(409);
  });

  it.each<[object, string, string]>([
    [{ email: 'ruth@MARLOW.test', customer: 'A/1' }, 'email', 'staff'],
    [{ email: 'nobody', customer: 'A/1' }, 'email', 'name@example.com'],
    [{ customer: 'A/1' }, 'email', 'fill this in'],
    [{ email: 'x@x.test', customer: 'nowhere' }, 'customer', 'no customer'],
    [{ email: 'x@x.test' }, 'customer', 'fill this in'],
    [{ email: 'x@x.test', customer: 'A/1', sites: ['nowhere'] }, 'sites', 'no site nowhere'],
    [{ email: 'x@x.test', customer: 'A/1', withheld: ['gold'] }, 'withheld', 'no permission gold'],
    [{ email: 'x@x.test', customer: 'A/1', colour: 'red' }, 'colour', 'no such member'],
    [{ email: 'x@x.test', consolidatedAccount: 'G' }, 'consolidatedAccount', 'no consolidated account'],
    [{ email: 'x@x.test', customer: 'A\u0000' }, 'customer', 'cannot be used'],
  ])('refuses %j at %s', async (body, field, words) => {
    const answer = await add(body);
    expect(answer.status).toBe(422);
    expect(Object.keys(fields(answer))).toEqual([field]);
    expect(fields(answer)[field]).toContain(words);
    expect(await portico.sql(`select from logins where email_key = 'x@x.test'`)).toEqual([]);
  });

  it('makes somebody the manager of their customer, and takes that away again', async () => {
    const { id } = await added({ email: 'mia@acme.test', manager: true });
    const change = (manager: boolean | null) => api('PATCH', `/portal-users/${String(id)}`, { manager });
    expect((await api('GET', `/portal-users/${String(id)}`)).body).toMatchObject({ manager: true });
    expect((await change(null)).body).toMatchObject({ manager: false });
    expect((await change(true)).body).toMatchObject({ manager: true });
    expect(fields(await api('PATCH', `/portal-users/${String(id)}`, { manager: 'yes' }))).toHaveProperty(
      'manager',
    );
    await api('PUT', '/consolidated-accounts/PAIR', { name: 'The pair', customers: ['A/1', 'B 2'] });
    const pair = { email: 'pam@acme.test', consolidatedAccount: 'PAIR' };
    const refused = await add({ ...pair, manager: true });
    expect(fields(refused)).toEqual({ manager: 'Only somebody of one customer can be a manager.' });
    const { id: both } = (await add(pair)).body;
    const later = await api('PATCH', `/portal-users/${String(both)}`, { manager: true });
    expect([later.status, fields(later)['manager']]).toEqual([
      422,
      'Only somebody of one customer can be a manager.',
    ]);
  });

  it('refuses patrol sites without a static one, chosen or all, and sites of another customer', async () => {
    const guarded = await customer(portico, 'G', 'Guarded');
    await site(portico, guarded, 'P-1', 'patrol');
    const other = await customer(portico, 'H', 'Other');
    await site(portico, other, 'S-9');
    const chosen = await add({ email: 'x@x.test', customer: 'G', sites: ['P-1'] });
    expect(chosen.status).toBe(422);
    expect(fields(chosen)['sites']).toContain('static');
    const all = await add({ email: 'x@x.test', customer: 'G', sites: 'all', invite: true });
    expect(fields(all)['sites']).toContain('static');
    expect(fields(await add({ email: 'x@x.test', customer: 'G', sites: ['S-9'] }))['sites']).toContain(
      'no site S-9',
    );
    await site(portico, guarded, 'S-1');
    const right = await add({ email: 'x@x.test', customer: 'G', sites: ['S-1', 'P-1', 'S-1'], invite: true });
    expect(right.status).toBe(201);
    expect(right.body['sites']).toEqual(['P-1', 'S-1']);
    const narrowed = await api('PATCH', `/portal-users/${String(right.body['id'])}`, { sites: ['P-1'] });
    expect(narrowed.status).toBe(422);
  });

  it('changes what is named, by version, and null goes back to the beginning', async () => {
    await site(portico, acme, 'AC-1');
    const { id, version } = await added({ email: 'cy@acme.test', firstName: 'Cy', lastName: 'Dee' });
    const path = `/portal-users/${String(id)}`;
    const changed = await api('PATCH', path, {
      sites: ['AC-1'],
      withheld: ['money', 'jobs'],
      lastName: 'Fox',
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      sites: ['AC-1'],
      withheld: ['jobs', 'money'],
      firstName: 'Cy',
      lastName: 'Fox',
      version: Number(version) + 1,
    });
    expect((await api('PATCH', path, { sites: null }, { 'if-match': `"${String(version)}"` })).status).toBe(
      412,
    );
    const current = { 'if-match': changed.headers.get('etag') ?? '' };
    const back = await api('PATCH', path, { sites: null, withheld: null }, current);
    expect(back.body).toMatchObject({ sites: 'all', withheld: [], lastName: 'Fox' });
    expect((await api('PATCH', path, back.body)).body).toEqual(back.body);
    expect(fields(await api('PATCH', path, { email: 'dee@acme.test' }))['email']).toContain(
      'cannot be changed',
    );
    const lines = await portico.sql<{ before: object; after: object }>(
      `select before, after from audit_lines where subject_id = $1 and action = 'portal-user.changed' order by at`,
      [id],
    );
    expect(lines[0]?.after).toMatchObject({ withheld: ['jobs', 'money'], name: 'changed' });
    expect(JSON.stringify(lines)).not.toMatch(/Fox|acme\.test/);
    expect(lines).toHaveLength(2);
  });

  it('ends an access: the link, the record, and the open session', async () => {
    const { id } = await added({ email: 'di@acme.test', invite: true });
    const path = linkIn(await mail.mailTo('di@acme.test'), '/invitations/');
    const di = new Person(portico.url);
    await di.open(path);
    await di.submit(path, { password: PASSWORD, passwordConfirmation: PASSWORD });
    expect((await api('DELETE', `/portal-users/${String(id)}`)).status).toBe(204);
    expect((await api('GET', `/portal-users/${String(id)}`)).status).toBe(404);
    expect((await api('DELETE', `/portal-users/${String(id)}`)).status).toBe(404);
    expect((await di.open('/portal')).status).not.toBe(200);
    expect((await add({ email: 'di@acme.test', customer: 'A/1' })).status).toBe(201);
  });

  it('explains every permission by the rule that decides it', async () => {
    const { id } = await added({ email: 'ed@acme.test', invite: true, withheld: ['documents'] });
    const path = `/portal-users/${String(id)}/access`;
    const why = async () => {
      const { body } = await api('GET', path);
      return (body['permissions'] as { permission: string; because: string; customers: object[] }[]) ?? [];
    };
    const of = async (permission: string) => (await why()).find((one) => one.permission === permission);
    expect(await of('jobs')).toEqual({
      permission: 'jobs',
      allowed: false,
      because: 'login',
      customers: [{ customer: 'A/1', allowed: false, because: 'login' }],
    });
    const link = linkIn(await mail.mailTo('ed@acme.test'), '/invitations/');
    const ed = new Person(portico.url);
    await ed.open(link);
    await ed.submit(link, { password: PASSWORD, passwordConfirmation: PASSWORD });
    expect(await of('jobs')).toMatchObject({ allowed: true, because: 'allowed' });
    expect(await of('documents')).toMatchObject({ allowed: false, because: 'withheld' });
    await api('PATCH', access, { sections: { jobs: false } });
    expect(await of('jobs')).toMatchObject({ because: 'on' });
    await portico.sql(`update permission_settings set available = false where permission = 'jobs'`);
    expect(await of('jobs')).toMatchObject({ because: 'available' });
    await api('PATCH', access, { enabled: false });
    expect(await of('jobs')).toMatchObject({ because: 'customer' });
    await portico.sql('update portal_settings set enabled = false');
    expect(await of('jobs')).toMatchObject({
      because: 'portal',
      customers: [{ customer: 'A/1', because: 'portal' }],
    });
    const all = await api('GET', access);
    expect((await why()).map(({ permission }) => permission)).toEqual(
      Object.keys(all.body['sections'] as object),
    );
  });

  it('knows nobody by a foreign id, and nobody without a key', async () => {
    for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000', '%00']) {
      expect((await api('GET', `/portal-users/${id}`)).status).toBe(404);
      expect((await api('PATCH', `/portal-users/${id}`, {})).status).toBe(404);
      expect((await api('DELETE', `/portal-users/${id}`)).status).toBe(404);
      expect((await api('GET', `/portal-users/${id}/access`)).status).toBe(404);
      expect((await api('POST', `/portal-users/${id}/invitations`, {})).status).toBe(404);
    }
    expect((await fetch(`${portico.url}/api/v1/portal-users`, { method: 'POST' })).status).toBe(401);
  });
});
