import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewings } from '../../src/identity/viewings.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person, Seen } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

describe('seeing the portal as one of its people', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;
  let priya: Person;
  let acme: string;
  let id: string;

  beforeAll(async () => {
    portico = await startPortico({}, true);
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger Ltd');
    for (const customer of ['ACME', 'STRANGER']) {
      await scene.put(`sites/${customer}-1`, { customer, name: `Yard of ${customer}` });
      await scene.put(`jobs/${customer}-J`, { customer, site: `${customer}-1`, date: '2026-03-04' });
    }
    priya = await scene.portalUser('ACME', 'priya@acme.test');
    ruth = await scene.staff();
    const [row] = await portico.sql<{ id: string }>('select id from portal_users');
    id = (row as { id: string }).id;
  });
  afterAll(() => portico.close());

  const page = () => `/admin/portal-users/${id}`;
  const begin = async (as = ruth, from = page()) => {
    await as.open(from);
    return as.submit(`${page()}/viewing`);
  };
  const stop = (as = ruth) => as.submit('/admin/viewing/end');
  const banner = ({ $ }: Seen) => $('.viewing').text().replace(/\s+/g, ' ').trim();
  const lines = (action: string) =>
    portico.sql<{ actor_kind: string; actor_id: string; after: Record<string, unknown> }>(
      'select actor_kind, actor_id, after from audit_lines where subject_id = $1 and action = $2 order by at',
      [id, `portal-user.viewing-${action}`],
    );
  const office = async () => {
    const [row] = await portico.sql<{ id: string }>(
      `select id from logins where email like 'administrator.%'`,
    );
    return (row as { id: string }).id;
  };

  it('begins on the person’s page with what they see, under a banner that says so, and ends where it began', async () => {
    const before = await portico.sql('select last_signed_in_at from logins where email = $1', [
      'priya@acme.test',
    ]);
    const home = await begin();
    expect([home.status, home.path]).toEqual([200, '/portal']);
    expect(banner(home)).toContain(
      'Office is looking at the portal as priya (priya@acme.test) at Acme Ltd, until',
    );
    const list = await ruth.open('/portal/jobs');
    expect(list.text).toContain('ACME-J');
    expect(list.text).not.toContain('STRANGER');
    expect(banner(list)).toContain('Stop viewing');
    const back = await stop();
    expect(back.path).toBe(page());
    expect(back.text).toContain('You have stopped viewing as priya.');
    expect(banner(back)).toBe('');
    await ruth.open('/portal/jobs');
    expect(ruth.seen.path).toBe('/admin/jobs');
    const [started, ended] = [(await lines('started'))[0], (await lines('ended'))[0]];
    expect([started?.actor_kind, started?.actor_id]).toEqual(['login', await office()]);
    expect([ended?.actor_id, ended?.after['ending']]).toEqual([await office(), 'stopped']);
    const after = await portico.sql('select last_signed_in_at from logins where email = $1', [
      'priya@acme.test',
    ]);
    expect(after).toEqual(before);
  });

  it('begins on the customer’s page too, and leads back there', async () => {
    await begin(ruth, `/admin/customers/${acme}/portal-access`);
    expect((await stop()).path).toBe(`/admin/customers/${acme}/portal-access`);
  });

  it('changes nothing: every form is refused on the server, in the portal and in the office', async () => {
    await begin();
    const profile = await ruth.open('/portal/profile');
    const refused = await ruth.submit('/portal/profile', { name: 'Somebody else' });
    expect([refused.status, refused.$('h1').text()]).toEqual([403, 'That was not done']);
    expect(refused.text).toContain(
      'You are looking at the portal as priya. Nothing can be changed meanwhile',
    );
    expect(banner(refused)).toContain('Stop viewing');
    expect(profile.$('input[name=name]').attr('value')).toBe('priya');
    const person = await ruth.open(page());
    expect(person.$('.viewing a[href="/portal"]')).toHaveLength(1);
    expect((await ruth.submit(page(), { firstName: 'Nobody' })).status).toBe(403);
    expect(await portico.sql(`select 1 from logins where name in ('Somebody else', 'Nobody')`)).toEqual([]);
    await ruth.open(page());
    await stop();
  });

  it('refuses a list so long that it would become a file of theirs; a short one is the office’s download', async () => {
    await portico.sql(
      `insert into jobs (id, reference, customer_id, date, status, changed_in)
       select gen_random_uuid(), 'MANY-' || n, $1, date '2026-01-01' + n % 90, 'completed', 0 from generate_series(1, 10001) n`,
      [acme],
    );
    await begin();
    const long = await ruth.open('/portal/jobs.csv');
    expect([long.status, long.text]).toEqual([403, expect.stringContaining('You are only looking')]);
    expect(await portico.sql('select 1 from exports')).toEqual([]);
    await ruth.open('/portal');
    const short = await ruth.open('/portal/jobs.csv?q=ACME-J');
    expect([short.status, short.html]).toEqual([200, expect.stringContaining('ACME-J')]);
    const [line] = await portico.sql<{ actor_id: string; after: Record<string, unknown> }>(
      `select actor_id, after from audit_lines where action = 'list.downloaded' order by at desc limit 1`,
    );
    expect([line?.actor_id, line?.after['viewingAs']]).toEqual([await office(), id]);
    await ruth.open('/portal');
    await stop();
  }, 120_000);

  it('shows somebody who cannot get in exactly what they are told, with the banner', async () => {
    await portico.sql('update customers set portal_enabled = false where id = $1', [acme]);
    const told = await priya.open('/portal');
    const seen = await begin();
    expect([seen.status, told.status]).toEqual([403, 403]);
    expect(banner(seen)).toContain('Office is looking at the portal as priya');
    expect(seen.$('main').text()).toBe(told.$('main').text());
    await portico.sql('update customers set portal_enabled = true where id = $1', [acme]);
    expect((await ruth.open('/portal')).status).toBe(200);
    await stop();
  });

  it('ends by itself: after an hour, with the person’s access, with the right, and says so', async () => {
    const why = async () => (await lines('ended')).at(-1)?.after['ending'];
    await begin();
    await portico.sql(`update viewings set expires_at = now() where ended_at is null`);
    const late = await ruth.open('/portal/jobs');
    expect([late.status, banner(late), await why()]).toEqual([403, '', 'time']);
    expect(late.text).toContain('it ends after an hour');
    await begin();
    await portico.sql('update portal_users set ended_at = now() where id = $1', [id]);
    const gone = await ruth.open('/portal');
    expect([gone.status, await why()]).toEqual([403, 'access']);
    expect(gone.text).toContain('their access has ended');
    await portico.sql('update portal_users set ended_at = null where id = $1', [id]);
    const clerk = await scene.staff('office');
    await begin(clerk);
    await portico.sql(
      `update role_groups set permissions = array_remove(permissions, 'portal.view-as') where key = 'office'`,
    );
    const lost = await clerk.open('/portal/jobs');
    expect([lost.status, await why()]).toEqual([403, 'right']);
    expect(lost.text).toContain('your role groups no longer include it');
    await clerk.open(page());
    await expect(clerk.submit(`${page()}/viewing`)).rejects.toThrow('There is no form');
    const token = (await clerk.open(page())).$('input[name=_csrf]').attr('value') ?? '';
    const forced = await clerk.request('POST', `${page()}/viewing`, new URLSearchParams({ _csrf: token }));
    expect(forced.status).toBe(403);
  });

  it('ends with the session, whether somebody signs out or it is ended for them', async () => {
    const why = async () => (await lines('ended')).at(-1)?.after['ending'];
    await begin();
    expect((await ruth.submit('/sign-out')).path).toBe('/sign-in');
    expect(await why()).toBe('signed-out');
    const [row] = await portico.sql<{ email: string }>(
      `select email from logins where email like 'administrator.%'`,
    );
    await ruth.signIn((row as { email: string }).email, PASSWORD);
    expect((await ruth.open('/portal')).status).toBe(403);
    await begin();
    await portico.sql('update sessions set ended_at = now() where login_id = $1', [await office()]);
    await portico.app.get(Viewings).sweep();
    expect(await why()).toBe('session');
    expect(await portico.sql('select 1 from viewings where ended_at is null')).toEqual([]);
    expect((await lines('ended')).length).toBe((await lines('started')).length);
    await ruth.signIn((row as { email: string }).email, PASSWORD);
  });

  it('begins once when asked twice, leads back only into the office, and knows nobody’s id', async () => {
    const token = (await ruth.open(page())).$('input[name=_csrf]').attr('value') ?? '';
    const ask = (to: string, back: string) =>
      ruth.request('POST', to, new URLSearchParams({ _csrf: token, back }), false);
    expect((await ask('/admin/portal-users/nonsense/viewing', '')).status).toBe(404);
    expect((await ask('/admin/portal-users/01900000-0000-7000-8000-00000000dead/viewing', '')).status).toBe(
      404,
    );
    const both = await Promise.all(
      [1, 2].map(() => ask(`${page()}/viewing`, 'https://elsewhere.test/admin')),
    );
    for (const { status } of both) expect([303, 403]).toContain(status);
    expect(await portico.sql('select 1 from viewings where ended_at is null')).toHaveLength(1);
    await ruth.open('/portal');
    expect((await stop()).path).toBe(page());
    expect((await ruth.request('POST', `${page()}/viewing`)).status).toBe(403);
    expect((await ruth.open('/portal')).status).toBe(403);
  });
});
