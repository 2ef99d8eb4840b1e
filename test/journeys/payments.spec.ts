import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { ImportingOffice } from '../support/imports.js';
import type { Person, Seen } from '../support/person.js';
import { Scene, type Answered } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const money = (amount: number, currency = 'GBP') => ({ amount, currency });
const invoice = (gross: number, more: object = {}) => ({
  customer: 'ACME',
  date: inDays(-40),
  dueDate: inDays(-10),
  status: 'sent',
  net: money(gross),
  tax: money(0),
  gross: money(gross),
  paid: money(0),
  ...more,
});
const payment = (amount: number, ...allocations: [string, number][]) => ({
  customer: 'ACME',
  date: inDays(-5),
  amount: money(amount),
  method: 'Bank transfer',
  allocations: allocations.map(([reference, part]) => ({ invoice: reference, amount: money(part) })),
});
const faults = ({ body }: Answered) =>
  (body['errors'] as { field: string; message: string }[]).map(
    ({ field, message }) => `${field}: ${message}`,
  );

describe('payments', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let dan: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard', kind: 'static' });
    for (const reference of ['I1', 'I2', 'I3', 'I4'])
      await scene.put(`invoices/${reference}`, invoice(10_000));
    await scene.put('invoices/AT-YARD', invoice(7_777, { site: 'YARD' }));
    await scene.put('invoices/DRAFT', invoice(5_000, { status: 'draft' }));
    await scene.put('invoices/VOID', invoice(5_000, { status: 'void' }));
    await scene.put('invoices/FOREIGN', invoice(10_000, { customer: 'STRANGER' }));
    await scene.put('invoices/EUROS', {
      ...invoice(10_000),
      net: money(10_000, 'EUR'),
      tax: money(0, 'EUR'),
      gross: money(10_000, 'EUR'),
      paid: money(0, 'EUR'),
    });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    dan = await scene.portalUser('ACME', 'dan@acme.test', ['YARD']);
  });
  afterAll(() => portico.close());

  const standing = async (reference: string) => {
    const { body } = await scene.api('GET', `invoices/${reference}`);
    const [paid, open] = ['paid', 'open'].map((name) => (body[name] as { amount: number }).amount);
    return [body['status'], paid, open];
  };

  it('make their invoices part paid and paid, and take it back', async () => {
    expect((await scene.put('payments/P1', payment(15_000, ['I1', 10_000], ['I2', 4_000]))).status).toBe(201);
    expect(await standing('I1')).toEqual(['paid', 10_000, 0]);
    expect(await standing('I2')).toEqual(['part-paid', 4_000, 6_000]);
    // What the system of record says of an invoice does not count while payments are set against it.
    expect((await scene.put('invoices/I2', invoice(10_000, { paid: money(9_000) }))).status).toBe(200);
    expect(await standing('I2')).toEqual(['part-paid', 4_000, 6_000]);
    await scene.api('PATCH', 'invoices/I2', { purchaseOrder: 'PO 1' });
    await scene.put('payments/P1', payment(15_000, ['I1', 2_500]));
    expect(await standing('I1')).toEqual(['part-paid', 2_500, 7_500]);
    expect(await standing('I2')).toEqual(['sent', 9_000, 1_000]);
    await scene.put('invoices/I2', invoice(10_000));
    await scene.api('DELETE', 'payments/P1');
    expect(await standing('I1')).toEqual(['sent', 0, 10_000]);
    await scene.put('payments/P1', payment(15_000, ['I1', 10_000]));
    expect(await standing('I1')).toEqual(['paid', 10_000, 0]);
    expect((await scene.put('payments/P1', payment(15_000, ['I1', 10_000]))).status).toBe(200);
  });

  it('are refused with a word at the field when they do not fit', async () => {
    const refused = async (body: object) => {
      const answer = await scene.put('payments/BAD', body);
      expect(answer.status).toBe(422);
      return faults(answer).join();
    };
    expect(await refused(payment(10_000, ['FOREIGN', 1]))).toMatch(
      /allocations\[0\].invoice: .*another customer/,
    );
    expect(await refused(payment(10_000, ['NOBODY', 1]))).toContain('There is no invoice NOBODY');
    expect(await refused(payment(10_000, ['EUROS', 1]))).toContain('one currency');
    expect(await refused(payment(10_000, ['I2', 6_000], ['I3', 6_000]))).toContain('more than the payment');
    expect(await refused(payment(20_000, ['I2', 10_001]))).toContain('more than is open on the invoice I2');
    expect(await refused(payment(20_000, ['I1', 1]))).toContain('more than is open on the invoice I1');
    expect(await refused(payment(20_000, ['DRAFT', 1]))).toContain('is a draft, void or credited');
    expect(await refused(payment(20_000, ['VOID', 1]))).toContain('is a draft, void or credited');
    await scene.put('invoices/GONE', invoice(5_000));
    await scene.api('DELETE', 'invoices/GONE');
    expect(await refused(payment(20_000, ['GONE', 1]))).toContain('is deleted. Bring it back first');
    expect(await refused(payment(20_000, ['I2', 1], ['I2', 1]))).toContain('stands here twice');
    expect(await refused(payment(0))).toContain('more than 0');
    expect(await refused(payment(20_000, ['I2', -5]))).toContain('more than 0');
    expect((await scene.api('GET', 'payments/BAD')).status).toBe(404);
  });

  it('keep an invoice from becoming less than what is set against it', async () => {
    const smaller = await scene.put('invoices/I1', invoice(9_999));
    expect([smaller.status, faults(smaller).join()]).toEqual([
      422,
      expect.stringContaining('Change them first'),
    ]);
    expect((await scene.put('invoices/I1', invoice(10_000, { customer: 'STRANGER' }))).status).toBe(422);
  });

  it('never pay an invoice twice, however many arrive at once', async () => {
    const both = Array.from({ length: 6 }, (_, index) =>
      scene.put(
        `payments/RACE-${index}`,
        payment(
          6_000,
          ...((index % 2
            ? [
                ['I3', 3_000],
                ['I4', 3_000],
              ]
            : [
                ['I4', 3_000],
                ['I3', 3_000],
              ]) as [string, number][]),
        ),
      ),
    );
    const answers = (await Promise.all(both)).map(({ status }) => status);
    expect(answers.filter((status) => status === 201)).toHaveLength(3);
    expect(answers.filter((status) => status === 422)).toHaveLength(3);
    expect(await standing('I3')).toEqual(['part-paid', 9_000, 1_000]);
    expect(await standing('I4')).toEqual(['part-paid', 9_000, 1_000]);
    const lines = [1, 2].map((n) =>
      JSON.stringify({ reference: `LINE-${n}`, ...payment(1_000, ['I3', 1_000]) }),
    );
    const batch = await scene.api('POST', 'payments/batch', lines.join('\n'), {
      'content-type': 'application/x-ndjson',
    });
    expect(String(batch.body['text']).match(/created|refused/g)).toEqual(['created', 'refused']);
    expect(await standing('I3')).toEqual(['paid', 10_000, 0]);
  });

  it('are shown to the customer with their invoices, and an overdue one says so', async () => {
    const list = await alice.open('/portal/payments');
    expect(list.text).toContain('5 payments');
    const page = await alice.open(list.$('a.row-link:contains("P1")').attr('href') as string);
    expect(page.text).toContain('Payment P1');
    expect(page.text).toContain('£50.00');
    const paid = await alice.open(
      page.$('a[href^="/portal/invoices/"]:contains("I1")').attr('href') as string,
    );
    expect(paid.text).toContain('Invoice I1');
    expect(paid.$('a[href^="/portal/payments/"]').text()).toContain('P1');
    const overdue = await alice.open('/portal/invoices?status=overdue');
    expect(overdue.text).toContain('Overdue');
    for (const reference of ['I2', 'I4', 'AT-YARD', 'EUROS']) expect(overdue.text).toContain(reference);
    for (const reference of ['I1', 'I3', 'DRAFT', 'VOID', 'FOREIGN'])
      expect(overdue.$('tbody').text()).not.toContain(reference);
    expect((await alice.open('/portal/payments.csv')).html).toContain('P1');
  });

  it('wait for the customer as *To pay* wherever a status stands, and are *Sent* to staff', async () => {
    await scene.put('invoices/SOON', invoice(3_000, { dueDate: inDays(10), date: inDays(-50) }));
    // Nothing is left to pay of it.
    await scene.put('invoices/NOTHING', invoice(0, { dueDate: inDays(10), date: inDays(-50) }));
    await scene.put('credit-notes/BACK', {
      ...{ customer: 'ACME', invoice: 'I4', date: inDays(-30), status: 'sent' },
      ...{ net: money(100), tax: money(0), gross: money(100) },
    });
    const office = await scene.staff('office');
    const statusOf = ({ $ }: Seen, reference: string) =>
      $(`tbody tr:has(a:contains("${reference}")) td[data-label="Status"]`).text().trim();
    const offered = ({ $ }: Seen) =>
      $('select[name="status"] option')
        .toArray()
        .map((one) => $(one).text());
    const [theirs, ours] = [await alice.open('/portal/invoices'), await office.open('/admin/invoices')];
    const [toCustomers, toStaff] = [theirs, ours].map((seen) =>
      ['SOON', 'NOTHING', 'BACK', 'I4', 'I3'].map((reference) => statusOf(seen, reference)),
    );
    expect(toCustomers).toEqual(['To pay', 'Sent', 'Sent', 'Overdue', 'Paid']);
    expect(toStaff).toEqual(['Sent', 'Sent', 'Sent', 'Overdue', 'Paid']);
    expect([offered(theirs).includes('To pay'), offered(theirs).includes('Sent')]).toEqual([true, false]);
    expect([offered(ours).includes('To pay'), offered(ours).includes('Sent')]).toEqual([false, true]);

    const toPay = await alice.open('/portal/invoices?status=to-pay');
    expect(toPay.$('tbody th').text().trim()).toBe('SOON');
    expect(toPay.$('.chips').text()).toContain('To pay');
    const record = await alice.open(toPay.$('a.row-link').attr('href') as string);
    expect(record.$('.facts').text()).toContain('To pay');
    expect((await alice.open('/portal/invoices.csv?status=to-pay')).html).toContain(',To pay,');
    expect((await alice.open('/portal')).text).toContain('To pay');
    // A link from before is understood still.
    expect((await alice.open('/portal/invoices?status=sent')).$('tbody').text()).toContain('SOON');
    for (const reference of ['SOON', 'NOTHING']) await scene.api('DELETE', `invoices/${reference}`);
    await scene.api('DELETE', 'credit-notes/BACK');
  });

  it('are asked for on the invoice’s page: how much, by when, and how, as Settings > Company says', async () => {
    const office = await scene.staff();
    await office.open('/admin/settings/organisation');
    const form = office.seen.$('form[enctype]').attr('action') as string;
    const body = new FormData();
    for (const { name, value } of office.seen.$('form[enctype]').serializeArray())
      body.append(
        name,
        name === 'howToPay' ? 'Sort code 00-00-00\nAccount <12345678>' : name === 'name' ? 'Acme' : value,
      );
    expect((await office.request('POST', form, body)).text).toContain('How to pay');
    await scene.put('invoices/SOON', invoice(3_000, { dueDate: inDays(10) }));
    await scene.put('invoices/WHENEVER', invoice(3_000, { dueDate: null }));
    const said = async (path: string, who = alice) => {
      const { $ } = await who.open(path);
      const notes = $('main .record > .card, main .record > .notice').toArray();
      return notes
        .map((one) =>
          $(one)
            .text()
            .replace(/^(How to pay|To pay)/, '$1 ')
            .replace(/\s+/g, ' ')
            .trim(),
        )
        .filter((text) => /^(To pay|How to pay)/.test(text));
    };
    const page = async (reference: string) => {
      const [row] = await portico.sql<{ id: string }>('select id from invoices where reference = $1', [
        reference,
      ]);
      return `/portal/invoices/${row?.id}`;
    };
    const how = 'How to pay Sort code 00-00-00 Account <12345678>';
    expect(await said(await page('SOON'))).toEqual([
      expect.stringMatching(/^To pay £30\.00 is left to pay, by \w{3} \d+ \w{3} \d{4}\.$/),
      how,
    ]);
    expect(await said(await page('I2'))).toEqual([expect.stringMatching(/left to pay\. It was due on/), how]);
    expect(await said(await page('WHENEVER'))).toEqual(['To pay £30.00 is left to pay.', how]);
    // Nothing is asked for what is paid or void; whose invoices are paid by themselves need not be told how.
    for (const reference of ['I1', 'VOID']) expect(await said(await page(reference))).toEqual([]);
    expect(await said('/portal/statement')).toEqual([how]);
    await scene.put('payment-methods/PM-9', { customer: 'ACME', brand: 'Visa', lastFour: '4242' });
    await portico.sql(
      `insert into auto_pays (customer_id, payment_method_id)
       select customer_id, id from payment_methods where reference = 'PM-9'`,
    );
    expect((await said(await page('SOON')))[1]).toBe(
      'How to pay It is paid by itself with Visa ending in 4242.',
    );
    expect(await said('/portal/statement')).toEqual([how]);
    await portico.sql('delete from auto_pays');
    await scene.api('DELETE', 'payment-methods/PM-9');
    // So does the statement, of what is open today: neither what is paid by itself is asked for, nor what was paid since.
    await scene.customer('PAYS', 'Pays Ltd');
    const pat = await scene.portalUser('PAYS', 'pat@pays.test');
    const due = { customer: 'PAYS', date: inDays(-9), dueDate: inDays(10) };
    await scene.put('invoices/BY-ITSELF', invoice(3_000, due));
    await scene.put('payment-methods/PM-8', { customer: 'PAYS', brand: 'Visa', lastFour: '7777' });
    await portico.sql(
      `insert into auto_pays (customer_id, payment_method_id)
       select customer_id, id from payment_methods where reference = 'PM-8'`,
    );
    const byItself =
      'How to pay What is left is paid by itself with Visa ending in 7777, each invoice on the day it is due.';
    const toDay = (days: number) => `/portal/statement?from=${inDays(-10)}&to=${inDays(days)}`;
    expect(await said('/portal/statement', pat)).toEqual([byItself]);
    await scene.put('invoices/WHEN', invoice(1_000, { ...due, dueDate: null }));
    expect(await said('/portal/statement', pat)).toEqual([how]);
    expect(pat.seen.text).toContain('The rest is paid by itself with Visa ending in 7777');
    const paid = {
      ...payment(4_000, ['BY-ITSELF', 3_000], ['WHEN', 1_000]),
      customer: 'PAYS',
      date: inDays(-1),
    };
    await scene.put('payments/P-PAYS', paid);
    expect((await pat.open(toDay(-3))).text).toContain('£40.00');
    expect(await said(toDay(-3), pat)).toEqual([]);
    for (const reference of ['SOON', 'WHENEVER']) await scene.api('DELETE', `invoices/${reference}`);
  });

  it('are not for people limited to sites, nor where invoices or amounts are closed', async () => {
    expect((await dan.open('/portal/invoices')).text).toContain('AT-YARD');
    const none = await dan.open('/portal/payments');
    expect([none.status, none.text.includes('P1')]).toEqual([200, false]);
    for (const closed of ['invoices', 'money']) {
      await portico.sql(`update portal_users set withheld = array[$1]`, [closed]);
      for (const path of ['payments', 'payment-methods', 'payments.csv', 'invoices'])
        expect((await alice.open(`/portal/${path}`)).status).toBe(404);
    }
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('come by methods of which four digits are known and no more', async () => {
    expect((await alice.open('/portal/payment-methods')).text).toContain('No payment methods yet');
    const card = { customer: 'ACME', brand: 'Visa', lastFour: '4242', expiry: '2027-04' };
    expect((await scene.put('payment-methods/PM-1', card)).status).toBe(201);
    const list = await alice.open('/portal/payment-methods');
    expect(list.text).toContain('Visa');
    expect(list.text).toContain('04/2027');
    const bad = [
      { ...card, lastFour: '4242424242424242' },
      { ...card, lastFour: '42424' },
      { ...card, brand: 'Visa 4242 4242 4242 4242' },
      { ...card, expiry: '04/27' },
      { ...card, cardNumber: '4242424242424242' },
    ];
    for (const body of bad) expect((await scene.put('payment-methods/BAD', body)).status).toBe(422);
    const named = await scene.put('payment-methods/4242-4242-4242-4242', card);
    expect(faults(named)).toEqual([expect.stringContaining('reference: This holds a card number')]);
    const kept = await portico.sql<{ text: string }>(
      `select to_jsonb(m)::text as text from payment_methods m union all select to_jsonb(a)::text from audit_lines a`,
    );
    expect(kept.filter(({ text }) => /4242[ -]?4242/.test(text))).toEqual([]);
  });

  it('are written without the number of a card, whoever writes them and however it is parted', async () => {
    const held = 'This holds a card number. Leave it out, or write the last four digits alone';
    const count = async () => (await portico.sql('select 1 from payments')).length;
    const before = await count();
    const ruth = await scene.staff('office');
    const acme = (await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`))[0];
    const typed = { date: inDays(-3), amount: '10.00', method: 'Visa 4111 1111 1111 1111' };
    await ruth.open(`/admin/payments/new?customer=${acme?.id}`);
    await ruth.submit('/admin/payments', { ...typed, reference: '5500-0000-0000-0004' });
    expect(ruth.seen.status).toBe(422);
    for (const field of ['method', 'reference'])
      expect(ruth.seen.$(`#${field}`).closest('.field').text()).toContain(held);
    await ruth.submit('/admin/payments', { ...typed, method: 'Card', reference: '5500-0000-0000-0004' });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('#reference').closest('.field').text()).toContain(held);
    const answer = await scene.put('payments/CARD', { ...payment(1_000), method: 'Amex 378282246310005' });
    expect(faults(answer)).toEqual([expect.stringContaining(`method: ${held}`)]);
    const office = await ImportingOffice.open(portico);
    const file = await office.file(
      'payments.csv',
      `Reference,Customer,Date,Method,Amount\nP-CARD,ACME,${inDays(-3)},Visa 4111-1111-1111-1111,10.00\n`,
    );
    const { refused } = await office.import('payments', file);
    await office.close();
    expect(refused).toEqual([expect.stringContaining(held)]);
    expect(await count()).toBe(before);
    // What looks like one and is none, such as the number of an account, is a text as any other.
    const other = { ...payment(1_000), method: 'Transfer 4111 1111 1111 1112, order 20260304' };
    expect((await scene.put('payments/OTHER', other)).status).toBe(201);
    // A bank's own number of a payment may look like one.
    expect((await scene.put('payments/4111111111111111', payment(1_000))).status).toBe(201);
  });

  it('stand apart from credit notes, which are listed with invoices and owe nothing', async () => {
    const note = {
      customer: 'ACME',
      date: inDays(-2),
      status: 'sent',
      net: money(2_000),
      tax: money(0),
      gross: money(2_000),
    };
    expect((await scene.put('credit-notes/I1', { ...note, invoice: 'I1' })).status).toBe(201);
    expect((await scene.put('credit-notes/C2', { ...note, invoice: 'FOREIGN' })).status).toBe(422);
    expect((await scene.put('credit-notes/C3', { ...note, status: 'draft' })).status).toBe(201);
    expect(await standing('I1')).toEqual(['paid', 10_000, 0]);
    const list = await alice.open('/portal/invoices?kind=credit-note');
    expect(list.text).toContain('1 invoice or credit note');
    const page = await alice.open(list.$('a.row-link').attr('href') as string);
    expect(page.text).toContain('Credit note I1');
    expect(page.text).not.toContain('To pay');
  });
});
