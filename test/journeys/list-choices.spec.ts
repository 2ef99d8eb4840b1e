import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { startPortico, type TestPortico } from '../support/app.js';
import { staff } from '../support/office.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const job = (customer: string, site: string, more: object) => ({
  customer,
  site,
  date: '2026-03-04',
  status: 'completed',
  service: 'Skip exchange',
  wasteItems: [{ ewcCodes: ['200301'], weightGrams: 1_500_000, estimated: false }],
  ...more,
});

describe('a list is looked at as somebody needs it', () => {
  let portico: TestPortico;
  let scene: Scene;
  let alice: Person;
  let stranger: Person;
  let office: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('OTHER', 'Other Ltd');
    await scene.put('sites/A1', { customer: 'ACME', name: 'Depot', kind: 'static' });
    await scene.put('sites/O1', { customer: 'OTHER', name: 'Yard', kind: 'static' });
    const jobs: [string, object][] = [
      ['J-1', job('ACME', 'A1', { crew: 'Ann', price: { amount: 12_050, currency: 'GBP' } })],
      ['J-2', job('ACME', 'A1', { crew: 'Bob', price: { amount: 12_050, currency: 'EUR' } })],
      ['J-3', job('ACME', 'A1', { service: 'Wheelie bins', wasteItems: [], date: '2026-03-05' })],
      ['J-9', job('OTHER', 'O1', { crew: 'Ann' })],
    ];
    for (const [reference, body] of jobs)
      expect((await scene.put(`jobs/${reference}`, body)).status).toBe(201);
    for (const [reference, customer, type, validTo] of [
      ['D-1', 'ACME', 'certificate', '2026-05-01'],
      ['D-2', 'ACME', 'certificate', null],
      ['D-3', 'ACME', 'certificate', '2026-04-01'],
      ['D-9', 'OTHER', 'insurance', '2026-04-15'],
    ])
      await scene.put(`documents/${reference}`, {
        customer,
        name: 'A paper',
        type,
        date: '2026-03-01',
        validTo,
      });
    alice = await scene.portalUser('ACME', 'alice@acme.test');
    stranger = await scene.portalUser('OTHER', 'olaf@other.test');
    office = await staff(portico, 'ruth@office.test', 'Ruth');
  }, 60_000);
  afterAll(() => portico.close());

  const references = (person: Person) =>
    person.seen
      .$('table tbody th')
      .map((_, cell) => person.seen.$(cell).text().trim())
      .get();
  const heads = (person: Person) =>
    person.seen
      .$('table thead th')
      .map((_, cell) => person.seen.$(cell).text().trim())
      .get();
  const chips = (person: Person) =>
    person.seen
      .$('.chip')
      .map((_, chip) => person.seen.$(chip).text().replace('Remove filter:', '').trim())
      .get();

  describe('with filters of every kind', () => {
    it.each([
      ['jobs', 'weightFrom=1500', ['J-2', 'J-1'], 'Weight: from 1.50 t'],
      ['jobs', 'weightFrom=1500.001', [], 'Weight: from 1.50 t'],
      ['jobs', 'weightTo=1,49,9', undefined, ''],
      ['jobs', 'service=WHEEL', ['J-3'], 'Service: WHEEL'],
      ['jobs', 'service=exch skip', ['J-2', 'J-1'], 'Service: exch skip'],
      ['jobs', 'priceFrom=120.50', ['J-2', 'J-1'], 'Price: from 120.5'],
      ['jobs', 'priceFrom=120.51', [], 'Price: from 120.51'],
      ['jobs', 'priceTo=120.50 eur', ['J-2'], 'Price: up to 120.5 EUR'],
      ['jobs', 'priceFrom=£120.50', ['J-1'], 'Price: from 120.5 GBP'],
      ['jobs', 'priceTo=2 000.00', ['J-2', 'J-1'], 'Price: up to 2000'],
      ['documents', 'validToTo=2026-04-30', ['D-3'], 'Valid to: To Thu 30 Apr 2026'],
      ['documents', 'validToFrom=2026-04-15&validToTo=2026-06-01', ['D-1'], 'Valid to: From Wed 15 Apr 2026'],
      ['documents', 'signed=no', ['D-1', 'D-2', 'D-3'], 'Signed: No'],
      ['sites', 'kind=patrol', [], 'Kind: Patrol'],
    ])('%s?%s', async (section, query, found, chip) => {
      await alice.open(`/portal/${section}?${query}`);
      if (!found) return expect(alice.seen.status).toBe(400);
      expect([alice.seen.status, references(alice).sort()]).toEqual([200, [...found].sort()]);
      expect(chips(alice)[0]).toBe(chip);
    });

    it('says of a ticked column why it does not stand there, and hides a box that needs JavaScript', async () => {
      await office.open('/admin/jobs?q=J-3');
      const { $ } = office.seen;
      expect($('thead').text()).not.toContain('Weight');
      const help = (column: string) => $(`#column-${column}`).parent().find('.field-help').text();
      expect([$('#column-weight').is(':checked'), help('weight')]).toEqual([
        true,
        'Empty in these rows, and so not shown.',
      ]);
      expect([$('#column-service').is(':checked'), help('service'), help('crew')]).toEqual([true, '', '']);
      await office.open('/admin/jobs');
      expect([
        office.seen.$('[data-tick-all]').attr('hidden'),
        office.seen.$('#column-weight').parent().text().trim(),
      ]).toEqual(['hidden', 'Weight']);
      await office.open('/admin/jobs?q=nothing-like-it');
      expect(office.seen.$('#column-weight').parent().text().trim()).toBe('Weight');
      await office.open('/admin/jobs?columns=weight,crew&q=J-3');
      expect(office.seen.$('thead').text()).toContain('Weight');
      expect(office.seen.$('#column-weight').parent().text().trim()).toBe('Weight');
    });

    it('says at the field what it cannot use, keeps what was typed, and looks nothing up', async () => {
      await alice.open('/portal/jobs?weightFrom=heavy&from=yesterday&service=skip');
      expect(alice.seen.status).toBe(400);
      expect(alice.seen.$('#weightFrom').val()).toBe('heavy');
      expect(alice.seen.$('#weightFrom-error').text()).toContain('Enter a number');
      expect(alice.seen.$('#from-error').text()).toContain('Enter a day');
      expect(
        alice.seen
          .$('.error-summary a')
          .toArray()
          .map((one) => alice.seen.$(one).text()),
      ).toEqual([
        expect.stringContaining('Date, From: Enter a day'),
        expect.stringContaining('Weight, From: '),
      ]);
      expect(alice.seen.$('a[href*=".csv"]')).toHaveLength(0);
      expect(alice.seen.$('.filters-more[open]')).toHaveLength(1);
      expect(chips(alice)).toEqual(['Service: skip']);
      expect(references(alice)).toEqual([]);
      expect(alice.seen.text).not.toMatch(/\d jobs?\b/);
    });

    it.each([
      ['jobs?ewc=zz', 'ewc', 'Enter an EWC code of six digits'],
      ['jobs?chapter=99', 'chapter', 'from 01 to 20'],
      ['jobs?fate=X9', 'fate', 'Enter an R or D code'],
      ['jobs?from=2026-12-31&to=2026-01-01', 'to', 'From is after To'],
      ['jobs?weightFrom=100&weightTo=20', 'weightTo', 'From is more than To'],
      ['jobs?priceFrom=2 000,00', 'priceFrom', 'Enter an amount, such as 1,250.50 or 100 EUR.'],
      ['jobs?priceFrom=£100&priceTo=£20', 'priceTo', 'From is more than To'],
      ['jobs?priceFrom=100.5 EUR&priceTo=20 EUR', 'priceTo', 'From is more than To'],
      ['documents?validToFrom=2026-06-01&validToTo=2026-05-01', 'validToTo', 'From is after To'],
      [`jobs?q=${'x'.repeat(3000)}`, 'q', 'at most 200 characters'],
    ])('says of %s at the field what is the matter', async (query, name, words) => {
      await alice.open(`/portal/${query}`);
      expect([alice.seen.status, alice.seen.$(`#${name}-error`).text()]).toEqual([
        400,
        expect.stringContaining(words),
      ]);
    });

    it('brings an amount that was pasted to one form, in its links and in what is downloaded', async () => {
      await alice.open(`/portal/jobs?priceFrom=${encodeURIComponent('£100.00')}`);
      const href = String(alice.seen.$('a[href*=".csv"]').attr('href'));
      expect(new URL(href, portico.url).searchParams.get('priceFrom')).toBe('100 GBP');
      const file = await alice.request('GET', `/portal/jobs.csv?priceFrom=${encodeURIComponent('£100.00')}`);
      expect(file.text).toContain('J-1');
      expect(file.text).not.toContain('J-2');
    });

    it('takes a range of two currencies as it is: they cannot be compared', async () => {
      expect((await alice.open('/portal/jobs?priceFrom=100 EUR&priceTo=20 GBP')).status).toBe(200);
    });

    it('offers no files of a list that holds nothing', async () => {
      await alice.open('/portal/jobs?q=nothing-like-it&columns=usual');
      expect([alice.seen.status, alice.seen.$('a[href*=".csv"]').length]).toEqual([200, 0]);
      await alice.open('/portal/jobs?columns=usual');
      expect(alice.seen.$('a[href*=".csv"]')).toHaveLength(1);
    });

    it('does not download what it cannot use', async () => {
      expect((await alice.open('/portal/jobs.csv?weightFrom=heavy')).status).toBe(400);
    });

    it('needs financial details for amounts: without them the filter is as unknown as any other', async () => {
      await portico.sql(`update portal_users set withheld = '{money}'`);
      const closed = await alice.open('/portal/jobs?priceFrom=1');
      const unknown = await alice.open('/portal/jobs?colourFrom=1');
      expect([closed.status, unknown.status]).toEqual([400, 400]);
      expect(closed.text.replaceAll('priceFrom', 'x')).toBe(unknown.text.replaceAll('colourFrom', 'x'));
      await alice.open('/portal/jobs');
      expect(alice.seen.$('#priceFrom').length).toBe(0);
      expect(alice.seen.$('#column-price').length).toBe(0);
      await portico.sql(`update portal_users set withheld = '{}'`);
    });

    it('offers drafts to the office alone: nobody else ever sees one', async () => {
      const offered = (person: Person) =>
        person.seen
          .$('#status option')
          .map((_, option) => person.seen.$(option).attr('value'))
          .get();
      for (const section of ['invoices', 'sales', 'orders']) {
        await alice.open(`/portal/${section}`);
        expect(offered(alice)).not.toContain('draft');
        await office.open(`/admin/${section}`);
        expect(offered(office)).toContain('draft');
      }
    });

    it('offers only what stands in somebody’s own records', async () => {
      const offered = (person: Person) =>
        person.seen
          .$('#type option')
          .map((_, option) => person.seen.$(option).text())
          .get();
      await alice.open('/portal/documents');
      expect(offered(alice)).toEqual(['All', 'Certificate']);
      await stranger.open('/portal/documents');
      expect(offered(stranger)).toEqual(['All', 'Insurance']);
    });
  });

  it('sorts by a day that may be missing: what has none stands last, both ways', async () => {
    await alice.open('/portal/documents?sort=validTo');
    expect(references(alice)).toEqual(['D-3', 'D-1', 'D-2']);
    await alice.open('/portal/documents?sort=-validTo');
    expect(references(alice)).toEqual(['D-1', 'D-3', 'D-2']);
  });

  describe('with the columns of one’s choice', () => {
    it('which stand in the address, in their order, and are found again', async () => {
      await alice.open('/portal/jobs?q=J');
      await alice.submit('/portal/list-columns', { columns: ['crew', 'date'] });
      expect(alice.seen.$('.filters [name=columns]').val()).toBe('reference,crew,date');
      expect(alice.seen.$('#q').val()).toBe('J');
      expect(heads(alice)).toEqual(['Reference', 'Crew', 'Date']);
      await alice.open('/portal/jobs');
      expect(heads(alice)).toEqual(['Reference', 'Crew', 'Date']);
      await alice.open('/portal/jobs?columns=vehicle');
      expect(heads(alice)).toEqual(['Reference', 'Vehicle']);
      await alice.open('/portal/jobs');
      expect(heads(alice)).toEqual(['Reference', 'Crew', 'Date']);
      await stranger.open('/portal/jobs');
      expect(heads(stranger)).toContain('Service');
    });

    it('which the address says of its own accord, so that it shows the same to whomever it is sent', async () => {
      const asked = async (person: Person, path: string, method = 'GET') =>
        (await person.request(method, path, undefined, false)).headers.get('location');
      const address = '/portal/jobs?q=J-&sort=date&columns=reference%2Ccrew%2Cdate';
      for (const method of ['GET', 'HEAD'])
        expect(await asked(alice, '/portal/jobs?q=J-&sort=date', method)).toBe(address);
      expect(await asked(alice, address)).toBeNull();
      expect(await asked(alice, '/portal/jobs.csv?q=J-')).toBeNull();
      await stranger.open(address);
      expect(heads(stranger)).toEqual(['Reference', 'Crew', 'Date']);
      // The usual ones are a choice, too: they can be sent to somebody who has chosen others.
      await alice.open('/portal/jobs?columns=usual');
      expect(heads(alice)).toContain('Service');
      await alice.open(alice.seen.$('thead a').first().attr('href') as string);
      expect(heads(alice)).toContain('Service');
      expect(await asked(stranger, '/portal/jobs?q=J-')).toBeNull();
      // What cannot be used is still said where it was typed.
      expect([await asked(alice, '/portal/jobs?from=soon'), alice.seen.status]).toEqual([null, 400]);
      await alice.open('/portal/jobs?q=J-');
      await alice.submit('/portal/jobs', { service: 'skip' });
      expect([references(alice), heads(alice)]).toEqual([
        ['J-2', 'J-1'],
        ['Reference', 'Crew', 'Date'],
      ]);
    });

    it('until the usual ones are asked for', async () => {
      await alice.open('/portal/jobs?q=J');
      await alice.submit('/portal/list-columns', {}, { name: 'usual', value: '1' });
      expect(alice.seen.$('.filters [name=columns]').val()).toBe('usual');
      expect(alice.seen.$('#q').val()).toBe('J');
      expect(heads(alice)).toContain('Service');
    });

    it('leaving out what is closed as it leaves out what is not there', async () => {
      await portico.sql(`update portal_users set withheld = '{money}'`);
      const closed = await alice.open('/portal/jobs?columns=crew,price');
      expect([closed.status, heads(alice)]).toEqual([200, ['Reference', 'Crew']]);
      expect(closed.text).toContain('columns that are not available to you');
      const unknown = await alice.open('/portal/jobs?columns=crew,colour');
      expect(unknown.text).toBe(closed.text);
      await portico.sql(`update portal_users set withheld = '{}'`);
      await alice.open('/portal/jobs?columns=crew,price');
      expect(alice.seen.text).not.toContain('not available to you');
    });

    it('keeping each customer’s name where there are several', async () => {
      await office.open('/admin/jobs');
      await office.submit('/admin/list-columns', { columns: ['crew'] });
      expect(heads(office)).toEqual(['Reference', 'Customer', 'Crew']);
      await office.open(office.seen.$('thead a').first().attr('href') as string);
      expect([office.seen.status, heads(office)]).toEqual([200, ['Reference', 'Customer', 'Crew']]);
      const { headers } = await office.request('GET', '/admin/jobs?q=J', undefined, false);
      expect(headers.get('location')).toBe('/admin/jobs?q=J&columns=reference%2Ccrew');
      await office.open('/admin/jobs');
      expect(office.seen.text).not.toContain('not available');
    });
  });

  describe('with views that are kept', () => {
    const views = (person: Person) =>
      person.seen
        .$('.saved-views li > a:first-child')
        .map((_, link) => person.seen.$(link).text())
        .get();

    it('are somebody’s own, by name, with all that they narrow by', async () => {
      await alice.open('/portal/jobs?service=skip&sort=date&columns=crew');
      await alice.submit('/portal/saved-views', { name: ' Skips ' });
      expect(alice.seen.text).toContain('The view “Skips” is saved');
      expect([views(alice), alice.seen.$('.saved-views [aria-current]').text()]).toEqual([
        ['Skips'],
        'Skips',
      ]);
      await alice.open('/portal/jobs');
      await alice.open(alice.seen.$('.saved-views a').attr('href') as string);
      expect([references(alice), heads(alice)]).toEqual([
        ['J-1', 'J-2'],
        ['Reference', 'Crew'],
      ]);
      for (const person of [stranger, office]) {
        await person.open(`/${person === office ? 'admin' : 'portal'}/jobs`);
        expect(views(person)).toEqual([]);
      }
    });

    it('need a name of their own', async () => {
      await alice.open('/portal/jobs?q=J');
      await alice.submit('/portal/saved-views', { name: '  ' });
      expect([alice.seen.status, alice.seen.$('#name-error').text().trim()]).toEqual([
        422,
        'Give the view a name.',
      ]);
      await alice.submit('/portal/saved-views', { name: 'Skips' });
      expect([alice.seen.status, alice.seen.$('#name-error').text().trim()]).toEqual([
        422,
        'You have a view of this name already. Update it with what the list shows now, or choose another name.',
      ]);
      await alice.submit('/portal/saved-views', { name: 'All of J' });
      expect(views(alice)).toEqual(['All of J', 'Skips']);
    });

    const openView = (person: Person, name: string) =>
      person.open(person.seen.$(`.saved-views a:contains("${name}")`).attr('href') as string);

    it('say their columns, the usual ones, too, whatever is chosen later', async () => {
      await alice.open('/portal/jobs?q=J-3');
      await alice.submit('/portal/saved-views', { name: 'Third' });
      const usual = heads(alice);
      await alice.submit('/portal/list-columns', { columns: ['vehicle'] });
      expect(heads(alice)).toEqual(['Reference', 'Vehicle']);
      await openView(alice, 'Third');
      expect([heads(alice), alice.seen.$('.saved-views [aria-current]').text()]).toEqual([usual, 'Third']);
      // As views were kept before they said their columns.
      await portico.sql(`update saved_views set query = 'q=J-3' where name = 'Third'`);
      await portico.sql(await readFile('migrations/0253-views-say-their-columns.up.sql', 'utf8'));
      await alice.open('/portal/jobs');
      await openView(alice, 'Third');
      expect(heads(alice)).toEqual(usual);
    });

    it('keep another list when their maker says so, in either of two ways', async () => {
      await alice.open('/portal/jobs?q=J&sort=date&columns=crew');
      await alice.submit('/portal/saved-views', { kept: 'Third' }, { name: 'updating', value: '1' });
      expect(alice.seen.text).toContain('The view “Third” is updated. It shows this list from now on.');
      expect([references(alice), heads(alice)]).toEqual([
        ['J-1', 'J-2', 'J-3'],
        ['Reference', 'Crew'],
      ]);
      await alice.open('/portal/jobs?q=J-2');
      await alice.submit('/portal/saved-views', { name: 'Third' });
      expect([alice.seen.status, alice.seen.$('.form-actions button').first().text()]).toEqual([
        422,
        'Update “Third”',
      ]);
      // The button keeps the one that it names, whatever was typed meanwhile.
      await alice.submit('/portal/saved-views', { name: 'Fourth' }, { name: 'updating', value: '1' });
      expect(alice.seen.text).toContain('The view “Third” is updated.');
      await alice.open('/portal/jobs');
      await openView(alice, 'Third');
      expect(references(alice)).toEqual(['J-2']);
      await alice.open(alice.seen.$('.saved-view-edit').attr('href') as string);
      await alice.submit(alice.seen.$('form[action$=removal]').attr('action') as string);
      await alice.open('/portal/jobs');
      await alice.submit('/portal/list-columns', {}, { name: 'usual', value: '1' });
      await alice.open('/portal/jobs?q=J');
    });

    it('are renamed and removed by their maker alone', async () => {
      const href = alice.seen.$('.saved-view-edit').attr('href') as string;
      const foreign = await stranger.open(href);
      expect([foreign.status, (await office.open(href.replace('portal', 'admin'))).status]).toEqual([
        404, 404,
      ]);
      await alice.open(href);
      await alice.submit(href, { name: 'Every J' });
      expect(views(alice)).toEqual(['Every J', 'Skips']);
      await alice.open(href);
      await alice.submit(`${href}/removal`);
      expect([views(alice), alice.seen.text.includes('“Every J” is removed')]).toEqual([['Skips'], true]);
    });

    it('are not shared by customers’ people', async () => {
      await alice.open('/portal/jobs?q=J-1');
      const sent = { section: 'jobs', query: '', name: 'Mine', shared: 'customers' };
      const token = String(alice.seen.$('[name=_csrf]').val());
      const body = new URLSearchParams({ ...sent, _csrf: token });
      expect((await alice.request('POST', '/portal/saved-views', body)).status).toBe(404);
    });

    it('are shared by staff, with customers only where they speak of no single customer', async () => {
      await office.open('/admin/jobs?crew=Ann');
      await office.submit('/admin/saved-views', { name: 'Ann’s', shared: 'customers' });
      await office.open('/admin/jobs?priceFrom=1&crew=Ann');
      await office.submit('/admin/saved-views', { name: 'Dear', shared: 'customers' });
      const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
      await office.open(`/admin/jobs?customer=${acme?.id}`);
      await office.submit('/admin/saved-views', { name: 'Acme', shared: 'customers' });
      expect([office.seen.status, office.seen.$('#shared-error').text()]).toEqual([
        422,
        expect.stringContaining('one customer or one site'),
      ]);
      await office.submit('/admin/saved-views', { name: 'Acme', shared: 'staff' });
      await office.open('/admin/jobs?crew=Ann&status=completed');
      await office.submit('/admin/saved-views', { name: 'Ann’s' });
      await office.submit('/admin/saved-views', {}, { name: 'updating', value: '1' });
      expect(
        (await portico.sql(`select shared from saved_views where name = 'Ann’s' and shared <> 'nobody'`))
          .length,
      ).toBe(1);
      const other = await staff(portico, 'tom@office.test', 'Tom');
      await other.open('/admin/jobs');
      expect(views(other)).toEqual(['Acme', 'Ann’s', 'Dear']);
      expect(other.seen.$('.saved-view-edit').length).toBe(0);
      await portico.sql(`update portal_users set withheld = '{money}'`);
      await stranger.open('/portal/jobs');
      expect(views(stranger)).toEqual(['Ann’s']);
      await stranger.open(stranger.seen.$('.saved-views a').attr('href') as string);
      expect(references(stranger)).toEqual(['J-9']);
      const usual = heads(stranger);
      await stranger.submit('/portal/list-columns', { columns: ['vehicle'] });
      await stranger.open('/portal/jobs');
      await openView(stranger, 'Ann’s');
      expect(heads(stranger)).toEqual(usual);
      // It stays as it was shared when it keeps another list, which then may not speak of one customer.
      await office.open(`/admin/jobs?customer=${acme?.id}&crew=Ann`);
      await office.submit('/admin/saved-views', { kept: 'Ann’s' }, { name: 'updating', value: '1' });
      expect([office.seen.status, office.seen.$('#shared-error').text()]).toEqual([
        422,
        expect.stringContaining('one customer or one site'),
      ]);
      await portico.sql(`update portal_users set withheld = '{}'`);
    });

    it('open without columns that are closed to a reader, say so, and are still marked as that view', async () => {
      await office.open('/admin/jobs?columns=crew,price');
      await office.submit('/admin/saved-views', { name: 'Prices', shared: 'customers' });
      await portico.sql(`update portal_users set withheld = '{money}'`);
      await alice.open('/portal/jobs?columns=usual');
      await openView(alice, 'Prices');
      expect([heads(alice), alice.seen.$('.saved-views [aria-current]').text()]).toEqual([
        ['Reference', 'Crew'],
        'Prices',
      ]);
      expect(alice.seen.text).toContain('columns that are not available to you');
      expect(alice.seen.text).not.toContain('Rename');
      await portico.sql(`update portal_users set withheld = '{}'`);
      await openView(alice, 'Prices');
      expect([heads(alice), alice.seen.text.includes('not available to you')]).toEqual([
        ['Reference', 'Crew', 'Price'],
        false,
      ]);
    });

    it('say so when they can no longer be used', async () => {
      await portico.sql(`update saved_views set query = 'colour=red' where name = 'Skips'`);
      await alice.open('/portal/jobs');
      expect(views(alice)).toContain('Skips (cannot be used any more)');
      await alice.open(alice.seen.$('.saved-views a:contains("Skips")').attr('href') as string);
      expect(alice.seen.text).toContain('Remove the view, or save a new one');
    });
  });

  it('is sorted without column heads, and a phone shows of each row what tells it', async () => {
    await alice.open('/portal/jobs?q=J');
    const sorts = () => alice.seen.$('.sort-by a').toArray();
    const words = sorts().map((link) => alice.seen.$(link).text());
    expect(words).toEqual([
      'Reference: A to Z',
      'Reference: Z to A',
      'Date: latest first',
      'Date: earliest first',
    ]);
    await alice.open(alice.seen.$('.sort-by a:contains("Z to A")').attr('href') as string);
    expect([references(alice), alice.seen.$('.sort-by [aria-current]').text()]).toEqual([
      ['J-3', 'J-2', 'J-1'],
      'Reference: Z to A',
    ]);
    const onCards = alice.seen
      .$('tbody tr:nth-child(2) td:not(.quiet)')
      .map((_, cell) => alice.seen.$(cell).attr('data-label'))
      .get();
    expect(onCards).toEqual(['Date', 'Site', 'Service', 'Weight', 'Status']);
    // None of them weighs anything.
    await alice.open('/portal/jobs?q=J-3');
    expect(alice.seen.$('thead').text()).not.toContain('Weight');
  });

  it('leads the office, searching for a customer’s name, to what it holds of that customer', async () => {
    const called = () =>
      office.seen
        .$('.list-called a')
        .toArray()
        .map((link) => office.seen.$(link).text());
    for (const typed of ['acme', 'LTD ac', 'Acme-Ltd']) {
      await office.open(`/admin/jobs?columns=usual&sort=date&q=${encodeURIComponent(typed)}`);
      expect([office.seen.text.includes('Nothing matches'), called()]).toEqual([true, ['Acme Ltd']]);
    }
    await office.open(office.seen.$('.list-called a').attr('href') as string);
    expect([references(office), chips(office), called()]).toEqual([['J-1', 'J-2', 'J-3'], ['Acme Ltd'], []]);
    await office.open('/admin/jobs?columns=usual&q=ltd');
    expect(called()).toEqual(['Acme Ltd', 'Other Ltd']);
    await office.open('/admin/jobs?columns=usual&q=skip');
    expect([references(office).length, called()]).toEqual([3, []]);
    // A sign before a space joins nothing, though other words begin so.
    for (const reference of ['WTN/ 4711', 'WTN-1'])
      await scene.put(`jobs/${encodeURIComponent(reference)}`, {
        customer: 'ACME',
        date: '2020-01-01',
        status: 'completed',
      });
    await office.open('/admin/jobs?columns=usual&q=WTN%2F+4711');
    expect(references(office)).toEqual(['WTN/ 4711']);
    for (const reference of ['WTN/ 4711', 'WTN-1'])
      await scene.api('DELETE', `jobs/${encodeURIComponent(reference)}`);
    // A mark that belongs to no letter is no word.
    expect((await office.open('/admin/jobs?columns=usual&q=a-%CC%81')).status).toBe(200);
    await alice.open('/portal/jobs?columns=usual&q=other');
    expect([alice.seen.$('.list-called').length, alice.seen.text.includes('Other Ltd')]).toEqual([0, false]);
  });

  it('is narrowed by the office to one customer, and to one of their sites', async () => {
    await scene.put('sites/A2', { customer: 'ACME', name: 'Second depot', kind: 'static' });
    const offered = (name: string) =>
      office.seen
        .$(`select[name=${name}] option`)
        .map((_, option) => office.seen.$(option).text())
        .get();
    await office.open('/admin/jobs?sort=date');
    expect([offered('customer'), offered('site')]).toEqual([['All', 'Acme Ltd', 'Other Ltd'], []]);
    const value = (name: string, text: string) =>
      office.seen.$(`select[name=${name}] option:contains("${text}")`).attr('value') as string;
    await office.submit('/admin/jobs', { customer: value('customer', 'Acme') });
    expect([references(office), chips(office)]).toEqual([['J-1', 'J-2', 'J-3'], ['Acme Ltd']]);
    await office.submit('/admin/jobs', { site: value('site', 'Second') });
    expect(chips(office)).toEqual(['Acme Ltd', 'Second depot']);
    // Another customer has no such site: it goes with the customer whose it was.
    await office.submit('/admin/jobs', { customer: value('customer', 'Other') });
    expect([references(office), chips(office), offered('site')]).toEqual([['J-9'], ['Other Ltd'], []]);
  });

  it('keeps a site that a link brought while other filters change', async () => {
    const [site] = await portico.sql<{ id: string }>(`select id from sites where reference = 'A1'`);
    await office.open(`/admin/jobs?site=${site?.id}`);
    await office.submit('/admin/jobs', { crew: 'bob' });
    expect([references(office), chips(office)[0]]).toEqual([['J-2'], 'One site']);
  });

  describe('where there are more sites than a drop-down holds', () => {
    const ids: Record<string, string> = {};

    beforeAll(async () => {
      const made = await portico.sql<{ id: string; reference: string }>(
        `insert into sites (id, reference, customer_id, name)
         select gen_random_uuid(), 'A/' || n, c.id, case when n > 199 then 'Twin' else 'Place ' || n end
         from customers c, generate_series(1, 201) n where c.reference = 'ACME' returning id, reference`,
      );
      for (const { id, reference } of made) ids[reference] = id;
      await scene.put('jobs/J-4', job('ACME', 'A/7', {}));
      ids['O1'] = (await portico.sql<{ id: string }>(`select id from sites where reference = 'O1'`))[0]
        ?.id as string;
    });

    it('one is named by its reference or its name, and stands there as a chip', async () => {
      await alice.open('/portal/jobs?sort=date');
      expect(alice.seen.$('select[name=site]')).toHaveLength(0);
      for (const named of ['A/7', ' place 7 ']) {
        await alice.open('/portal/jobs?sort=date');
        await alice.submit('/portal/jobs', { site: named });
        expect([alice.seen.status, references(alice)]).toEqual([200, ['J-4']]);
        expect(alice.seen.$('input[name=site]').val()).toBe('A/7');
        expect(alice.seen.$('.chips').text()).toContain('Place 7');
        expect(alice.seen.$(`a[href*="jobs.csv?"][href*="site=${ids['A/7']}"]`)).toHaveLength(1);
      }
      for (const [format, found] of [
        ['csv', 'J-4'],
        ['pdf', '%PDF'],
      ] as const) {
        await alice.open(`/portal/jobs.${format}?site=A/7`);
        expect([alice.seen.status, alice.seen.html]).toEqual([200, expect.stringContaining(found)]);
      }
      await alice.open('/portal/jobs.csv?site=A/7');
      expect(alice.seen.html.trim().split('\n')).toHaveLength(2);
      const [acme] = await portico.sql<{ id: string }>(`select id from customers where reference = 'ACME'`);
      await office.open(`/admin/jobs?customer=${acme?.id}`);
      await office.submit('/admin/jobs', { site: 'A/7' });
      expect(references(office)).toEqual(['J-4']);
    });

    it('one that is not theirs, is none, or may be two is said at the field, and nothing is looked up', async () => {
      for (const named of ['O1', 'Yard', 'Twin', 'nowhere', 'x'.repeat(301)]) {
        await alice.open(`/portal/jobs?site=${encodeURIComponent(named)}`);
        expect([alice.seen.status, references(alice)]).toEqual([400, []]);
        expect(alice.seen.$('#site-error').text()).toContain('No site here has this reference or name');
        expect((await alice.open(`/portal/jobs.csv?site=${encodeURIComponent(named)}`)).status).toBe(400);
      }
      await alice.open(`/portal/jobs?site=${ids['O1']}`);
      expect([alice.seen.status, references(alice)]).toEqual([200, []]);
      expect(alice.seen.text).not.toContain('Yard');
    });
  });

  describe('where there are more customers than a drop-down holds', () => {
    beforeAll(async () => {
      await portico.sql(
        `insert into customers (id, reference, name)
         select gen_random_uuid(), 'C/' || n, case when n > 199 then 'Twins' else 'Company ' || n end
         from generate_series(1, 201) n`,
      );
    });

    it('the office names one by reference or name, in lists, in their files and in reports', async () => {
      for (const named of ['OTHER', ' other LTD ']) {
        await office.open('/admin/jobs');
        expect(office.seen.$('select[name=customer]')).toHaveLength(0);
        await office.submit('/admin/jobs', { customer: named });
        expect([office.seen.status, references(office), chips(office)]).toEqual([
          200,
          ['J-9'],
          ['Other Ltd'],
        ]);
        expect(office.seen.$('input[name=customer]').val()).toBe('OTHER');
      }
      await office.open('/admin/jobs.csv?customer=Other+Ltd&site=O1');
      expect(office.seen.html.trim().split('\n')).toHaveLength(2);
      await office.open('/admin/reporting/volumes');
      await office.submit('/admin/reporting/volumes', {
        customer: 'acme ltd',
        from: '2026-03-01',
        to: '2026-03-31',
      });
      expect([office.seen.status, chips(office)]).toEqual([200, expect.arrayContaining(['Acme Ltd'])]);
      expect(
        (await office.open('/admin/reporting/volumes.csv?customer=ACME&from=2026-03-01&to=2026-03-31'))
          .status,
      ).toBe(200);
    });

    it('is told at the field of one that is none, or may be two, and nothing is looked up', async () => {
      for (const named of ['Twins', 'nobody', 'x'.repeat(301)])
        for (const page of ['jobs', 'reporting/volumes', 'duty-of-care']) {
          await office.open(`/admin/${page}?customer=${encodeURIComponent(named)}`);
          expect([office.seen.status, references(office)]).toEqual([400, []]);
          expect(office.seen.$('#customer-error').text()).toContain(
            'No customer here has this reference or name',
          );
        }
      expect((await office.open('/admin/jobs.csv?customer=Twins')).status).toBe(400);
    });

    it('nobody of a customer learns by naming one which others there are', async () => {
      const [known, none] = [
        await alice.open('/portal/jobs?customer=OTHER'),
        await alice.open('/portal/jobs?customer=NOONE'),
      ];
      expect([known.status, none.status]).toEqual([400, 400]);
      // The minute in which a page was printed is another sometimes.
      const without = ({ text }: Seen, name: string) =>
        text.replaceAll(name, 'x').replace(/ \d\d:\d\d /, ' ');
      expect(without(known, 'OTHER')).toBe(without(none, 'NOONE'));
      const report = await alice.open('/portal/reporting/volumes?customer=OTHER');
      expect([report.status, report.text.includes('Other Ltd')]).toEqual([400, false]);
    });
  });
});
