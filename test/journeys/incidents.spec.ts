import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

describe('incident reports', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let alice: Person;
  let dan: Person;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    for (const site of ['GATE', 'HALL'])
      await scene.put(`sites/${site}`, { customer: 'ACME', name: `The ${site}` });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['HALL']);
    await scene.portalUser('STRANGER', 'sid@stranger.test');
    ruth = await scene.staff();
    await report('I-1', {
      title: 'Broken window',
      site: 'GATE',
      kind: 'patrol',
      text: 'East side, at night.',
    });
    await report('I-2', { title: 'Lost key', site: 'HALL' });
  }, 120_000);
  afterAll(() => portico.close());

  async function report(reference: string, body: object): Promise<void> {
    const answer = await scene.put(`incidents/${reference}`, {
      customer: 'ACME',
      submittedAt: '2026-07-04T22:00:00Z',
      ...body,
    });
    expect([reference, answer.status < 300, answer.body['errors']]).toEqual([reference, true, undefined]);
  }
  const idOf = async (text: string, value: string): Promise<string> => {
    const [row] = await portico.sql<{ id: string }>(text, [value]);
    return (row as { id: string }).id;
  };
  const incident = (reference: string) => idOf('select id from incidents where reference = $1', reference);
  const access = (email: string) =>
    idOf('select u.id from portal_users u join logins l on l.id = u.login_id where l.email = $1', email);
  const tick = (email: string, on: boolean) =>
    portico.sql(
      `update portal_users set share_all_incidents = $2 where login_id = (select id from logins where email = $1)`,
      [email, on],
    );
  const sees = async (person: Person, title: string) => {
    const found = await Promise.all(
      ['/portal/incidents', '/portal/incidents.csv', `/portal/incidents?q=${encodeURIComponent(title)}`].map(
        async (path) => (await person.open(path)).html.replace(/value="[^"]*"/g, '').includes(`${title}`),
      ),
    );
    return found.slice(0, 2).every(Boolean) ? true : found.slice(0, 2).some(Boolean) ? 'in part' : false;
  };

  it('are seen by nobody until they are shared', async () => {
    for (const title of ['Broken window', 'Lost key']) expect(await sees(alice, title)).toBe(false);
    expect((await alice.open(`/portal/incidents/${await incident('I-1')}`)).status).toBe(404);
    expect((await alice.open('/portal/incidents')).text).toContain('No incident reports');
    expect((await ruth.open('/admin/incidents')).text).toContain('Broken window');
  });

  it('are shared by hand, one by one, with people who see the site, and taken back', async () => {
    const page = `/admin/incidents/${await incident('I-1')}`;
    await ruth.open(page);
    expect(ruth.seen.text).toContain('alice@acme.test');
    expect(ruth.seen.html).not.toMatch(/dan@acme\.test|sid@stranger\.test/);
    await ruth.submit(`${page}/shares`, { people: [await access('alice@acme.test')] });
    expect(ruth.seen.text).toContain('The report is now shared with 1 person more.');
    expect(ruth.seen.text).toContain('shared by hand');
    expect(await sees(alice, 'Broken window')).toBe(true);
    expect((await alice.open(`/portal/incidents/${await incident('I-1')}`)).text).toContain(
      'East side, at night.',
    );
    expect(await sees(dan, 'Broken window')).toBe(false);
    expect(await sees(alice, 'Lost key')).toBe(false);
    await ruth.open(page);
    await ruth.submit(`${page}/shares`, { people: undefined });
    expect(ruth.seen.text).toContain('1 person no longer sees it.');
    expect(await sees(alice, 'Broken window')).toBe(false);
    const lines = await portico.sql<{ action: string; after: object }>(
      `select action, after from audit_lines where action like 'incident.%' and customer_id = $1 order by id`,
      [acme],
    );
    const after = { portalUsers: [await access('alice@acme.test')] };
    expect(lines).toEqual([
      { action: 'incident.shared', after },
      { action: 'incident.taken-back', after },
    ]);
  });

  it('cannot be shared with strangers, or with people of the customer who do not see the site', async () => {
    const page = `/admin/incidents/${await incident('I-1')}`;
    await ruth.open(page);
    const token = String(ruth.seen.$('input[name=_csrf]').first().attr('value'));
    const body = new URLSearchParams({ _csrf: token });
    for (const email of ['dan@acme.test', 'sid@stranger.test']) {
      body.append('people', await access(email));
      body.append('offered', await access(email));
    }
    await ruth.request('POST', `${page}/shares`, body);
    expect(await portico.sql('select 1 from incident_shares')).toEqual([]);
  });

  it('are shared as they are submitted with people who have the tick, and never those before it', async () => {
    await tick('alice@acme.test', true);
    await tick('dan@acme.test', true);
    await report('I-3', { title: 'Flooded cellar', site: 'GATE', kind: 'occurrence-log' });
    await report('I-4', { title: 'Not ready yet', site: 'HALL', status: 'draft' });
    expect(await sees(alice, 'Flooded cellar')).toBe(true);
    expect(await sees(dan, 'Flooded cellar')).toBe(false);
    for (const title of ['Broken window', 'Lost key', 'Not ready yet'])
      expect(await sees(alice, title)).toBe(false);
    await report('I-4', { title: 'Not ready yet', site: 'HALL' });
    for (const person of [alice, dan]) expect(await sees(person, 'Not ready yet')).toBe(true);
    // A later change of an older report is no submission.
    await report('I-2', { title: 'Lost key', site: 'HALL', text: 'Found again.' });
    expect(await sees(alice, 'Lost key')).toBe(false);
    await tick('alice@acme.test', false);
    await report('I-5', { title: 'After the tick', site: 'GATE' });
    expect(await sees(alice, 'After the tick')).toBe(false);
    expect(await sees(alice, 'Flooded cellar')).toBe(true);
    expect((await ruth.open(`/admin/incidents/${await incident('I-3')}`)).text).toContain(
      'shared as it was submitted',
    );
  });

  it('are within somebody’s sites only, and closed with the section', async () => {
    await portico.sql(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how)
       select id, customer_id, $1, 'hand' from incidents where reference = 'I-1'`,
      [await access('dan@acme.test')],
    );
    expect(await sees(dan, 'Broken window')).toBe(false);
    await portico.sql(`update customer_permissions set allowed = false where permission = 'incidents'`);
    expect((await alice.open('/portal/incidents')).status).toBe(404);
    await portico.sql(`update customer_permissions set allowed = true where permission = 'incidents'`);
  });

  it('are given to no query of the portal but their own person’s, not even their words', async () => {
    const read = (accessId: string | undefined, text: string) =>
      portico.app
        .get(PortalReads, { strict: false })
        .within({ customerId: acme, sites: 'all', accessId }, (ask) => ask<{ reference: string }>(text));
    const REPORTS = 'select reference from incidents order by reference';
    const WORDS = `select word as reference from record_words where section = 'incidents'`;
    for (const nobody of [undefined, await access('sid@stranger.test')])
      for (const text of [REPORTS, WORDS]) expect(await read(nobody, text)).toEqual([]);
    const alices = (await read(await access('alice@acme.test'), REPORTS)).map(({ reference }) => reference);
    expect(alices).toEqual(['I-3', 'I-4']);
    const words = (await read(await access('alice@acme.test'), WORDS)).map(({ reference }) => reference);
    expect(words).toContain('flooded');
    expect(words).not.toContain('window');
  });
});
