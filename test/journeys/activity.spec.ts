import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

const ACTIVITY = '/portal/activity';

describe('what a customer’s own people did', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let gina: Person;
  let bob: Person;
  let sid: Person;
  let carol: Person;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    for (const customer of ['ACME', 'STRANGER']) {
      await scene.customer(customer, `${customer} Ltd`);
      for (const site of ['NORTH', 'SOUTH']) {
        await scene.put(`sites/${customer}-${site}`, { customer, name: `${customer} ${site}` });
        const job = { customer, site: `${customer}-${site}`, date: '2026-03-04' };
        await scene.put(`jobs/J-${customer}-${site}`, job);
      }
    }
    await scene.put('incidents/I-1', {
      customer: 'ACME',
      site: 'ACME-NORTH',
      title: 'Broken window',
      submittedAt: '2026-07-04T22:00:00Z',
    });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    gina = await scene.portalUser('ACME', 'gina@acme.test', ['ACME-NORTH']);
    bob = await scene.portalUser('ACME', 'bob@acme.test');
    sid = await scene.portalUser('STRANGER', 'sid@stranger.test');
    carol = await ofBoth('carol@group.test');
    ruth = await scene.staff('administrator');
    await portico.sql(
      `update portal_users set manager = true where login_id in
       (select id from logins where email in ('alice@acme.test', 'gina@acme.test'))`,
    );
    await portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select i.id, i.customer_id, $1, 'hand' from incidents i`,
      [await access('bob@acme.test')],
    );
  }, 120_000);
  afterAll(() => portico.close());

  /** Somebody who sees both customers together. */
  async function ofBoth(email: string): Promise<Person> {
    await scene.put('consolidated-accounts/PAIR', { name: 'The pair', customers: ['ACME', 'STRANGER'] });
    const person = await scene.portalUser('STRANGER', email);
    const first = await access(email);
    await portico.sql(
      `insert into portal_users (id, login_id, consolidated_account_id, every_site, active)
       select $1, u.login_id, a.id, true, true from consolidated_accounts a, portal_users u where u.id = $2`,
      [newId(), first],
    );
    await portico.sql('update portal_users set ended_at = now() where id = $1', [first]);
    await person.signIn(email, PASSWORD);
    return person;
  }
  async function access(email: string): Promise<string> {
    const [row] = await portico.sql<{ id: string }>(
      `select u.id from portal_users u join logins l on l.id = u.login_id where l.email = $1`,
      [email],
    );
    return (row as { id: string }).id;
  }
  const record = async (section: string, reference: string) => {
    const [row] = await portico.sql<{ id: string }>(`select id from ${section} where reference = $1`, [
      reference,
    ]);
    return `/portal/${section}/${(row as { id: string }).id}`;
  };
  const login = async (email: string) => {
    const [row] = await portico.sql<{ id: string }>('select id from logins where email = $1', [email]);
    return (row as { id: string }).id;
  };
  const rows = async (reader: Person, query = '') => {
    const { status, $ } = await reader.open(`${ACTIVITY}${query}`);
    expect(status).toBe(200);
    return $('tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim());
  };
  const withhold = async (email: string, ...withheld: string[]) =>
    portico.sql('update portal_users set withheld = $2 where id = $1', [await access(email), withheld]);

  it('exists for its manager alone, beside People', async () => {
    expect((await alice.open('/portal')).$(`nav a[href="${ACTIVITY}"]`)).toHaveLength(1);
    for (const other of [bob, sid, carol]) {
      for (const path of [ACTIVITY, `${ACTIVITY}.csv`]) expect((await other.open(path)).status).toBe(404);
      expect((await other.open('/portal')).$(`a[href="${ACTIVITY}"]`)).toHaveLength(0);
    }
    expect((await ruth.open(ACTIVITY)).status).toBe(403);
  });

  it('tells who signed in, opened and downloaded what, and leads to the record', async () => {
    await bob.open('/portal/jobs');
    await bob.open(await record('jobs', 'J-ACME-SOUTH'));
    await bob.request('GET', '/portal/jobs.csv');
    const shown = await rows(alice);
    for (const what of ['Signed in', 'Opened Jobs', 'Opened J-ACME-SOUTH in Jobs', 'Downloaded Jobs'])
      expect(shown.filter((row) => row.includes('bob') && row.includes(what))).toHaveLength(1);
    expect(alice.seen.$(`main a[href="${await record('jobs', 'J-ACME-SOUTH')}"]`)).toHaveLength(1);
    expect(alice.seen.$('main a[href^="/admin"]')).toHaveLength(0);
    expect(alice.seen.text).not.toContain('127.0.0.1');
    expect(alice.seen.text).toContain('Kept for 24 months');
  });

  it('never tells of strangers, of those who see several customers together, or of staff', async () => {
    await sid.open('/portal/jobs');
    expect((await carol.open(await record('jobs', 'J-ACME-NORTH'))).status).toBe(200);
    await ruth.open(`/admin/jobs/${(await record('jobs', 'J-ACME-NORTH')).split('/')[3]}`);
    const before = (await rows(alice, `?person=${await login('bob@acme.test')}`)).length;
    const page = `/admin/portal-users/${await access('bob@acme.test')}`;
    await ruth.open(page);
    await ruth.submit(`${page}/viewing`);
    expect((await ruth.open('/portal/sites')).status).toBe(200);
    expect(ruth.seen.$('.viewing')).toHaveLength(1);
    await ruth.submit('/admin/viewing/end');
    expect(await rows(alice, `?person=${await login('bob@acme.test')}`)).toHaveLength(before);
    const all = (await rows(alice)).join('\n');
    for (const hidden of ['sid', 'carol', 'Office', 'J-ACME-NORTH']) expect(all).not.toContain(hidden);
    for (const hidden of ['sid', 'carol', 'Office'])
      expect(alice.seen.$('select[name=person]').text()).not.toContain(hidden);
    expect(alice.seen.$('select[name=person] option')).toHaveLength(4);
  });

  it('stays within the sites of the manager', async () => {
    await bob.open(await record('jobs', 'J-ACME-NORTH'));
    const shown = (await rows(gina)).join('\n');
    expect(shown).toContain('Opened J-ACME-NORTH in Jobs');
    expect(shown).not.toContain('J-ACME-SOUTH');
  });

  it('names no record that the manager could not open: not shared with them, or gone', async () => {
    expect((await bob.open(await record('incidents', 'I-1'))).status).toBe(200);
    expect((await rows(alice)).join('\n')).not.toContain('I-1');
    await portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select i.id, i.customer_id, $1, 'hand' from incidents i`,
      [await access('alice@acme.test')],
    );
    expect((await rows(alice)).join('\n')).toContain('Opened I-1 in');
    await scene.api('DELETE', 'incidents/I-1');
    expect((await rows(alice)).join('\n')).not.toContain('I-1');
  });

  it('leaves out sections that the manager does not see', async () => {
    await bob.open('/portal/invoices');
    expect((await rows(alice)).join('\n')).toContain('Opened Invoices');
    await withhold('alice@acme.test', 'invoices', 'jobs');
    const shown = (await rows(alice)).join('\n');
    for (const hidden of ['Invoices', 'Jobs', 'J-ACME']) expect(shown).not.toContain(hidden);
    expect(shown).toContain('Signed in');
    await withhold('alice@acme.test');
  });

  it('is narrowed to a person, a kind and days, and says when nothing matches', async () => {
    const bobs = await rows(alice, `?person=${await login('bob@acme.test')}`);
    expect(bobs.length).toBeGreaterThan(3);
    expect(bobs.every((row) => row.includes('bob'))).toBe(true);
    expect(await rows(alice, `?person=${await login('bob@acme.test')}&kind=download`)).toHaveLength(1);
    expect(await rows(alice, '?to=2020-01-01')).toEqual([]);
    expect(alice.seen.text).toContain('No entry matches');
    expect(alice.seen.$(`.empty a[href="${ACTIVITY}"]`)).toHaveLength(1);
  });

  it.each(['kind=sign-in-failed', 'kind=x', 'from=yesterday', 'customer=ACME', 'sort=who', 'person=bob'])(
    'refuses what it cannot be asked: %s',
    async (query) => {
      for (const path of [ACTIVITY, `${ACTIVITY}.csv`])
        expect((await alice.open(`${path}?${query}`)).status).toBe(400);
    },
  );

  it('refuses a place in the list that it has not given out', async () => {
    for (const place of ['after=x', 'before=x'])
      expect((await alice.open(`${ACTIVITY}?${place}`)).status).toBe(400);
  });

  it('takes a person of another customer for nobody', async () => {
    expect((await alice.open(`${ACTIVITY}?person=${await login('sid@stranger.test')}`)).status).toBe(400);
    expect(alice.seen.text).not.toContain('sid@');
  });

  it('is leafed through without losing or repeating a line', async () => {
    await portico.sql(
      `insert into access_log (id, at, kind, login_id, portal_user_id, customer_id, section)
       select gen_random_uuid(), date_trunc('second', now()), 'view', u.login_id, u.id, u.customer_id, 'sites'
       from portal_users u, generate_series(1, 120) where u.id = $1`,
      [await access('bob@acme.test')],
    );
    const person = await login('bob@acme.test');
    let [href, pages, lines]: [string | undefined, number, number] = [
      `${ACTIVITY}?person=${person}&kind=view`,
      0,
      0,
    ];
    while (href) {
      const { $ } = await alice.open(href);
      lines += $('tbody tr').length;
      pages += 1;
      href = $('a[rel=next]').attr('href');
    }
    const [{ count } = { count: 0 }] = await portico.sql<{ count: number }>(
      `select count(*)::int from access_log where login_id = $1 and kind = 'view' and section <> 'incidents'`,
      [person],
    );
    expect([pages, lines]).toEqual([3, count]);
  });

  it('is downloaded as it is filtered, where downloads are open, and that is written down', async () => {
    const query = `?person=${await login('bob@acme.test')}&kind=download`;
    await alice.open(`${ACTIVITY}${query}`);
    const href = alice.seen.$('main a[href*=".csv"]').attr('href') as string;
    const lines = (await alice.request('GET', href)).html.trim().split('\r\n');
    expect(lines[0]).toContain('When,Who,Email,What');
    expect(lines.slice(1)).toEqual([expect.stringMatching(/^[^,]+Z,bob,bob@acme\.test,Downloaded Jobs$/)]);
    expect((await rows(alice, '?kind=download')).join('\n')).toContain('Downloaded Activity');
    expect(await portico.sql(`select from audit_lines where action = 'log.downloaded'`)).toHaveLength(1);
    await withhold('alice@acme.test', 'exports');
    expect((await alice.open(`${ACTIVITY}.csv`)).status).toBe(404);
    await alice.open(ACTIVITY);
    expect(alice.seen.$('main a[href*=".csv"]')).toHaveLength(0);
  });
});
