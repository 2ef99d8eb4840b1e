import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const DAY = 86_400_000;
const TO = '2026-06-30';
const before = (days: number) => new Date(Date.parse(TO) - days * DAY).toISOString().slice(0, 10);
const money = (amount: number, currency = 'GBP') => ({ amount, currency });

/** An account as a test makes it up: amounts in pence, days before the end of the statement. */
const INVOICES = [
  { reference: 'I-OLD', days: 120, gross: 40_000, status: 'sent', paid: 0 },
  { reference: 'I-RECORDED', days: 95, gross: 10_000, status: 'part-paid', paid: 2_500 },
  { reference: 'I-60', days: 60, gross: 20_000, status: 'sent', paid: 0 },
  { reference: 'I-31', days: 31, gross: 9_999, status: 'sent', paid: 0 },
  { reference: 'I-30', days: 30, gross: 777, status: 'sent', paid: 0 },
  { reference: 'I-DRAFT', days: 10, gross: 50_000, status: 'draft', paid: 0 },
  { reference: 'I-VOID', days: 10, gross: 60_000, status: 'void', paid: 0 },
  { reference: 'I-CREDITED', days: 40, gross: 70_000, status: 'credited', paid: 0 },
  { reference: 'I-OVERPAID', days: 50, gross: 1_000, status: 'paid', paid: 1_250 },
  { reference: 'I-LATER', days: -5, gross: 80_000, status: 'sent', paid: 0 },
];
const NOTES = [
  { reference: 'C-1', days: 20, gross: 1_500, status: 'sent', invoice: 'I-60' },
  { reference: 'C-OF-CREDITED', days: 39, gross: 70_000, status: 'sent', invoice: 'I-CREDITED' },
  { reference: 'C-DRAFT', days: 19, gross: 4_000, status: 'draft' },
];
const PAYMENTS = [
  { reference: 'P-OLD', days: 100, amount: 15_000, set: { 'I-OLD': 15_000 } },
  { reference: 'P-MORE', days: 8, amount: 12_000, set: { 'I-60': 5_000, 'I-OLD': 4_000 } },
  { reference: 'P-LATER', days: -2, amount: 9_999, set: { 'I-31': 9_999 } },
];

/** The balance at the end of a day, counted by hand. */
function balanceAt(days: number): number {
  const until = <One extends { days: number }>(all: readonly One[]) => all.filter((one) => one.days >= days);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const counted = until(INVOICES).filter(({ status }) => !['draft', 'void', 'credited'].includes(status));
  const notes = until(NOTES).filter(({ reference }) => reference === 'C-1');
  return (
    sum(counted.map(({ gross, paid }) => gross - paid)) -
    sum(notes.map(({ gross }) => gross)) -
    sum(until(PAYMENTS).map(({ amount }) => amount))
  );
}
const pounds = (pence: number) =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pence / 100);

describe('the statement of account', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/YARD', { customer: 'ACME', name: 'Yard', kind: 'static' });
    const billed = (gross: number, currency = 'GBP') => ({
      net: money(gross, currency),
      tax: money(0, currency),
      gross: money(gross, currency),
    });
    for (const { reference, days, gross, status, paid } of INVOICES)
      await scene.put(`invoices/${reference}`, {
        customer: 'ACME',
        date: before(days),
        status,
        ...billed(gross),
        paid: money(paid),
      });
    for (const { reference, days, gross, ...note } of NOTES)
      await scene.put(`credit-notes/${reference}`, {
        customer: 'ACME',
        date: before(days),
        ...note,
        ...billed(gross),
      });
    for (const { reference, days, amount, set } of PAYMENTS)
      await scene.put(`payments/${reference}`, {
        customer: 'ACME',
        date: before(days),
        amount: money(amount),
        allocations: Object.entries(set).map(([invoice, part]) => ({ invoice, amount: money(part) })),
      });
    const foreign = { customer: 'STRANGER', date: before(5), status: 'sent', ...billed(123_456) };
    await scene.put('invoices/FOREIGN', { ...foreign, paid: money(0) });
    await scene.put('invoices/I-EURO', {
      ...foreign,
      customer: 'ACME',
      ...billed(4_400, 'EUR'),
      paid: money(0, 'EUR'),
    });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  const address = (days: number, more = '') => `/portal/statement?from=${before(days)}&to=${TO}${more}`;
  const fact = (label: string) =>
    alice.seen
      .$('dt')
      .filter((_, element) => alice.seen.$(element).text().trim() === label)
      .map((_, element) => alice.seen.$(element).next('dd').text().trim())
      .get();

  it('runs from the opening to the closing balance, both as a recount says', async () => {
    for (const days of [130, 70, 20, 3]) {
      await alice.open(address(days));
      expect(fact('Opening balance')).toEqual([days > 5 ? '€0.00' : '€44.00', pounds(balanceAt(days + 1))]);
      expect(fact('Closing balance')).toEqual(['€44.00', pounds(balanceAt(0))]);
    }
  });

  it('says how old what is open is, and what is not set against an invoice', async () => {
    await alice.open(address(60));
    expect(fact('0 to 30 days')).toEqual(['€44.00', pounds(777)]);
    expect(fact('31 to 60 days')).toEqual(['€0.00', pounds(20_000 - 5_000 - 1_500 + 9_999)]);
    expect(fact('61 to 90 days')).toEqual(['€0.00', pounds(0)]);
    expect(fact('More than 90 days')).toEqual(['€0.00', pounds(40_000 - 19_000 + 7_500)]);
    expect(fact('Not set against an invoice')).toEqual([pounds(-3_000 - 250)]);
  });

  it('makes nothing older than it is today by asking for a day to come', async () => {
    const agesOf = async (to: string) => {
      await alice.open(`/portal/statement?from=${before(130)}&to=${to}`);
      return alice.seen.text.match(/Open in GBP, by age.*?More than 90 days\s*\S+/s)?.[0];
    };
    const ages = await agesOf(new Date().toISOString().slice(0, 10));
    expect(ages).toContain('0 to 30 days');
    expect(await agesOf('9999-12-31')).toBe(ages);
  });

  it('says when an invoice without a payment was marked as paid, and whoever sends the same again marks nothing', async () => {
    const days = `from=${before(130)}&to=${TO}`;
    expect((await alice.open(`/portal/statement?${days}`)).text).toMatch(
      /Paid towards I-RECORDED(?!, as noted)/,
    );
    const paid = (amount: number) => scene.api('PATCH', 'invoices/I-RECORDED', { paid: money(amount) });
    await paid(3_000);
    await portico.sql(
      `update invoices set paid_marked_at = '2026-06-01T23:30:00Z' where reference = 'I-RECORDED'`,
    );
    await paid(3_000);
    const { text } = await alice.open(`/portal/statement?${days}`);
    expect(text).toContain('Paid towards I-RECORDED, as noted on 2 Jun 2026');
    expect((await alice.open(`/portal/statement.csv?${days}`)).html).toMatch(
      /I-RECORDED,-30\.00,[\d.]+,GBP,2026-06-02/,
    );
    await paid(2_500);
    const [row] = await portico.sql<{ now: boolean }>(
      `select paid_marked_at > now() - interval '1 minute' as now from invoices where reference = 'I-RECORDED'`,
    );
    expect(row?.now).toBe(true);
  });

  it('is of one moment, whatever is written while it is read', async () => {
    let writing = true;
    const writer = (async () => {
      for (let turn = 0; writing; turn++)
        await portico.sql(`update invoices set date = $1 where reference = 'I-60'`, [
          before(turn % 2 ? 60 : 90),
        ]);
    })();
    const office = await scene.staff('office');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    const days = `from=${before(70)}&to=${TO}`;
    const closings = new Set<string | undefined>();
    for (let turn = 0; turn < 40; turn++)
      for (const [person, path] of [
        [alice, '/portal'],
        [office, `/admin/customers/${acme?.id}`],
      ] as const) {
        const { html } = await person.open(`${path}/statement.csv?${days}`);
        closings.add(html.trim().split('\r\n').at(-1)?.split(',').slice(0, 7).join(','));
      }
    writing = false;
    await writer;
    await portico.sql(`update invoices set date = $1 where reference = 'I-60'`, [before(60)]);
    expect([...closings]).toEqual([`${TO},Closing balance,,,${(balanceAt(0) / 100).toFixed(2)},GBP,`]);
  });

  it('shows no draft, nothing void or later, and nothing of anybody else', async () => {
    const page = await alice.open(address(130));
    // Each currency has headings of its own; how both are counted is said once.
    const headings = alice.seen
      .$('main h2')
      .map((_, one) => alice.seen.$(one).text().trim())
      .get();
    expect(headings.filter((one) => one === 'How it is counted')).toHaveLength(1);
    expect(new Set(headings).size).toBe(headings.length);
    for (const shown of ['I-OLD', 'I-RECORDED', 'C-1', 'P-MORE', 'I-EURO'])
      expect(page.text).toContain(shown);
    for (const hidden of ['DRAFT', 'VOID', 'CREDITED', 'LATER', 'FOREIGN', '1,234.56'])
      expect(page.text).not.toContain(hidden);
  });

  it('goes along as a file of the same lines, where files may be taken', async () => {
    const { html } = await alice.open(address(60).replace('statement?', 'statement.csv?'));
    const lines = html.trim().split('\r\n');
    expect(lines.at(-1)).toMatch(`${TO},Closing balance,,,${(balanceAt(0) / 100).toFixed(2)},GBP,`);
    expect(html).toContain('P-MORE,-120.00');
    // How old what is open is: behind the columns of old, in the closing line of each currency, as the page says it.
    const cells = lines.map((line) => line.split(','));
    const heads = ['0 to 30 days', '31 to 60 days', '61 to 90 days', 'More than 90 days'];
    expect(cells[0]?.slice(7)).toEqual([...heads, 'Not set against an invoice']);
    await alice.open(address(60));
    const shown = heads.map((head) => fact(head).map((amount) => amount.replace(/[£€,]/g, '')));
    const closing = cells.filter(([, what]) => what === 'Closing balance');
    expect(closing.map((line) => line.slice(5, 11))).toEqual([
      ['EUR', '', ...shown.map(([euros]) => euros)],
      ['GBP', '', ...shown.map(([, sterling]) => sterling)],
    ]);
    expect(closing.map((line) => line[11])).toEqual(['0.00', '-32.50']);
    for (const [ages, balance] of closing.map((line) => [line.slice(7), line[4]] as const))
      expect(ages.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)).toBe(
        Math.round(Number(balance) * 100),
      );
    expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([12]));
    await portico.sql(`update portal_users set withheld = '{exports}'`);
    expect((await alice.open('/portal/statement.csv')).status).toBe(404);
    expect((await alice.open(address(60))).html).not.toContain('statement.csv');
    await portico.sql(`update portal_users set withheld = '{money}'`);
    expect((await alice.open('/portal/statement')).status).toBe(404);
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('is read by the office among the tabs of the customer, and goes along as its files', async () => {
    const office = await scene.staff('office');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    const path = `/admin/customers/${acme?.id}/statement`;
    await office.open(`/admin/customers/${acme?.id}`);
    expect(office.seen.$(`a[href="${path}"]`).text()).toBe('Statement');
    const days = `from=${before(60)}&to=${TO}`;
    await office.open(`${path}?${days}`);
    expect([office.seen.status, office.seen.text]).toEqual([
      200,
      expect.stringContaining(pounds(balanceAt(0))),
    ]);
    expect(office.seen.text).not.toMatch(/I-DRAFT|I-VOID/);
    await office.open(office.seen.$('a:contains("I-60")').attr('href') as string);
    expect([office.seen.status, office.seen.path.startsWith('/admin/invoices/')]).toEqual([200, true]);
    const { html } = await office.open(`${path}.csv?${days}`);
    expect(html).toContain(`${TO},Closing balance,,,${(balanceAt(0) / 100).toFixed(2)},GBP,`);
    const pdf = await office.download(`${path}.pdf?${days}`);
    expect([pdf.status, pdf.bytes.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
    expect((await office.open(`${path}?from=${TO}&to=${before(60)}`)).status).toBe(422);
    expect(
      (await office.open('/admin/customers/01900000-0000-7000-8000-000000000001/statement')).status,
    ).toBe(404);
    expect((await alice.open(path)).status).toBe(404);
  });

  it('turns away what it does not understand, and other customers', async () => {
    for (const query of ['from=soon', 'from=2026-02-30', 'nonsense=1'])
      expect((await alice.open(`/portal/statement?${query}`)).status).toBe(400);
    const reversed = 'from=2026-02-02&to=2026-02-01';
    const page = await alice.open(`/portal/statement?${reversed}`);
    expect([page.status, page.$('#from-error').length, page.$('#from').val()]).toEqual([
      422,
      1,
      '2026-02-02',
    ]);
    expect(page.text).not.toContain('£');
    expect((await alice.open(`/portal/statement.csv?${reversed}`)).status).toBe(400);
    const [stranger] = await portico.sql<{ id: string }>(
      `select id from customers where reference = 'STRANGER'`,
    );
    expect((await alice.open(address(60, `&customer=${stranger?.id}`))).status).toBe(404);
  });

  it('is not for people limited to sites: the account is the whole customer’s', async () => {
    const dan = await scene.portalUser('ACME', 'dan@acme.test', ['YARD']);
    const page = await dan.open('/portal/statement');
    expect([page.status, page.text.includes('People who see all sites')]).toEqual([200, true]);
    expect(page.text).not.toContain('£');
    expect((await dan.open('/portal/statement.csv')).status).toBe(404);
  });
});
