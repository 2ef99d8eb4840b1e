import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalReads } from '../../src/platform/database/portal-reads.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the details of a customer', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let alice: Person;
  let maya: Person;
  let colleague: Person;
  const body = {
    name: 'Acme Ltd',
    accountManager: 'Ruth Bailey',
    accountManagerPhone: '01628 555 0142',
    accountManagerEmail: 'ruth@marlow.test',
    contacts: [{ name: 'Dev Anand', role: 'Facilities', phone: '01491 555 0121', email: 'dev@acme.test' }],
    addresses: [
      { kind: 'invoicing', name: 'Accounts payable', address: '1 Hart Street, Henley', postcode: 'RG9 2AU' },
      { kind: 'trading', address: '2 Quay, Henley' },
    ],
  };

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('customers/STRANGER', { name: 'Stranger plc', contacts: [{ name: 'Foreign Person' }] });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    maya = await scene.staff();
    colleague = await scene.staff();
  });
  afterAll(() => portico.close());
  const contactsPage = () => `/admin/customers/${acme}/contacts`;

  it('hold several contacts and addresses, as systems send them', async () => {
    const put = await scene.put('customers/ACME', body);
    expect([put.status, put.body['errors']]).toEqual([200, undefined]);
    expect(put.body).toMatchObject(body);
    expect((await scene.put('customers/ACME', body)).body['version']).toBe(put.body['version']);
    const one = await scene.api('PATCH', 'customers/ACME', { contacts: [...body.contacts, { name: 'Eve' }] });
    expect(one.body['contacts']).toHaveLength(2);
    expect(one.body['addresses']).toHaveLength(2);
    const wrong = await scene.put('customers/ACME', { name: 'Acme Ltd', contacts: [{ role: 'None' }] });
    expect(wrong.body['errors']).toMatchObject([{ field: 'contacts[0].name' }]);
  });

  it('are read by its people, who see nobody else’s', async () => {
    const page = await alice.open('/portal/company');
    for (const words of ['Dev Anand', 'Facilities', 'Accounts payable', '2 Quay, Henley', 'Ruth Bailey'])
      expect(page.text).toContain(words);
    expect(page.$('a[href="mailto:ruth@marlow.test"]').length).toBe(1);
    expect(page.$('a[href="tel:01628555"], a[href="tel:016285550142"]').length).toBe(1);
    expect(page.html).not.toContain('Foreign Person');
  });

  it('are read by those who see all sites; who is limited to some reads what the company is, and whom to ask', async () => {
    await scene.put('sites/GATE', { customer: 'ACME', name: 'Gate' });
    await scene.api('PATCH', 'customers/ACME', {
      contactName: 'Head Office',
      phone: '01491 555 0100',
      invoicingAddress: 'PO Box 9, Henley',
    });
    const dora = await scene.portalUser('ACME', 'dora@acme.test', ['GATE']);
    const page = await dora.open('/portal/company');
    for (const words of ['Acme Ltd', 'Ruth Bailey']) expect(page.text).toContain(words);
    expect(page.html).not.toMatch(/Dev Anand|dev@acme|Accounts payable|2 Quay|Head Office|555 0100|PO Box 9/);
    const whole = await alice.open('/portal/company');
    for (const words of ['Head Office', '01491 555 0100', 'PO Box 9']) expect(whole.text).toContain(words);
    const [own] = await portico.sql<{ id: string }>(`select id from sites where reference = 'GATE'`);
    const behind = await portico.app
      .get(PortalReads, { strict: false })
      .within({ customerId: acme, sites: [own?.id ?? ''] }, (ask) =>
        ask('select name from customer_contacts union all select address from customer_addresses'),
      );
    expect(behind).toEqual([]);
  });

  it('name whom to ask about a record only where they are open themselves', async () => {
    await scene.put('sites/OFFICE', { customer: 'ACME', name: 'Office' });
    const [row] = await portico.sql<{ id: string }>(`select id from sites where reference = 'OFFICE'`);
    expect((await alice.open(`/portal/sites/${row?.id}`)).text).toContain('Ruth Bailey');
    await portico.sql(`update portal_users set withheld = '{company}'`);
    expect((await alice.open(`/portal/sites/${row?.id}`)).html).not.toMatch(/Ruth Bailey|ruth@marlow/);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('are changed by staff: faults at their fields, and knowingly upon somebody else’s change', async () => {
    await maya.open(contactsPage());
    const wrong = await maya.submit(contactsPage(), { 'contacts-2-email': 'x', 'addresses-2-postcode': 'Y' });
    expect(wrong.status).toBe(422);
    for (const field of ['contacts-2-name', 'contacts-2-email', 'addresses-2-address'])
      expect([field, wrong.$(`[id="${field}-error"]`).length]).toEqual([field, 1]);
    const odd = { 'contacts-0-phone': 'abc', 'contacts-1-phone': 'later', 'addresses-0-postcode': '!!' };
    await maya.open(contactsPage());
    const { $ } = await maya.submit(contactsPage(), odd);
    const said = $('.error-summary a')
      .toArray()
      .map((a) => [$(a).attr('href'), $(a).text().split(':')[0]]);
    expect(said).toEqual([
      ['#contacts-0-phone', 'Contact 1, Phone'],
      ['#contacts-1-phone', 'Contact 2, Phone'],
      ['#addresses-0-postcode', 'Address 1, Postcode'],
    ]);
    await maya.open(contactsPage());
    await colleague.open(contactsPage());
    await colleague.submit(contactsPage(), { 'contacts-0-role': 'Head of facilities' });
    expect(colleague.seen.text).toContain('Acme Ltd');
    const behind = await maya.submit(contactsPage(), { 'contacts-1-phone': '01491 555 0199' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('Head of facilities');
    const saved = await maya.submit(contactsPage(), {});
    expect(saved.status).toBe(200);
    const answer = await scene.api('GET', 'customers/ACME');
    expect(answer.body['contacts']).toMatchObject([
      { role: 'Head of facilities' },
      { phone: '01491 555 0199' },
    ]);
    const page = await alice.open('/portal/company');
    expect(page.text).toContain('01491 555 0199');
  });

  describe('and of its sites', () => {
    let yard: string;
    let dan: Person;
    const site = {
      customer: 'ACME',
      name: 'Yard',
      address: '1 Lock Road, Marlow',
      coordinates: '51.5716, -0.7769',
      invoicing: 'own',
      invoicingAddress: 'Yard office, 1 Lock Road',
      contacts: [{ name: 'Sam Reed', role: 'Gate' }],
      containers: [
        { type: '8 yd skip', count: 2, since: inDays(-12) },
        { type: 'Compactor', note: 'By the gate' },
      ],
    };

    beforeAll(async () => {
      expect((await scene.put('sites/YARD', site)).status).toBe(201);
      await scene.put('sites/QUAY', { customer: 'ACME', name: 'Quay' });
      const job = { customer: 'ACME', site: 'YARD', service: 'Skip exchange' };
      await scene.put('jobs/NEXT', { ...job, date: inDays(3), status: 'scheduled' });
      await scene.put('jobs/LAST', { ...job, date: inDays(-3), status: 'completed' });
      const paper = { customer: 'ACME', site: 'YARD', date: inDays(-3) };
      await scene.put('documents/WTN', { ...paper, name: 'Yard note', type: 'waste-transfer-note' });
      await scene.put('documents/INSIDE', { ...paper, name: 'Not for customers', type: 'other' });
      const [row] = await portico.sql<{ id: string }>(`select id from sites where reference = 'YARD'`);
      yard = (row as { id: string }).id;
      dan = await scene.portalUser('ACME', 'dan@acme.test', ['QUAY']);
    });

    it('show people, containers with their days, jobs and papers, and the way to a map', async () => {
      const page = await alice.open(`/portal/sites/${yard}`);
      for (const words of [
        'Sam Reed',
        '8 yd skip',
        'Its own address',
        'Yard office',
        'Yard note',
        'By the gate',
      ])
        expect(page.text).toContain(words);
      const row = page.$('tr:contains("8 yd skip")').first();
      // The day of the office may be another than that of the clock here.
      expect(['11', '12', '13']).toContain(row.find('td, th').eq(3).text().trim());
      expect(page.text).toContain('NEXT');
      expect(page.text).toContain('LAST');
      const map = page.$('a[href^="https://www.openstreetmap.org/?mlat=51.5716"]');
      expect(map.attr('rel')).toContain('noopener');
      expect(page.html).not.toContain('Not for customers');
      expect((await dan.open(`/portal/sites/${yard}`)).status).toBe(404);
    });

    it('leave out what is closed', async () => {
      await portico.sql(`update portal_users set withheld = '{jobs,documents}'`);
      const page = await alice.open(`/portal/sites/${yard}`);
      expect(page.text).toContain('8 yd skip');
      expect(page.html).not.toMatch(/Yard note|Skip exchange|LAST/);
      await portico.sql(`update portal_users set withheld = '{}'`);
    });

    it('are refused where they are wrong, and move with their customer', async () => {
      const wrong = async (more: object) =>
        (await scene.put('sites/YARD', { ...site, ...more })).body['errors'];
      expect(await wrong({ coordinates: 'by the river' })).toMatchObject([{ field: 'coordinates' }]);
      expect(await wrong({ invoicingAddress: '' })).toMatchObject([{ field: 'invoicingAddress' }]);
      expect(await wrong({ containers: [{ type: 'Skip', count: -1 }] })).toMatchObject([
        { field: 'containers[0].count' },
      ]);
      const { body: answer } = await scene.api('GET', 'sites/YARD');
      expect(answer).toMatchObject({ ...site, containers: [{ count: 2 }, { count: 1, since: null }] });
    });
  });
});
