import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const AUTO_PAY = '/portal/auto-pay';

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
