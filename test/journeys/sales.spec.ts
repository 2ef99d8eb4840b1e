import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { pdfText } from '../support/pdf.js';
import type { Person } from '../support/person.js';
import { Scene } from '../support/scene.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const LINES = [
  {
    description: '8 yd skip, exchange',
    quantityThousandths: 2_500,
    unit: 't',
    unitAmount: 18_000,
    netAmount: 45_000,
  },
];

describe('sales', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    const quote = { customer: 'ACME', date: inDays(-3), title: 'Skips for the new yard', lines: LINES };
    await scene.put('quotes/Q%2F1', { ...quote, status: 'sent', expires: inDays(20), total: pounds(45_000) });
    await scene.put('quotes/Q2', { ...quote, title: 'Not sent yet', status: 'draft' });
    // The same reference of another kind is another record.
    await scene.put('agreements/Q%2F1', {
      ...quote,
      title: 'Weekly round',
      status: 'accepted',
      expires: inDays(-1),
    });
    await scene.put('pricelists/PL-1', { ...quote, title: 'Prices from April', status: 'sent' });
    await scene.put('quotes/FOREIGN', { ...quote, customer: 'STRANGER', title: 'Foreign', status: 'sent' });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  it('shows what was sent or agreed in one list, and no draft', async () => {
    const list = await alice.open('/portal/sales');
    expect(list.text).toContain('3 sales documents');
    expect(list.text).toContain('Skips for the new yard');
    expect(list.text).toContain('Weekly round');
    expect(list.text).not.toContain('Not sent yet');
    expect(list.text).not.toContain('Foreign');
    const quotes = await alice.open('/portal/sales?kind=quote');
    expect(quotes.text).toContain('1 sales document');
    expect(quotes.text).not.toContain('Weekly round');
    expect((await alice.open('/portal/sales?status=draft')).text).toContain('Nothing matches');
  });

  it('name the document of their PDF in downloads only to who sees it among documents', async () => {
    const paper = { customer: 'ACME', type: 'certificate', name: 'Quote', date: '2026-03-04' };
    await scene.put('sites/A-1', { customer: 'ACME', name: 'Yard' });
    await scene.api('PATCH', 'quotes/Q%2F1', { site: 'A-1', document: 'OWN-PDF' });
    const dora = await scene.portalUser('ACME', 'dora@acme.test', ['A-1']);
    const told = async (person: Person, room = 'portal') =>
      (await person.open(`/${room}/sales.csv`)).html.includes('OWN-PDF');
    expect(await told(alice)).toBe(false);
    await scene.put('documents/OWN-PDF', paper);
    expect([await told(alice), await told(dora)]).toEqual([true, false]);
    await scene.put('documents/OWN-PDF', { ...paper, type: 'other' });
    expect([await told(alice), await told(dora)]).toEqual([false, false]);
    await scene.put('documents/OWN-PDF', { ...paper, customer: 'STRANGER' });
    expect(await told(alice)).toBe(false);
    expect(await told(await scene.staff(), 'admin')).toBe(true);
    await scene.api('DELETE', 'documents/OWN-PDF');
    await scene.api('PATCH', 'quotes/Q%2F1', { site: null, document: '' });
  });

  it('counts each status that there is on cards that open those lists, together the whole list', async () => {
    await scene.put('quotes/Q9', { customer: 'ACME', date: inDays(-9), title: 'Done', status: 'finished' });
    const { $ } = await alice.open('/portal/sales');
    const cards = $('.stat')
      .map((_, card) => $(card).text().replace(/\s+/g, ' ').trim())
      .get();
    expect(cards).toEqual(['Sent 2 1 ends within 30 days', 'Accepted 1', 'Finished 1']);
    expect(alice.seen.text).toContain('4 sales documents');
    for (const [index, words] of ['2 sales documents', '1 sales document', '1 sales document'].entries())
      expect((await alice.open($('.stat a').eq(index).attr('href') as string)).text).toContain(words);
    expect(
      (await alice.open('/portal/sales?kind=quote&status=sent')).$('td[data-label="Ends in (days)"]').text(),
    ).toBe('20');
    await scene.api('DELETE', 'quotes/Q9');
  });

  it('shows in green what holds now, and nothing that is over', async () => {
    await scene.put('pricelists/PL-0', { customer: 'ACME', date: inDays(-400), status: 'finished' });
    const tones = async (status: string) => {
      const { $ } = await alice.open(`/portal/sales?status=${status}`);
      return $('td[data-label="Status"] .status').attr('class');
    };
    expect(await tones('accepted')).toContain('status-good');
    expect(await tones('finished')).toContain('status-neutral');
    await scene.api('DELETE', 'pricelists/PL-0');
  });

  it('says of an offer whose last day is over that it has expired, whatever systems say; they read what they wrote', async () => {
    const over = { customer: 'ACME', date: inDays(-40), title: 'Nobody took it', expires: inDays(-1) };
    await scene.put('quotes/OVER', {
      ...over,
      status: 'sent',
      lines: [{ description: 'Bin', netAmount: 900 }],
    });
    const found = await alice.open('/portal/sales?status=expired');
    expect(found.text).toContain('1 sales document');
    expect(found.$('td[data-label="Status"]').text()).toContain('Expired');
    expect(found.$('.stat').first().text()).not.toContain('Sent3');
    const page = await alice.open(found.$('tbody a.row-link').attr('href') as string);
    expect(page.text).toMatch(/Ended (yesterday|\d+ days ago), on/);
    // A price that nobody gave is not nothing.
    expect([page.text.includes('£9.00'), page.text.includes('£0.00')]).toEqual([true, false]);
    expect((await alice.open('/portal/sales?status=sent')).text).not.toContain('Nobody took it');
    expect((await scene.api('GET', 'quotes/OVER')).body['status']).toBe('sent');
    await scene.api('DELETE', 'quotes/OVER');
  });

  it('says how long an offer holds, with its lines and prices', async () => {
    const list = await alice.open('/portal/sales?kind=quote');
    const href = list.$('tbody a.row-link').attr('href') as string;
    const page = await alice.open(href);
    expect(page.text).toContain('Quote Q/1');
    expect(page.text).toContain('Ends in 20 days');
    expect(page.text).toContain('8 yd skip, exchange');
    expect(page.text).toContain('2.5 t');
    expect(page.text).toContain('£450.00');
    const over = await alice.open('/portal/sales?kind=agreement');
    expect((await alice.open(over.$('tbody a.row-link').attr('href') as string)).text).toMatch(
      /Ended (yesterday|\d+ days ago), on/,
    );
  });

  it('says nothing of the last day of a quote once it was taken, or is finished', async () => {
    for (const [status, expires] of [
      ['accepted', inDays(-160)],
      ['accepted', inDays(12)],
      ['finished', inDays(-160)],
    ]) {
      await scene.put('quotes/TAKEN', { customer: 'ACME', date: inDays(-190), status, expires });
      const list = await alice.open(`/portal/sales?kind=quote&status=${status}&columns=endsIn`);
      expect(list.$('td[data-label="Ends in (days)"]').text()).toMatch(/^–?$/);
      const page = await alice.open(list.$('tbody a.row-link').attr('href') as string);
      expect(page.text).toContain('Quote TAKEN');
      expect(page.text).not.toMatch(/How long it holds|Ended|Ends in/);
    }
    await scene.api('DELETE', 'quotes/TAKEN');
  });

  it('leaves empty what no price is given of, and says that what costs nothing does', async () => {
    const offer = { customer: 'ACME', date: inDays(-3), status: 'sent' };
    const lines = [
      { description: 'On request' },
      { description: 'Skip, each', unitAmount: 95_00 },
      { description: 'Delivery', unitAmount: 0, netAmount: 0 },
    ];
    const { body } = await scene.put('pricelists/BARE', { ...offer, lines });
    const page = await alice.open(`/portal/sales/${String(body['id'])}`);
    const rows = page
      .$('table tbody tr')
      .toArray()
      .map((row) =>
        page
          .$(row)
          .find('td, th')
          .toArray()
          .map((one) => page.$(one).text().trim()),
      );
    expect(rows).toEqual([
      ['On request', '1', '–', '–'],
      ['Skip, each', '1', '£95.00', '–'],
      ['Delivery', '1', '£0.00', '£0.00'],
    ]);
    const pdf = pdfText(
      (await alice.download(page.$('a:contains("Open the PDF")').attr('href') as string)).bytes,
    );
    expect([pdf.match(/£0\.00/g)?.length, pdf.includes('£95.00')]).toEqual([2, true]);
    const answered = (await scene.api('GET', 'pricelists/BARE')).body['lines'] as object[];
    expect(answered[0]).toMatchObject({ unitAmount: null, netAmount: null });
    await scene.api('DELETE', 'pricelists/BARE');
  });

  it('ends with whom to ask, the reference filled in', async () => {
    await portico.sql(
      `update organisation set name = 'Marlow', phone = '01628 555 0142', email = 'hello@marlow.test'`,
    );
    await portico.sql(`update customers set account_manager = 'Maya Lee' where reference = 'ACME'`);
    const list = await alice.open('/portal/sales?kind=quote');
    const { $ } = await alice.open(list.$('tbody a.row-link').attr('href') as string);
    const last = $('main .card').last();
    expect(last.text()).toContain('Ask about this');
    expect(last.text()).toContain('Maya Lee');
    expect(last.find('a[href^="tel:"]').attr('href')).toBe('tel:016285550142');
    const letter = new URL(last.find('a[href^="mailto:"]').attr('href') as string);
    expect(letter.pathname).toBe('hello@marlow.test');
    expect(letter.searchParams.get('subject')).toBe('Question about Quote Q/1');
    expect(letter.searchParams.get('body')).toContain(`/portal/sales/`);
    // The office's own page asks nobody.
    const office = await scene.staff();
    const staffList = await office.open('/admin/sales?kind=quote&customer=&q=Q');
    const page = await office.open(staffList.$('tbody a.row-link').first().attr('href') as string);
    expect(page.text).not.toContain('Ask about this');
  });

  it('are opened by the office at the address that a customer mailed, among its own pages', async () => {
    const list = await alice.open('/portal/sales?kind=quote');
    const address = list.$('tbody a.row-link').attr('href') as string;
    const office = await scene.staff('office');
    const { path, status } = await office.open(address);
    expect([path, status]).toEqual([address.replace('/portal/', '/admin/'), 200]);
    expect(office.seen.$('h1').text()).toBe((await alice.open(address)).$('h1').text());
    await office.open('/portal/sales?kind=quote');
    expect([office.seen.path, office.seen.$('#kind option[selected]').attr('value')]).toEqual([
      '/admin/sales',
      'quote',
    ]);
    // An address that is the portal's only once it is decoded leads nowhere, and not to itself.
    expect((await office.open('/%70ortal/sales')).status).toBe(403);
    // What is the customers' alone stays closed, with a way on; and so does a record to whoever may read none.
    await office.open('/portal/profile');
    expect([office.seen.status, office.seen.$('main a').attr('href')]).toEqual([403, '/admin']);
    await portico.sql(
      `update role_groups set permissions = array_remove(permissions, 'records.read') where key = 'viewer'`,
    );
    const viewer = await scene.staff('viewer');
    expect((await viewer.open(address)).status).toBe(403);
  });

  it('says on a phone what it is of and how long it holds', async () => {
    const { $ } = await alice.open('/portal/sales?kind=quote');
    for (const label of ['Title', 'Valid to']) {
      const cell = $(`tbody td[data-label="${label}"]`).first();
      expect([label, cell.length, cell.attr('class')?.includes('quiet') ?? false]).toEqual([label, 1, false]);
    }
  });

  it('shows no price where financial details are closed', async () => {
    await portico.sql(`update portal_users set withheld = '{money}'`);
    const list = await alice.open('/portal/sales?kind=quote');
    expect((await alice.open('/portal/sales?columns=total')).text).not.toContain('450.00');
    const page = await alice.open(list.$('tbody a.row-link').attr('href') as string);
    expect(page.text).toContain('8 yd skip, exchange');
    expect(page.text).not.toContain('450.00');
    expect(page.text).not.toContain('180.00');
    expect((await alice.open('/portal/sales.csv')).html).not.toContain('450');
    await portico.sql(`update portal_users set withheld = '{}'`);
  });

  it('keeps the kinds apart for systems', async () => {
    const names = async (collection: string) => {
      const { body } = await scene.api('GET', collection);
      return (body['items'] as { reference: string; title: string }[]).map(({ title }) => title).sort();
    };
    expect(await names('agreements')).toEqual(['Weekly round']);
    expect(await names('pricelists')).toEqual(['Prices from April']);
    expect((await scene.api('DELETE', 'quotes/Q%2F1')).status).toBe(204);
    expect((await scene.api('GET', 'agreements/Q%2F1')).body['title']).toBe('Weekly round');
    expect((await alice.open('/portal/sales')).text).toContain('2 sales documents');
    expect((await scene.put('quotes/BAD', { customer: 'ACME', date: 'soon' })).status).toBe(422);
  });

  it('say any total as agreements, and as quotes one that agrees or is meant', async () => {
    const ruth = await scene.staff('office');
    const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
    const typed = {
      date: '2026-03-04',
      title: 'Weekly collections',
      total: '£4,680.00',
      'lines[0][description]': 'A collection',
      'lines[0][netAmount]': '90',
    };
    const write = async (collection: string, reference: string, fields: object = {}) => {
      await ruth.open(`/admin/sales/new?customer=${acme?.id}&collection=${collection}`);
      return ruth.submit('/admin/sales', { ...typed, reference, ...fields });
    };
    for (const collection of ['agreements', 'pricelists']) {
      await write(collection, 'A-YEAR');
      expect(ruth.seen.text).toContain('A-YEAR is added.');
    }
    await write('agreements', 'A-NEGATIVE', { total: '-1' });
    expect(ruth.seen.$('#total-error').text()).toContain('A total is not below zero');
    const anyway = () => ruth.seen.$('button[name="anyway"]').text().trim();
    const meant = { name: 'anyway', value: 'on' };
    // What is certainly wrong is not saved by asking about the rest.
    await write('quotes', 'Q-YEAR', { date: '' });
    expect([ruth.seen.status, anyway()]).toEqual([422, '']);
    await write('quotes', 'Q-YEAR');
    expect(ruth.seen.$('#total-error').text()).toContain('The lines come to less than this');
    expect([ruth.seen.status, anyway()]).toEqual([422, 'Save all the same']);
    await ruth.submit('/admin/sales', { date: '' }, meant);
    expect([ruth.seen.status, anyway()]).toEqual([422, '']);
    await write('quotes', 'Q-YEAR');
    await ruth.submit('/admin/sales', {}, meant);
    expect(ruth.seen.text).toContain('Q-YEAR is added.');
    // What was meant once is not asked about again.
    const edit = ruth.seen.$('a[href$="/edit"]').attr('href') as string;
    await ruth.open(edit);
    await ruth.submit(edit.replace('/edit', ''), { title: 'Weekly collections, a year' });
    expect(ruth.seen.text).toContain('Q-YEAR is saved.');
    await ruth.open(edit);
    await ruth.submit(edit.replace('/edit', ''), { total: '50' });
    expect([ruth.seen.status, anyway()]).toEqual([422, 'Save all the same']);
    await ruth.submit(edit.replace('/edit', ''), {}, meant);
    expect(ruth.seen.text).toContain('Q-YEAR is saved.');
    const { body } = await scene.api('GET', 'quotes/Q-YEAR');
    expect(body['total']).toEqual({ amount: 5_000, currency: 'GBP' });
  });
});
