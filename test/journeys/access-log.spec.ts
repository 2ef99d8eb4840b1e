import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AccessLog } from '../../src/audit/access-log.service.js';
import { AccessLogJobs } from '../../src/audit/access-log.jobs.js';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { databaseRoles } from '../../src/platform/database/roles.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { PASSWORD, Scene } from '../support/scene.js';

describe('the access log', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ann: Person;
  let ada: Person;
  let acme: string;
  let stranger: string;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    stranger = await scene.customer('STRANGER', 'Stranger plc');
    for (const site of ['S/1', 'S/2'])
      await scene.put(`sites/${encodeURIComponent(site)}`, { customer: 'ACME', name: site, kind: 'static' });
    await scene.put('jobs/J%2F1', { customer: 'ACME', site: 'S/1', date: '2026-03-04' });
    await scene.put('jobs/J%2F2', { customer: 'ACME', site: 'S/2', date: '2026-03-04' });
    ann = await scene.portalUser('ACME', 'ann@acme.test');
    ada = await scene.staff('administrator');
  });
  afterAll(() => portico.close());

  const jobId = async (reference: string) =>
    (await portico.sql<{ id: string }>('select id from jobs where reference = $1', [reference]))[0]?.id;
  const seen = async (path: string) => {
    await ada.open(path);
    expect(ada.seen.status).toBe(200);
    return ada.seen
      .$('tbody tr')
      .toArray()
      .map((row) => ada.seen.$(row).text().replace(/\s+/g, ' ').trim());
  };
  const activity = (query = '') => seen(`/admin/customers/${acme}/activity${query}`);

  it('tells the office who signed in, opened and downloaded what', async () => {
    await ann.open('/portal/jobs');
    await ann.open(`/portal/jobs/${await jobId('J/1')}`);
    await ann.request('GET', '/portal/jobs.csv');
    await ann.request('GET', '/portal/reporting/volumes.csv');
    const rows = await activity();
    expect(rows).toHaveLength(6);
    expect(rows.every((row) => row.includes('ann') && row.includes('127.0.0.1'))).toBe(true);
    const what = [
      'Signed in',
      'the first page',
      'Opened Jobs',
      'Opened J/1 in Jobs',
      'Downloaded Jobs',
      'Downloaded',
    ];
    for (const words of what) expect(rows.join('\n')).toContain(words);
    expect(await activity('?kind=download')).toHaveLength(2);
    expect(await activity('?person=nobody')).toEqual([]);
    expect(await seen(`/admin/customers/${stranger}/activity`)).toEqual([]);
    expect((await seen('/admin/access-log?customer=ACME')).length).toBe(6);
  });

  it('holds no page that was refused, hidden or only asked for by its own script', async () => {
    const before = (await activity()).length;
    expect((await ann.open('/portal/jobs/nothing')).status).toBe(404);
    expect((await ann.open('/portal/jobs?sort=colour')).status).toBe(400);
    await portico.sql(`update customer_permissions set allowed = false where permission = 'invoices'`);
    expect((await ann.open('/portal/invoices')).status).toBe(404);
    await portico.sql(`update customer_permissions set allowed = true where permission = 'invoices'`);
    expect(await activity()).toHaveLength(before);
  });

  it('holds sign-ins that did not succeed, of those who have a login', async () => {
    await ann.open('/sign-in');
    await ann.submit('/sign-in', { email: 'ann@acme.test', password: 'wrong' });
    await ann.open('/sign-in');
    await ann.submit('/sign-in', { email: 'nobody@acme.test', password: 'wrong' });
    expect(await seen('/admin/access-log?kind=sign-in-failed')).toHaveLength(1);
    await ann.signIn('ann@acme.test', PASSWORD);
  });

  it('never counts a visit of somebody who looks through another’s eyes', async () => {
    const log = portico.app.get(AccessLog, { strict: false });
    const before = (await seen('/admin/access-log?kind=view&person=ann')).length;
    const [login] = await portico.sql<{ id: string }>(`select id from logins where email = 'ann@acme.test'`);
    log.later({ id: login?.id, address: '', viewing: {} } as never, { kind: 'view', section: 'jobs' });
    await log.flush();
    expect(await seen('/admin/access-log?kind=view&person=ann')).toHaveLength(before);
  });

  it('stays behind the wall: of its people, what the reader sees too, and from where to nobody', async () => {
    await ann.open(`/portal/jobs/${await jobId('J/2')}`);
    await portico.app.get(AccessLog, { strict: false }).flush();
    const reads = portico.app.get(PortalReads);
    const [site] = await portico.sql<{ id: string }>(`select id from sites where reference = 'S/1'`);
    const people = (await portico.sql<{ id: string }>('select id from portal_users')).map(({ id }) => id);
    const activity = { open: ['activity', 'jobs'], people };
    const references = async (customerId: string, sites: 'all' | string[], more: object = activity) =>
      (
        await reads.within({ customerId, sites, ...more }, (ask) =>
          ask<{ reference: string }>('select reference from access_log'),
        )
      ).map(({ reference }) => reference);
    for (const more of [
      {},
      { open: ['jobs'], people },
      { open: ['activity'], people },
      { open: ['activity', 'jobs'] },
    ])
      expect((await references(acme, 'all', more)).filter((one) => one.startsWith('J/'))).toEqual([]);
    await expect(
      reads.within({ customerId: acme, sites: 'all', ...activity }, (ask) =>
        ask('select address from access_log'),
      ),
    ).rejects.toThrow('permission denied');
    expect(await references(acme, 'all')).toEqual(expect.arrayContaining(['J/1', 'J/2']));
    const limited = await references(acme, [site?.id as string]);
    expect(limited).toContain('J/1');
    expect(limited).not.toContain('J/2');
    expect(await references(stranger, 'all')).toEqual([]);
  });

  it('is downloaded as it is filtered, and that is written down', async () => {
    await portico.sql(`update logins set name = '=cmd()' where email = 'ann@acme.test'`);
    await ada.request('GET', `/admin/customers/${acme}/activity.csv?kind=download`);
    const lines = ada.seen.html.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`,'=cmd(),ann@acme.test,`);
    await portico.sql(`update logins set name = 'ann' where email = 'ann@acme.test'`);
    expect((await seen('/admin/audit?kind=log'))[0]).toContain('Downloaded a log');
    for (const query of ['kind=x', 'from=x', 'q[]=1', 'colour=red'])
      expect((await ada.open(`/admin/access-log?${query}`)).status).toBe(400);
  });

  it('drops months that are older than the setting, and nothing else can', async () => {
    await portico.sql(
      `create table access_log_2020_01 partition of access_log for values from ('2020-01-01 00:00+00') to ('2020-02-01 00:00+00')`,
    );
    await portico.sql(
      `insert into access_log (id, at, kind, login_id, section) select gen_random_uuid(), '2020-01-05', 'view', id, 'jobs' from logins limit 1`,
    );
    await ada.open('/admin/access-log/keeping');
    for (const months of ['', '0', '121', 'x', '1.5']) {
      await ada.submit('/admin/access-log/keeping', { months });
      expect(ada.seen.status).toBe(422);
      expect(ada.seen.text).toContain('Enter a whole number from 1 to 120.');
    }
    // What a shorter time takes away is counted, and asked about, before anything is saved.
    await ada.submit('/admin/access-log/keeping', { months: '12' });
    expect(ada.seen.$('h1').text()).toBe('Keep the access log for 12 months only?');
    expect(ada.seen.text).toContain('1 entry goes: everything up to and including Jan 2020.');
    expect(ada.seen.text).toContain('That is 1 month of the log.');
    expect(await portico.sql('select keep_months from log_settings')).toEqual([{ keep_months: 24 }]);
    await ada.submit('/admin/access-log/keeping');
    expect(ada.seen.text).toContain('The access log is kept for 12 months.');
    expect((await seen('/admin/audit?kind=log'))[0]).toContain('Months kept: 24 → 12');
    await portico.app.get(AccessLog, { strict: false }).flush();
    const kept = await portico.sql(`select from access_log where at > '2021-01-01'`);
    const { appUrl, portalUrl } = databaseRoles(portico.config);
    for (const url of [appUrl, portalUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query('set default_transaction_read_only = off');
      for (const sql of [
        'delete from access_log',
        'truncate access_log',
        `update access_log set address = ''`,
        'drop table access_log_2020_01',
        'delete from access_log_2020_01',
        'select from access_log_2020_01',
      ])
        await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
      if (url === portalUrl)
        await expect(client.query('select drop_old_access_log_months()')).rejects.toThrow(
          'permission denied',
        );
      await client.end();
    }
    await portico.app.get(AccessLogJobs, { strict: false }).keep();
    expect(await portico.sql(`select from access_log where at < '2021-01-01'`)).toEqual([]);
    expect(await portico.sql(`select from access_log where at > '2021-01-01'`)).toHaveLength(kept.length);
  });

  it('tells whoever changes the months behind another what stands now', async () => {
    await ada.open('/admin/access-log/keeping');
    const form = new URLSearchParams(ada.seen.$('main form').first().serialize());
    await portico.sql('update log_settings set keep_months = 36, version = version + 1');
    form.set('months', '48');
    const behind = await ada.request('POST', '/admin/access-log/keeping', form);
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('to 36 months meanwhile');
    await ada.submit('/admin/access-log/keeping');
    expect(ada.seen.text).toContain('kept for 48 months');
  });

  it('loses nothing that was answered before a process ends', async () => {
    const other = await startPortico();
    const there = new Scene(other);
    await there.openPortal();
    await there.customer('ACME', 'Acme Ltd');
    const bob = await there.portalUser('ACME', 'bob@acme.test');
    await bob.open('/portal/jobs');
    const log = other.app.get(AccessLog, { strict: false });
    await log.beforeApplicationShutdown();
    expect(await other.sql(`select from access_log where section = 'jobs'`)).toHaveLength(1);
    await bob.open('/portal/sites');
    await log.flush();
    expect(await other.sql(`select from access_log where section = 'sites'`)).toHaveLength(1);
    await other.close();
  });
});
