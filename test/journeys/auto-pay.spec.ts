import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { today } from '../../src/platform/calendar.js';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const AUTO_PAY = '/portal/auto-pay';
const thisMonth = () => today('Europe/London').slice(0, 7);

describe('auto-pay', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let acme: string;
  let methods: Record<string, string>;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard', kind: 'static' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  beforeEach(async () => {
    await portico.sql('delete from auto_pays');
    await portico.sql(
      `update portal_settings set allow_auto_pay_deactivation = false, auto_pay_message = ''`,
    );
    await scene.put('payment-methods/PM-1', { customer: 'ACME', brand: 'Visa', lastFour: '4242' });
    await scene.put('payment-methods/PM-2', { customer: 'ACME', brand: 'Mastercard', lastFour: '0117' });
    await scene.put('payment-methods/PM-X', { customer: 'STRANGER', brand: 'Amex', lastFour: '9999' });
    const rows = await portico.sql<{ reference: string; id: string }>(
      'select reference, id from payment_methods',
    );
    methods = Object.fromEntries(rows.map(({ reference, id }) => [reference, id]));
  });
  afterAll(() => portico.close());

  /** As a form of the page would, for what no form offers as well. */
  const send = (person: Person, path: string, fields: Record<string, string>) => {
    const _csrf = String(person.seen.$('input[name="_csrf"]').first().val());
    return person.request('POST', path, new URLSearchParams({ ...fields, _csrf }));
  };
  const use = (person: Person, method: string, customer = acme) =>
    send(person, AUTO_PAY, { customer, method: methods[method] ?? method });
  const deactivate = (person: Person, customer = acme) =>
    send(person, `${AUTO_PAY}/deactivation`, { customer });
  const used = async () =>
    (
      await portico.sql<{ reference: string }>(
        'select m.reference from auto_pays a join payment_methods m on m.id = a.payment_method_id',
      )
    ).map(({ reference }) => reference);
  const lines = async () =>
    portico.sql<{ action: string; actor: string }>(
      `select a.action, l.email as actor from audit_lines a left join logins l on l.id = a.actor_id
       where a.action like 'auto-pay.%' order by a.at, a.id`,
    );

  it('is turned on with one of the customer’s own methods, moved, and leaves a line each time', async () => {
    const page = await alice.open(AUTO_PAY);
    expect(page.text).toContain('Visa ending in 4242');
    expect(page.text).not.toContain('9999');
    const before = (await lines()).length;
    expect((await use(alice, 'PM-1')).text).toContain('Auto-pay is on.');
    expect((await use(alice, 'PM-2')).text).toContain('now uses the other payment method');
    expect((await use(alice, 'PM-2')).text).toContain('it stood like that already');
    expect(await used()).toEqual(['PM-2']);
    expect((await lines()).slice(before)).toEqual([
      { action: 'auto-pay.activated', actor: 'alice@acme.test' },
      { action: 'auto-pay.moved', actor: 'alice@acme.test' },
    ]);
    // The office reads in its list which method that is.
    const { $ } = await (await scene.staff('office')).open('/admin/payment-methods?sort=reference');
    const rows = $('main table tbody tr')
      .toArray()
      .map((row) => [
        $(row).find('th').text().trim(),
        $(row).find('td[data-label="Auto-pay"]').text().trim(),
      ]);
    expect(rows).toEqual([
      ['PM-1', 'No'],
      ['PM-2', 'Yes'],
      ['PM-X', 'No'],
    ]);
  });

  it('says in each state how invoices are paid, and nothing that is true of another', async () => {
    const said = async () => (await alice.open(AUTO_PAY)).$('main').text();
    const byThemselves = 'Your invoices are paid by themselves on the day they are due';
    expect(await said()).toContain('You pay each invoice yourself. Choose what to pay with');
    expect(await said()).not.toContain(byThemselves);
    await use(alice, 'PM-1');
    expect(await said()).toContain(`${byThemselves}, with Visa ending in 4242.`);
    for (const method of ['PM-1', 'PM-2']) await scene.api('DELETE', `payment-methods/${method}`);
    expect(await said()).toContain('Nothing is paid by itself at the moment');
    expect(await said()).not.toContain(byThemselves);
    await portico.sql('delete from auto_pays');
    expect(await said()).toContain('You pay each invoice yourself. We have no payment method of yours');
    expect(await said()).not.toContain(byThemselves);
  });

  it('is not turned off where the organisation keeps that to itself: its message is shown, nothing changes', async () => {
    await use(alice, 'PM-1');
    const usual = await deactivate(alice);
    expect([usual.status, usual.text.includes('Please call us to turn off auto-pay')]).toEqual([422, true]);
    await portico.sql(`update portal_settings set auto_pay_message = 'Ring Moira <on> 0161'`);
    const own = await deactivate(alice);
    expect([own.status, own.text.includes('Ring Moira <on> 0161')]).toEqual([422, true]);
    expect(await used()).toEqual(['PM-1']);
    expect((await use(alice, 'PM-2')).text).toContain('now uses the other payment method');
  });

  it('is turned off where that is allowed, once', async () => {
    await portico.sql('update portal_settings set allow_auto_pay_deactivation = true');
    await use(alice, 'PM-1');
    const before = (await lines()).length;
    expect((await deactivate(alice)).text).toContain('Auto-pay is off');
    expect((await deactivate(alice)).text).toContain('it stood like that already');
    expect((await lines()).slice(before).map(({ action }) => action)).toEqual(['auto-pay.deactivated']);
    expect(await used()).toEqual([]);
  });

  describe('in the office', () => {
    const page = () => `/admin/customers/${acme}/auto-pay`;

    it('is turned on, moved and turned off beside the payment methods, whatever customers may do', async () => {
      const office = await scene.staff('office');
      await office.open(`/admin/payment-methods/${methods['PM-1']}`);
      await office.open(office.seen.$('a:contains("Auto-pay of this customer")').attr('href') as string);
      expect([office.seen.path, office.seen.$('h1').text().trim()]).toEqual([page(), 'Acme Ltd']);
      expect(office.seen.text).toContain('The customer pays each invoice. Choose what to pay with');
      expect(office.seen.text).not.toMatch(/9999|You pay|call us/);
      const before = (await lines()).length;
      await office.submit(page(), { method: methods['PM-1'] });
      expect(office.seen.text).toContain(
        'Auto-pay is on for Acme Ltd. Invoices are taken from Visa ending in 4242 on the day they are due.',
      );
      await office.submit(page(), { method: methods['PM-2'] });
      expect(office.seen.text).toContain(
        'Auto-pay of Acme Ltd has moved. Invoices are now taken from Mastercard ending in 0117.',
      );
      expect((await alice.open(AUTO_PAY)).text).toContain('with Mastercard ending in 0117');
      await office.open(`/admin/payment-methods?customer=${acme}`);
      await office.open(office.seen.$('a:contains("Auto-pay of this customer")').attr('href') as string);
      await office.submit(`${page()}/deactivation`);
      expect(office.seen.text).toContain(
        'Auto-pay is off for Acme Ltd. Invoices are no longer taken from Mastercard ending in 0117.',
      );
      expect((await alice.open(AUTO_PAY)).text).toContain('You pay each invoice yourself');
      const done = (await lines()).slice(before);
      expect(done.map(({ action }) => action)).toEqual([
        'auto-pay.activated',
        'auto-pay.moved',
        'auto-pay.deactivated',
      ]);
      expect(new Set(done.map(({ actor }) => actor)).size).toBe(1);
      expect(done[0]?.actor).not.toContain('acme.test');
      expect((await send(office, `${page()}/deactivation`, {})).text).toContain(
        'Nothing was changed: auto-pay of Acme Ltd stood like that already.',
      );
    });

    it('takes no method of others and none that has expired, and turns off what uses a method that was removed', async () => {
      const office = await scene.staff('office');
      await office.open(page());
      expect((await send(office, page(), { method: methods['PM-X'] as string })).status).toBe(422);
      await scene.put('payment-methods/PM-1', {
        customer: 'ACME',
        brand: 'Visa',
        lastFour: '4242',
        expiry: '2020-01',
      });
      const expired = await send(office, page(), { method: methods['PM-1'] as string });
      expect([expired.status, expired.$('.field-error').text()]).toEqual([
        422,
        expect.stringContaining(
          'Visa ending in 4242 expired in 01/2020. Choose another one, or bring in its new date.',
        ),
      ]);
      await send(office, page(), { method: methods['PM-2'] as string });
      await scene.api('DELETE', 'payment-methods/PM-2');
      await office.open(page());
      await office.submit(`${page()}/deactivation`);
      expect(office.seen.text).toContain('Auto-pay is off for Acme Ltd.');
      expect(await used()).toEqual([]);
      for (const nobody of ['nobody', '01890000-0000-7000-8000-000000000000'])
        expect((await send(office, `/admin/customers/${nobody}/auto-pay/deactivation`, {})).status).toBe(404);
    });

    it('is read and not changed by whoever may not change records', async () => {
      await use(alice, 'PM-1');
      const viewer = await scene.staff('viewer');
      const seen = await viewer.open(page());
      expect(seen.text).toContain(
        'Invoices are paid by themselves on the day they are due, with Visa ending in 4242.',
      );
      expect(seen.$('main form')).toHaveLength(0);
      for (const path of [page(), `${page()}/deactivation`])
        expect((await send(viewer, path, { method: methods['PM-2'] as string })).status).toBe(403);
      expect((await send(alice, `${page()}/deactivation`, {})).status).toBe(404);
      expect(await used()).toEqual(['PM-1']);
    });

    it('is read and changed by the system that takes the money', async () => {
      const path = 'customers/ACME/auto-pay';
      const stands = async () => (await scene.api('GET', path)).body;
      expect(await stands()).toEqual({ method: null });
      expect((await scene.api('PATCH', path, { method: 'PM-2' })).body).toEqual({ method: 'PM-2' });
      expect((await scene.api('PATCH', path, {})).body).toEqual({ method: 'PM-2' });
      const refused = await scene.api('PATCH', path, { method: 'PM-X' });
      expect([refused.status, refused.body['errors']]).toEqual([
        422,
        [{ field: 'method', message: 'This customer has no payment method PM-X.' }],
      ]);
      expect((await scene.api('PATCH', path, { method: 7 })).status).toBe(422);
      expect((await scene.api('PATCH', path, { method: '' })).status).toBe(422);
      // What was read may be sent back, also where the method is not there any more.
      await portico.sql(`update payment_methods set deleted_at = now() where reference = 'PM-2'`);
      expect((await scene.api('PATCH', path, { method: 'PM-2' })).body).toEqual({ method: 'PM-2' });
      await portico.sql(`update payment_methods set deleted_at = null where reference = 'PM-2'`);
      expect((await scene.api('PATCH', path, { method: null })).body).toEqual({ method: null });
      expect((await scene.api('GET', 'customers/NOBODY/auto-pay')).status).toBe(404);
      expect((await lines()).slice(-1)).toEqual([{ action: 'auto-pay.deactivated', actor: null }]);
    });
  });

  it('takes no method of others, none that was removed, and nothing that is none', async () => {
    for (const method of ['PM-X', 'nonsense']) {
      const answer = await use(alice, method);
      expect([answer.status, answer.text.includes('Choose another one')]).toEqual([422, true]);
    }
    await use(alice, 'PM-1');
    const page = await alice.open(AUTO_PAY);
    await scene.api('DELETE', 'payment-methods/PM-2');
    expect(page.text).toContain('0117');
    expect((await use(alice, 'PM-2')).status).toBe(422);
    await scene.api('DELETE', 'payment-methods/PM-1');
    expect((await alice.open(AUTO_PAY)).text).toContain('the payment method it used was removed');
    const stranger = await portico.sql<{ id: string }>(
      `select id from customers where reference = 'STRANGER'`,
    );
    expect((await use(alice, 'PM-X', stranger[0]?.id)).status).toBe(404);
    expect((await use(alice, 'PM-X', 'nobody')).status).toBe(404);
  });

  it('uses no method that has expired, offers it as such, and says what to do', async () => {
    await scene.put('payment-methods/PM-1', {
      customer: 'ACME',
      brand: 'Amex',
      lastFour: '0005',
      expiry: '2020-01',
    });
    await alice.open(AUTO_PAY);
    const offered = alice.seen.$('select[name="method"] option').toArray();
    expect(offered.map((one) => alice.seen.$(one).text())).toEqual([
      'Mastercard ending in 0117',
      'Amex ending in 0005, expired 01/2020',
    ]);
    const refused = await use(alice, 'PM-1');
    expect(refused.status).toBe(422);
    expect(refused.$('select[name="method"]').closest('.field').text()).toContain(
      'Amex ending in 0005 expired in 01/2020. Choose another one, or call us with its new date.',
    );
    await use(alice, 'PM-2');
    expect((await use(alice, 'PM-1')).status).toBe(422);
    expect(await used()).toEqual(['PM-2']);
    for (const [person, room] of [
      [alice, 'portal'],
      [await scene.staff('office'), 'admin'],
    ] as const) {
      const list = await person.open(`/${room}/payment-methods?status=expired`);
      expect(list.$('main table tbody tr').text().replace(/\s+/g, ' ')).toMatch(/^PM-1.*01\/2020Expired/);
      expect(list.text).not.toContain('PM-2');
      const page = await person.open(`/${room}/payment-methods/${methods['PM-1']}`);
      expect(page.text).toMatch(/Status ?Expired/);
    }
    // One that expires while it is used says so, and nothing else is left to choose.
    await scene.put('payment-methods/PM-2', {
      customer: 'ACME',
      brand: 'Mastercard',
      lastFour: '0117',
      expiry: '2020-02',
    });
    const page = await alice.open(AUTO_PAY);
    expect(page.text).toContain('Mastercard ending in 0117 has expired, so nothing is paid by itself.');
    expect(page.$('select[name="method"]')).toHaveLength(0);
    const inThisMonth = { customer: 'ACME', brand: 'Amex', lastFour: '0005', expiry: thisMonth() };
    await scene.put('payment-methods/PM-1', inThisMonth);
    expect((await use(alice, 'PM-1')).text).toContain('now uses the other payment method');
  });

  it('is on once however often and by whomever it is pressed at once', async () => {
    const before = (await lines()).length;
    await Promise.all(['PM-1', 'PM-2', 'PM-1', 'PM-2'].map((method) => use(alice, method)));
    expect(await used()).toHaveLength(1);
    const made = (await lines()).slice(before).filter(({ action }) => action === 'auto-pay.activated');
    expect(made).toHaveLength(1);
  });

  it('is not for people limited to sites, and closed with invoices', async () => {
    const dan = await scene.portalUser('ACME', 'dan@acme.test', ['YARD']);
    expect((await dan.open(AUTO_PAY)).text).toContain(
      'People who see all sites of the customer look after it',
    );
    expect((await dan.open(AUTO_PAY)).text).not.toContain('4242');
    await portico.sql(`update portal_users set withheld = '{money}'`);
    expect((await alice.open(AUTO_PAY)).status).toBe(404);
    expect((await deactivate(alice)).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });
});
