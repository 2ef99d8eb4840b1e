import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const BUSINESS = '/admin/settings/organisation/business';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('what customers read of the business', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let maya: Person;
  let colleague: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    alice = await scene.portalUser('ACME', 'alice@acme.test', []);
    maya = await scene.staff();
    colleague = await scene.staff();
  });
  afterAll(() => portico.close());

  it('is nothing while nobody has written anything down', async () => {
    expect((await alice.open('/portal/company')).text).not.toMatch(/About |Insurance/);
  });

  it('is written down by staff, each fault at its field', async () => {
    await maya.open('/admin/settings/organisation');
    expect(maya.seen.$(`a[href="${BUSINESS}"]`).length).toBeGreaterThan(0);
    await maya.open(BUSINESS);
    const wrong = await maya.submit(BUSINESS, {
      registeredName: 'Marlow Waste Ltd',
      email: 'nobody',
      phone: 'abc',
      postcode: '!!',
      vatNumber: 'GB 980 7806 85',
      companyNumber: 'nonsense',
      'registrations-0-kind': 'carrier-registration',
      'registrations-0-number': 'CBDX1',
      'registrations-1-number': 'EPR/AB1234CD',
      'insurances-0-cover': 'Public liability',
      'insurances-0-amount': 'a lot',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.$('.error-summary').text()).toContain('Registration 2, Kind: ');
    const faulty = [
      'email',
      'phone',
      'postcode',
      'vatNumber',
      'companyNumber',
      'registrations-0-number',
      'registrations-1-kind',
      'insurances-0-insurer',
    ];
    for (const field of [...faulty, 'insurances-0-amount'])
      expect([field, wrong.$(`[id="${field}-error"]`).length]).toEqual([field, 1]);
    expect(wrong.$('[name="insurances-0-cover"]').attr('value')).toBe('Public liability');
    const saved = await maya.submit(BUSINESS, {
      registeredName: 'Marlow Waste Ltd',
      companyNumber: '01234567',
      vatNumber: 'GB 980 7806 84',
      phone: '01628 555 0142',
      postcode: 'SL7 1AA',
      email: 'office@marlow.test',
      'registrations-0-kind': 'carrier-registration',
      'registrations-0-number': 'CBDU104882',
      'registrations-0-validTo': inDays(400),
      'registrations-1-kind': 'site-permit',
      'registrations-1-number': 'EPR/AB1234CD',
      'insurances-0-cover': 'Public liability',
      'insurances-0-insurer': 'Severn Mutual',
      'insurances-0-policyNumber': 'PL 77',
      'insurances-0-amount': '£5,000,000.00',
      'insurances-0-validTo': inDays(20),
    });
    expect(saved.text).toContain('Saved.');
    expect(saved.$('[name="insurances-0-amount"]').attr('value')).toBe('5000000');
    expect((await maya.submit(BUSINESS, {})).text).toContain('Nothing was changed');
  });

  it('keeps what was written before it was checked, and takes numbers as people write and paste them', async () => {
    await portico.sql(`update business_details set phone = 'see website'`);
    await maya.open(BUSINESS);
    expect((await maya.submit(BUSINESS, { companyNumber: '01234568' })).text).toContain('Saved.');
    for (const phone of [
      "01628 555 0142 (Dave's mobile)",
      '01628 555 0142 & 0143',
      '\u202a01628 555 0142\u202c',
    ]) {
      await maya.open(BUSINESS);
      expect([phone, (await maya.submit(BUSINESS, { phone })).status]).toEqual([phone, 200]);
    }
    await maya.open(BUSINESS);
    expect((await maya.submit(BUSINESS, { phone: 'none yet' })).$('#phone-error').text()).not.toBe('');
    await maya.open(BUSINESS);
    await maya.submit(BUSINESS, { companyNumber: '01234567', phone: '01628 555 0142' });
  });

  it('stands at Details for whoever may read it, with what ends soon', async () => {
    const page = await alice.open('/portal/company');
    for (const words of ['About Marlow Waste Ltd', 'CBDU104882', 'In force', 'Severn Mutual', 'Ends soon'])
      expect(page.text).toContain(words);
    expect(page.text).toContain('£5,000,000.00');
    await portico.sql(`update portal_users set withheld = '{company.business}'`);
    expect((await alice.open('/portal/company')).html).not.toMatch(/Marlow Waste Ltd|CBDU104882|Severn/);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('keeps each cover in its own currency, whatever the organisation’s becomes', async () => {
    await portico.sql(`update organisation set currency = 'JPY'`);
    await maya.open(BUSINESS);
    const field = (name: string) => maya.seen.$(`[name="insurances-${name}"]`).attr('value');
    expect(field('0-amount')).toBe('5000000 GBP');
    expect((await maya.submit(BUSINESS, {})).text).toContain('Nothing was changed');
    const second = {
      'insurances-1-cover': 'Fleet',
      'insurances-1-insurer': 'Kumo',
      'insurances-1-amount': '70000',
    };
    const wrong = await maya.submit(BUSINESS, { ...second, 'insurances-1-amount': '70000 XXY' });
    expect([wrong.status, wrong.$('[id="insurances-1-amount-error"]').length]).toEqual([422, 1]);
    await maya.submit(BUSINESS, second);
    expect(field('1-amount')).toBe('70000');
    const page = await alice.open('/portal/company');
    for (const words of ['£5,000,000.00', '¥70,000']) expect(page.text.replace('JP', '')).toContain(words);
    const gone = Object.fromEntries(Object.keys(second).map((name) => [name, '']));
    await maya.submit(BUSINESS, gone);
    expect(field('1-cover')).toBeUndefined();
    await portico.sql(`update organisation set currency = 'GBP'`);
  });

  it('meets what somebody else changed meanwhile', async () => {
    await maya.open(BUSINESS);
    await colleague.open(BUSINESS);
    await colleague.submit(BUSINESS, { companyNumber: '07654321' });
    const behind = await maya.submit(BUSINESS, { 'insurances-0-insurer': 'Thames Mutual' });
    expect(behind.status).toBe(409);
    expect(behind.text).toContain('07654321');
    const saved = await maya.submit(BUSINESS, {});
    expect(saved.text).toContain('Saved.');
    expect(saved.$('[name=companyNumber]').attr('value')).toBe('07654321');
    expect(saved.$('[name="insurances-0-insurer"]').attr('value')).toBe('Thames Mutual');
  });

  it('loses a row that is emptied, and tells the audit log', async () => {
    const emptied = {
      'registrations-0-kind': '',
      'registrations-0-number': '',
      'registrations-0-validTo': '',
    };
    await maya.open(BUSINESS);
    const saved = await maya.submit(BUSINESS, emptied);
    expect(saved.$('[name="registrations-0-number"]').attr('value')).toBe('EPR/AB1234CD');
    expect((await alice.open('/portal/company')).html).not.toContain('CBDU104882');
    const log = await maya.open('/admin/audit');
    expect(log.text).toContain('Changed what customers may read of the business');
    const lines = await portico.sql(`select from audit_lines where action = 'business.changed'`);
    expect(lines).toHaveLength(11);
    await maya.request('GET', '/admin/audit.csv?action=business.changed');
    expect(maya.seen.html).toContain('Kind: Carrier registration, Number: CBDU104882');
    expect(maya.seen.html).toContain('Covered up to: £5,000,000.00');
    expect(maya.seen.html).not.toMatch(/carrier-registration|5000000/);
  });
});
