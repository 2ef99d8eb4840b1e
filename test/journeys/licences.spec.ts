import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('licences', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;
  let office: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard' });
    await scene.put('sites/QUAY', { customer: 'ACME', name: 'Quay' });
    const put = async (reference: string, body: object) => {
      const answer = await scene.put(`licences/${reference}`, { kind: 'other', number: '1', ...body });
      expect([reference, answer.status, answer.body['errors']]).toEqual([reference, 201, undefined]);
    };
    const carrier = { kind: 'carrier-registration', regulator: 'environment-agency', number: 'CBDU104882' };
    await put('CARRIER', { ...carrier, holder: 'Marlow Waste Ltd', validTo: inDays(300) });
    await put('ENDING', { holder: 'Ridge Haulage', validTo: inDays(20) });
    await put('LAPSED', { holder: 'Old Tip Ltd', validTo: inDays(-3) });
    await put('REVOKED', { holder: 'Bad Skips Ltd', validTo: inDays(90), revoked: true });
    await put('COMING', { holder: 'New Yard Ltd', validFrom: inDays(30) });
    await put('YARDS', { customer: 'ACME', site: 'YARD', holder: 'Acme yard permit', validTo: inDays(200) });
    await put('FOREIGN', { customer: 'STRANGER', holder: 'Stranger permit', validTo: inDays(10) });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['QUAY']);
    office = await scene.staff();
  });
  afterAll(() => portico.close());

  const idOf = async (reference: string) =>
    (await portico.sql<{ id: string }>('select id from licences where reference = $1', [reference]))[0]?.id;

  it('shows every customer those of the business, and its own; nobody another’s', async () => {
    const list = await alice.open('/portal/licences');
    expect(list.text).toContain('6 licences');
    expect(list.text).toContain('Marlow Waste Ltd');
    expect(list.text).toContain('Acme yard permit');
    expect(list.html).not.toContain('Stranger permit');
    // What ends first stands first.
    expect(list.text.indexOf('Old Tip Ltd')).toBeLessThan(list.text.indexOf('Ridge Haulage'));
    expect((await dan.open('/portal/licences')).text).toContain('5 licences');
    expect(dan.seen.html).not.toContain('Acme yard permit');
    expect((await alice.open(`/portal/licences/${await idOf('FOREIGN')}`)).status).toBe(404);
    expect((await dan.open(`/portal/licences/${await idOf('YARDS')}`)).status).toBe(404);
    expect((await alice.open('/portal/licences.csv')).html).not.toContain('Stranger');
  });

  it('carries its own paper, opened by whoever sees it, of the business by every customer', async () => {
    const hand = async (reference: string, bytes: string, name: string) => {
      const path = `/admin/licences/${await idOf(reference)}`;
      await office.open(path);
      await office.open(office.seen.$('a[href$="/replacement"]').attr('href') as string);
      const form = office.seen.$('form[enctype]');
      const body = new FormData();
      for (const { name: field, value } of form.serializeArray()) body.append(field, value);
      body.append('file', new Blob([bytes], { type: 'application/pdf' }), name);
      return office.request('POST', form.attr('action') as string, body);
    };
    const file = async (reference: string) => `/portal/licences/${await idOf(reference)}/file`;
    expect((await alice.open(await file('CARRIER'))).status).toBe(404);
    expect((await hand('CARRIER', 'no file of ours', 'x.pdf')).status).toBe(422);
    await hand('CARRIER', '%PDF-1.4 first', 'registration.pdf');
    await hand('CARRIER', '%PDF-1.4 second', 'registration 2026.pdf');
    expect(office.seen.text).toContain('The new file of CARRIER is kept.');
    await hand('YARDS', '%PDF-1.4 yard', 'yard.pdf');
    const sue = await scene.portalUser('STRANGER', 'sue@stranger.test');
    for (const person of [alice, dan, sue]) {
      const page = await person.open(`/portal/licences/${await idOf('CARRIER')}`);
      const href = page.$('a:contains("registration 2026.pdf")').attr('href') as string;
      expect((await person.download(href)).bytes.toString()).toBe('%PDF-1.4 second');
    }
    expect((await alice.download(await file('YARDS'))).bytes.toString()).toBe('%PDF-1.4 yard');
    for (const person of [dan, sue]) expect((await person.open(await file('YARDS'))).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{licences}'`);
    expect((await alice.open(await file('CARRIER'))).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{}'`);
    const kept = await portico.sql('select name from files where unclaimed_since is null order by name');
    expect(kept).toEqual([{ name: 'registration 2026.pdf' }, { name: 'yard.pdf' }]);
    const opened = await portico.sql(`select from audit_lines where action = 'licence.file-opened'`);
    expect(opened).toHaveLength(4);
    // Systems send it, too; the same again changes nothing.
    const put = (reference: string, text: string, more: object = {}) =>
      scene.api('PUT', `licences/${reference}/file?name=sent.pdf`, text, {
        'content-type': 'application/pdf',
        ...more,
      });
    const sent = await put('ENDING', '%PDF-1.4 sent');
    expect([sent.status, sent.body['reference'], sent.body['file']]).toEqual([
      201,
      'ENDING',
      expect.objectContaining({ name: 'sent.pdf', mediaType: 'application/pdf' }),
    ]);
    const again = await put('ENDING', '%PDF-1.4 sent');
    expect([again.status, again.body['version']]).toEqual([200, sent.body['version']]);
    expect((await put('ENDING', '%PDF-1.4 other', { 'if-match': '"1"' })).status).toBe(412);
    expect((await put('NOBODY', '%PDF-1.4 sent')).status).toBe(404);
    expect((await put('ENDING', 'no file of ours')).status).toBe(415);
    expect((await alice.download(await file('ENDING'))).bytes.toString()).toBe('%PDF-1.4 sent');
    // What is written by systems leaves the paper where it is; a licence that is deleted takes it along.
    await scene.api('PATCH', 'licences/YARDS', { note: 'By the gate' });
    expect((await alice.open(await file('YARDS'))).status).toBe(200);
    await scene.api('DELETE', 'licences/YARDS');
    expect((await alice.open(await file('YARDS'))).status).toBe(404);
    await portico.sql(`update licences set deleted_at = null where reference = 'YARDS'`);
  });

  it('says how each stands, in the list, on its page and as a filter', async () => {
    const found = async (state: string) => (await alice.open(`/portal/licences?state=${state}`)).text;
    expect(await found('ending')).toContain('Ridge Haulage');
    expect(await found('ending')).toContain('Ends soon');
    expect(await found('lapsed')).toContain('Old Tip Ltd');
    expect(await found('revoked')).toContain('Bad Skips Ltd');
    expect(await found('not-yet')).toContain('New Yard Ltd');
    expect(await found('in-force')).not.toMatch(/Ridge|Old Tip|Bad Skips|New Yard/);
    expect((await alice.open(`/portal/licences/${await idOf('ENDING')}`)).text).toContain('Ends in 20 days');
    expect((await alice.open(`/portal/licences/${await idOf('LAPSED')}`)).text).toContain('Ended 3 days ago');
    expect((await alice.open(`/portal/licences/${await idOf('REVOKED')}`)).text).toContain('taken it away');
    expect((await alice.open('/portal/licences?state=sleeping')).status).toBe(400);
    expect((await dan.open('/portal/licences?q=ridge')).text).toContain('1 licence');
    expect((await dan.open('/portal/licences?q=acme')).text).toContain('Nothing matches');
  });

  it('is for all customers in the office, unless it names one', async () => {
    const list = await office.open('/admin/licences');
    expect(list.text).toContain('7 licences');
    expect(list.text).toContain('All customers');
    expect(list.text).toContain('Stranger permit');
    expect((await office.open(`/admin/licences/${await idOf('CARRIER')}`)).text).toContain('All customers');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    expect((await office.open(`/admin/licences?customer=${acme?.id}`)).text).toContain('6 licences');
  });

  it('leads to its paper, where documents are open, and to the register', async () => {
    const paper = { customer: 'ACME', name: 'Permit of the yard', type: 'licence', date: inDays(-9) };
    await scene.put('documents/PAPER', { ...paper, site: 'YARD' });
    const link = 'https://register.example/permits/1?of=yard';
    const own = { customer: 'ACME', site: 'YARD', holder: 'Acme yard permit', kind: 'other', number: '1' };
    const put = await scene.put('licences/YARDS', { ...own, validTo: inDays(200), document: 'PAPER', link });
    expect(put.body).toMatchObject({ document: 'PAPER', link });
    const page = await alice.open(`/portal/licences/${await idOf('YARDS')}`);
    const href = page.$('a:contains("Permit of the yard")').attr('href') as string;
    expect(page.$(`a[href="${link}"]`).attr('rel')).toContain('noopener');
    expect((await alice.open(href)).text).toContain('Permit of the yard');
    await portico.sql(`update portal_users set withheld = '{documents}'`);
    expect((await alice.open(`/portal/licences/${await idOf('YARDS')}`)).html).not.toContain(
      'Permit of the yard',
    );
    await portico.sql(`update portal_users set withheld = '{}'`);
    const wrong = async (body: object) => (await scene.put('licences/YARDS', body)).body['errors'];
    expect(await wrong({ ...own, link: 'javascript:alert(1)' })).toMatchObject([{ field: 'link' }]);
    expect(await wrong({ ...own, document: 'NONE' })).toMatchObject([{ field: 'document' }]);
    expect(await wrong({ holder: 'X', kind: 'other', number: '1', document: 'PAPER' })).toMatchObject([
      { field: 'document' },
    ]);
    expect(await wrong({ ...own, customer: 'STRANGER', site: null, document: 'PAPER' })).toMatchObject([
      { field: 'document' },
    ]);
  });

  it('checks numbers as regulators write them, and sites by their customer', async () => {
    const wrong = async (body: object) =>
      (await scene.put('licences/WRONG', { holder: 'X', kind: 'carrier-registration', ...body })).body[
        'errors'
      ];
    expect(await wrong({ number: 'CBDX1' })).toMatchObject([{ field: 'number' }]);
    expect(await wrong({ number: 'CBDU123456', regulator: 'sepa' })).toMatchObject([{ field: 'number' }]);
    expect(await wrong({ number: 'CBDU123456', site: 'YARD' })).toMatchObject([{ field: 'site' }]);
    const dates = { validFrom: inDays(2), validTo: inDays(1) };
    expect(await wrong({ number: 'CBDU123456', ...dates })).toMatchObject([{ field: 'validTo' }]);
    expect(await wrong({ number: 'CBDU123456', customer: 'NOBODY' })).toMatchObject([{ field: 'customer' }]);
  });

  it('shows several customers together each licence once', async () => {
    await scene.put('consolidated-accounts/BOTH', { name: 'Both', customers: ['ACME', 'STRANGER'] });
    const eve = await scene.portalUser('ACME', 'eve@both.test');
    await portico.sql(
      `update portal_users u set customer_id = null, consolidated_account_id = a.id
       from consolidated_accounts a, logins l where l.id = u.login_id and l.email = 'eve@both.test'`,
    );
    const list = await eve.open('/portal/licences');
    expect(list.text).toContain('7 licences');
    expect(list.html.match(/Marlow Waste Ltd/g)?.length).toBe(
      (await eve.open('/portal/licences?q=marlow')).html.match(/Marlow Waste Ltd/g)?.length,
    );
    const csv = (await eve.open('/portal/licences.csv')).html;
    expect(csv.match(/CBDU104882/g)).toHaveLength(1);
    expect(csv).toContain('Stranger permit');
  });

  it('is nothing to a customer for whom it is off, and holds within the database', async () => {
    await portico.sql(`update customer_permissions set allowed = false where permission = 'licences'`);
    expect((await alice.open('/portal/licences')).status).toBe(404);
    expect((await alice.open('/portal')).html).not.toContain('/portal/licences');
    await portico.sql(`update customer_permissions set allowed = true where permission = 'licences'`);
    expect((await alice.open('/portal/licences')).status).toBe(200);
    expect((await scene.api('DELETE', 'licences/CARRIER')).status).toBe(204);
    expect((await alice.open('/portal/licences')).html).not.toContain('Marlow Waste Ltd');
  });
});
