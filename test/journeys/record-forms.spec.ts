import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPortico, type TestPortico } from '../support/app.js';
import { staff } from '../support/office.js';
import type { Person } from '../support/person.js';
import { sampleBody } from '../support/sample-records.js';
import { Scene } from '../support/scene.js';
import { kindsOf } from '../../src/sections/engine/section.js';
import { SECTIONS } from '../../src/sections/sections.js';

describe('records written by hand', () => {
  let portico: TestPortico;
  let scene: Scene;
  let acme: string;
  let ruth: Person;
  let alice: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.openPortal();
    acme = await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/HENLEY', { customer: 'ACME', name: 'Henley depot' });
    const note = { type: 'price-list', name: 'Price list', date: '2026-03-01' };
    await scene.put('documents/D-ACME', { customer: 'ACME', ...note });
    await scene.put('documents/OF-A-STRANGER', { customer: 'STRANGER', ...note });
    await scene.put('sites/FAR', { customer: 'STRANGER', name: 'Depot of a stranger' });
    ruth = await scene.staff('office');
    alice = await scene.portalUser('ACME', 'alice@acme.test');
  });
  afterAll(() => portico.close());

  const job = async (reference: string) =>
    (await scene.api('GET', `jobs/${encodeURIComponent(reference)}`)).body as Record<string, unknown> & {
      id: string;
      version: number;
    };
  const lines = (action: string) =>
    portico.sql('select 1 from audit_lines where action = $1 and actor_kind = $2', [action, 'login']);

  it('begin with the customer, where nothing says whose they are', async () => {
    await ruth.open('/admin/jobs');
    await ruth.open(ruth.seen.$('.page-actions a[href="/admin/jobs/new"]').attr('href') as string);
    expect(ruth.seen.text).toContain('whose is it going to be?');
    await ruth.submit('/admin/jobs/new', { q: 'acm' });
    expect(ruth.seen.text).toContain('1 customer');
    await ruth.open(ruth.seen.$('main .links a').attr('href') as string);
    expect(ruth.seen.text).toContain('For Acme Ltd');
    expect(ruth.seen.$('a.back').text().trim()).toBe('Jobs');
    expect(ruth.seen.$('.form-actions a').text().trim()).toBe('Go back without changing anything');
    expect(ruth.seen.$('#site').text()).toContain('Henley depot');
    expect(ruth.seen.$('#site').text()).not.toContain('stranger');
  });

  it('of several kinds begin with what their button says', async () => {
    await ruth.open('/admin/sales');
    const button = ruth.seen.$('.page-actions a[href="/admin/sales/new"]').text().trim();
    await ruth.open('/admin/sales/new');
    expect(ruth.seen.$('h1').text()).toBe(button);
  });

  it('are added with their waste and its fates, and the customer sees them', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', {
      reference: ' J/1 ',
      date: '2026-03-04',
      site: 'HENLEY',
      status: 'completed',
      price: '185.50',
      'wasteItems[0][ewcCodes]': '20 03 01, 15 01 02',
      'wasteItems[0][weight]': '1.24 t',
      'wasteItems[0][fates][0][code]': 'R3',
      'wasteItems[0][fates][0][weight]': '900',
    });
    expect(ruth.seen.text).toContain('J/1 is added.');
    expect(ruth.seen.$('.flash a').attr('href')).toContain(`/admin/jobs/new?customer=${acme}`);
    expect(ruth.seen.path).toBe(`/admin/jobs/${(await job('J/1')).id}`);
    expect(await job('J/1')).toMatchObject({
      customer: 'ACME',
      site: 'HENLEY',
      price: { amount: 18_550, currency: 'GBP' },
      wasteItems: [
        {
          ewcCodes: ['200301', '150102'],
          weightGrams: 1_240_000,
          fates: [{ code: 'R3', weightGrams: 900_000 }],
        },
      ],
    });
    expect(await lines('record.created')).toHaveLength(1);
    await alice.open(`/portal/jobs/${(await job('J/1')).id}`);
    expect(alice.seen.text).toContain('1.24 t');
  });

  it('sent twice are one; another of the same reference is refused at the field', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    const form = ruth.seen;
    const typed = {
      reference: 'J-2',
      date: '2026-03-05',
      'wasteItems[0][ewcCodes]': '',
      notes: 'Ring first',
    };
    await ruth.submit('/admin/jobs', typed);
    const body = new URLSearchParams();
    for (const { name, value } of form.$('form.form').serializeArray())
      body.append(name, (typed as Record<string, string>)[name] ?? value);
    await ruth.request('POST', '/admin/jobs', body);
    expect(ruth.seen.text).toContain('J-2 is added.');
    expect((await job('J-2')).version).toBe(1);
    body.set('notes', 'Something else');
    await ruth.request('POST', '/admin/jobs', body);
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('#reference-error').text()).toContain('J-2 stands here already');
    expect(ruth.seen.$('.error-summary a[href="#reference"]')).toHaveLength(1);
    expect(ruth.seen.$('#notes').val()).toBe('Something else');
    expect((await job('J-2'))['notes']).toBe('Ring first');
  });

  it('say everything that is wrong at its field, and keep what was typed', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', {
      reference: '',
      date: '',
      price: '1.234,50',
      'wasteItems[0][ewcCodes]': '99 99 99',
      'wasteItems[0][weight]': 'heavy',
      'wasteItems[0][fates][1][code]': 'R3',
      'wasteItems[0][fates][1][weight]': '12',
    });
    expect(ruth.seen.status).toBe(422);
    const places = ruth.seen
      .$('.error-summary a')
      .toArray()
      .map((a) => ruth.seen.$(a).attr('href'));
    expect(places.sort()).toEqual([
      '#date',
      '#price',
      '#reference',
      '#wasteItems.0.ewcCodes',
      '#wasteItems.0.weight',
    ]);
    for (const place of places) expect(ruth.seen.$(`[id="${place?.slice(1)}"]`)).toHaveLength(1);
    expect(ruth.seen.$('.error-summary').text()).toContain('Date: This is needed.');
    expect(ruth.seen.$('[id="wasteItems.0.weight"]').val()).toBe('heavy');
    expect(ruth.seen.$('[id="wasteItems.0.fates.0.code"]').val()).toBe('R3');
    await ruth.submit('/admin/jobs', {
      reference: 'J-3',
      date: '2026-03-06',
      price: '',
      'wasteItems[0][weight]': '10',
      'wasteItems[0][ewcCodes]': '20 03 01',
    });
    expect(ruth.seen.text).toContain('The fates weigh more than the waste item');
    expect(ruth.seen.$('.error-summary a').attr('href')).toBe('#wasteItems.0.fates');
  });

  it('read amounts as they are copied from a spreadsheet, and never guess', async () => {
    const invoice = { date: '2026-03-04', status: 'sent', tax: '£0.00' };
    const write = async (reference: string, fields: Record<string, string>) => {
      await ruth.open(`/admin/invoices/new?customer=${acme}`);
      return ruth.submit('/admin/invoices', { ...invoice, reference, ...fields });
    };
    const row = { 'lines[0][description]': 'Oil', 'lines[0][netAmount]': '£1,250.50' };
    await write('SHEET', { net: '£1,250.50', gross: '1,250.50', ...row });
    expect(ruth.seen.text).toContain('SHEET is added.');
    expect((await scene.api('GET', 'invoices/SHEET')).body).toMatchObject({
      gross: { amount: 125_050, currency: 'GBP' },
      lines: [{ netAmount: 125_050 }],
    });
    await write('COMMA', { net: '12,50', gross: '€12.50', ...row, 'lines[0][netAmount]': '$5' });
    expect(ruth.seen.status).toBe(422);
    const said = (field: string) => ruth.seen.$(`[id="${field}-error"]`).text();
    expect(said('net')).toContain('Write a point before decimals, such as 12.50.');
    expect(said('gross')).toContain('Name another currency by its code, such as 100 EUR.');
    expect(said('lines.0.netAmount')).toContain('Amounts of rows are in the currency of the whole.');
    expect(ruth.seen.$('#net').val()).toBe('12,50');
  });

  it('tell rows apart that have the same wrong with them', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    const waste = { weight: 'heavy', ewcCodes: '20 03 01' };
    await ruth.submit(
      '/admin/jobs',
      Object.fromEntries(
        Object.entries(waste).map(([name, value]) => [`wasteItems[0][${name}]`, value] as const),
      ),
      { name: 'more', value: 'wasteItems' },
    );
    await ruth.submit('/admin/jobs', {
      reference: 'J-TWO',
      date: '2026-03-04',
      'wasteItems[1][weight]': 'heavier',
      'wasteItems[1][ewcCodes]': '20 03 01',
      'wasteItems[1][fates][1][code]': 'R3',
      'wasteItems[1][fates][1][weight]': 'most',
    });
    const { $ } = ruth.seen;
    const said = $('.error-summary a')
      .toArray()
      .map((a) => [$(a).attr('href'), $(a).text().split(':')[0]]);
    expect(said).toEqual([
      ['#wasteItems.0.weight', 'Waste item 1, Weight'],
      ['#wasteItems.1.weight', 'Waste item 2, Weight'],
      ['#wasteItems.1.fates.0.weight', 'Waste item 2, Fate 1, Weight'],
    ]);
    for (const [place] of said) expect($(`input[id="${String(place).slice(1)}"]`)).toHaveLength(1);
  });

  it('name what they point at, and a reference that is taken, in the same round', async () => {
    await scene.put('jobs/TAKEN', { customer: 'ACME', date: '2026-03-01', status: 'scheduled' });
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', { reference: 'TAKEN', date: '', site: 'NOWHERE' });
    const places = ruth.seen
      .$('.error-summary a')
      .toArray()
      .map((a) => ruth.seen.$(a).attr('href'));
    expect(places.sort()).toEqual(['#date', '#reference', '#site']);
  });

  describe('cannot be what makes no sense', () => {
    /** The places at which a form says that something is the matter. */
    const wrong = async (collection: string, list: string, fields: Record<string, string>) => {
      await ruth.open(`/admin/${list}/new?customer=${acme}&collection=${collection}`);
      const date = ruth.seen.$('#date').length > 0 ? { date: '2026-03-04' } : {};
      await ruth.submit(`/admin/${list}`, { reference: 'ODD', ...date, ...fields });
      const summary = ruth.seen.$('.error-summary a');
      return [ruth.seen.status, ...summary.toArray().map((a) => ruth.seen.$(a).attr('href'))];
    };
    const bill = { net: '100', tax: '20', gross: '120' };
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    /** One line; of an invoice with what it comes to. */
    const line = (quantityThousandths: string, unitAmount: string, netAmount: string, description = 'Bin') =>
      Object.fromEntries(
        Object.entries({ description, quantityThousandths, unitAmount, netAmount }).map(([name, value]) => [
          `lines[0][${name}]`,
          value,
        ]),
      );
    const ninety = { net: '90', tax: '0', gross: '90' };
    const week = { person: 'Ann', minutes: '40', until: '2026-03-10' };
    const shift = (date: string, minutes: string, startAt = '', endAt = '') => ({
      'shifts[0][date]': date,
      'shifts[0][minutes]': minutes,
      'shifts[0][startAt]': startAt,
      'shifts[0][endAt]': endAt,
    });
    const item = { 'wasteItems[0][ewcCodes]': '20 03 01', 'wasteItems[0][weight]': '10' };

    it.each([
      ['invoices', 'invoices', { ...bill, status: 'sent', paid: '200' }, '#paid'],
      ['invoices', 'invoices', { ...bill, status: 'paid' }, '#status'],
      ['invoices', 'invoices', { ...bill, status: 'part-paid', paid: '120' }, '#status'],
      ['invoices', 'invoices', { ...bill, status: 'sent', paid: '20' }, '#status'],
      ['invoices', 'invoices', { ...bill, status: 'sent', paid: '-20' }, '#paid'],
      ['invoices', 'invoices', { ...bill, status: 'sent', dueDate: '2026-03-03' }, '#dueDate'],
      ['invoices', 'invoices', { net: '-100', tax: '0', gross: '-100' }, '#net'],
      ['invoices', 'invoices', { net: '-100', tax: 'x', gross: '-120' }, '#gross'],
      ['invoices', 'invoices', { ...bill, status: 'draft', paid: '120' }, '#status'],
      [
        'invoices',
        'invoices',
        { ...bill, 'lines[0][description]': 'Bin', 'lines[0][netAmount]': '90' },
        '#net',
      ],
      ['credit-notes', 'invoices', { net: '-100', tax: '-20', gross: '-120' }, '#net'],
      ['quotes', 'sales', { status: 'sent', expires: '2026-03-03' }, '#expires'],
      [
        'quotes',
        'sales',
        { total: '5', 'lines[0][description]': 'Bin', 'lines[0][netAmount]': '99' },
        '#total',
      ],
      ['jobs', 'jobs', { status: 'completed', date: '2099-12-25', 'wasteItems[0][ewcCodes]': '' }, '#date'],
      [
        'jobs',
        'jobs',
        { status: 'scheduled', cancellationReason: 'Snow', 'wasteItems[0][ewcCodes]': '' },
        '#cancellationReason',
      ],
      ['jobs', 'jobs', { status: 'cancelled', 'wasteItems[0][ewcCodes]': '' }, '#cancellationReason'],
      ['jobs', 'jobs', { date: '9999-01-01', 'wasteItems[0][ewcCodes]': '' }, '#date'],
      ['invoices', 'invoices', { ...ninety, ...line('2', '10', '90') }, '#lines.0.netAmount'],
      ['credit-notes', 'invoices', { ...ninety, ...line('2', '10', '90') }, '#lines.0.netAmount'],
      ['quotes', 'sales', { ...line('2', '10', '90') }, '#lines.0.netAmount'],
      ['invoices', 'invoices', { ...ninety, ...line('1', '90', '90', '') }, '#lines.0.description'],
      ['quotes', 'sales', { document: 'NOWHERE' }, '#document'],
      ['pricelists', 'sales', { document: 'OF-A-STRANGER' }, '#document'],
      ['payments', 'payments', { amount: '10', date: inDays(300) }, '#date'],
      ['invoices', 'invoices', { net: '0', tax: '0', gross: '0', status: 'sent' }, '#gross'],
      ['credit-notes', 'invoices', { net: '0', tax: '0', gross: '0', status: 'sent' }, '#gross'],
      ['invoices', 'invoices', { ...bill, status: 'sent', date: inDays(400) }, '#date'],
      ['credit-notes', 'invoices', { ...bill, status: 'sent', date: inDays(400) }, '#date'],
      [
        'jobs',
        'jobs',
        { ...item, 'wasteItems[0][fates][0][code]': 'Z9', 'wasteItems[0][fates][0][weight]': '5' },
        '#wasteItems.0.fates.0.code',
      ],
      ['jobs', 'jobs', { ...item, 'wasteItems[0][weight]': '20000 t' }, '#wasteItems.0.weight'],
      ['orders', 'orders', { deadline: '2026-03-03' }, '#deadline'],
      ['clock-ins', 'clock-ins', { person: 'Ann', inAt: `${inDays(2)}T08:00` }, '#inAt'],
      [
        'clock-ins',
        'clock-ins',
        { person: 'Ann', inAt: '2026-03-04T08:00', outAt: `${inDays(2)}T08:00` },
        '#outAt',
      ],
      ['incidents', 'incidents', { title: 'Gate', submittedAt: `${inDays(2)}T08:00` }, '#submittedAt'],
      ['quotes', 'sales', { total: '-5' }, '#total'],
      ['timesheets', 'timesheets', { ...week, until: '2026-03-03' }, '#until'],
      ['timesheets', 'timesheets', { ...week, minutes: '169' }, '#minutes'],
      ['timesheets', 'timesheets', { ...week, until: '', minutes: '800' }, '#minutes'],
      ['timesheets', 'timesheets', { ...week, ...shift('2026-03-12', '8') }, '#shifts.0.date'],
      ['timesheets', 'timesheets', { ...week, ...shift('2026-03-04', '25') }, '#shifts.0.minutes'],
      [
        'timesheets',
        'timesheets',
        { ...week, ...shift('2026-03-04', '8', '2026-03-04T16:00', '2026-03-04T08:00') },
        '#shifts.0.endAt',
      ],
      [
        'jobs',
        'jobs',
        { ...item, 'wasteItems[0][receivedAt]': '9999-01-01T08:00' },
        '#wasteItems.0.receivedAt',
      ],
    ])('%s %#', async (collection, list, fields, place) => {
      const [status, ...places] = await wrong(collection, list, fields);
      expect([status, places]).toEqual([422, expect.arrayContaining([place])]);
      expect((await scene.api('GET', `${collection}/ODD`)).status).toBe(404);
    });

    it('and says so of everything in one round', async () => {
      await ruth.open(`/admin/licences/new?customer=${acme}`);
      await ruth.submit('/admin/licences', {
        reference: '',
        holder: 'Carts',
        kind: 'carrier-registration',
        number: 'hello',
        validFrom: '2027-01-01',
        validTo: '2026-01-01',
        link: 'javascript:alert(1)',
        document: 'nope',
      });
      const places = ruth.seen
        .$('.error-summary a')
        .toArray()
        .map((a) => ruth.seen.$(a).attr('href'));
      expect(places.sort()).toEqual(['#document', '#link', '#number', '#reference', '#validTo']);
      expect(ruth.seen.$('#reference-error').text().trim()).toBe('This is needed.');
    });

    it.each([
      ['invoices', 'invoices', { ...ninety, ...line('3', '29.99', '90', 'Rounded'), net: '90' }],
      ['invoices', 'invoices', { ...ninety, ...line('2', '', '90', 'No price') }],
      ['invoices', 'invoices', { net: '0', tax: '0', gross: '0', status: 'draft' }],
      ['invoices', 'invoices', { ...bill, status: 'sent', date: inDays(300) }],
      ['pricelists', 'sales', { ...line('', '10', '', 'A price alone') }],
      ['quotes', 'sales', { document: 'D-ACME' }],
      ['payments', 'payments', { amount: '10', date: inDays(0) }],
      ['orders', 'orders', { deadline: '2026-03-04' }],
      [
        'timesheets',
        'timesheets',
        { ...week, ...shift('2026-03-10', '12', '2026-03-10T20:00', '2026-03-11T08:00') },
      ],
    ])('but %s that may be are kept %#', async (collection, list, fields) => {
      expect(await wrong(collection, list, fields)).toEqual([200]);
      expect((await scene.api('DELETE', `${collection}/ODD`)).status).toBe(204);
      await portico.sql(`delete from ${list.replace('-', '_')} where reference = 'ODD'`);
    });

    it('says what is too much, or too long, in words of the page', async () => {
      await wrong('invoices', 'invoices', {
        ...ninety,
        ...line('3000000', '30000000', '90'),
        reference: 'x'.repeat(201),
      });
      const said = ['reference', 'lines.0.quantityThousandths', 'lines.0.unitAmount'].map((id) =>
        ruth.seen.$(`[id="${id}-error"]`).text().trim(),
      );
      expect(said).toEqual([
        'Use at most 200 characters.',
        'This is more than can be kept here. Enter less.',
        'This is more than can be kept here. Enter less.',
      ]);
    });

    it('takes no name of signs that nobody sees, and finds what is pasted with them', async () => {
      expect(await wrong('sites', 'sites', { name: '\u200b \u2060' })).toEqual([422, '#name']);
      const pasted = { reference: '\u202aODD-1\u202c', site: 'HENLEY', service: 'Skip\u0007\u000b hire' };
      expect(await wrong('jobs', 'jobs', { ...item, ...pasted })).toEqual([200]);
      expect((await job('ODD-1'))['service']).toBe('Skip hire');
      const licence = { holder: 'Us', kind: 'other', number: '1', document: '\u200bD-ACME\u2060' };
      expect(await wrong('licences', 'licences', licence)).toEqual([200]);
      expect((await scene.api('GET', 'licences/ODD')).body['document']).toBe('D-ACME');
    });

    it('says which year is meant, where a day and a time were entered', async () => {
      await wrong('jobs', 'jobs', { ...item, 'wasteItems[0][receivedAt]': '9999-01-01T08:00' });
      expect(ruth.seen.$('[id="wasteItems.0.receivedAt-error"]').text()).toContain('Is the year right?');
    });

    it('as a site that nobody can ring, or find', async () => {
      await ruth.open(`/admin/sites/new?customer=${acme}`);
      const people = { 'contacts[0][name]': 'Jo', 'contacts[0][phone]': 'later' };
      const odd = { reference: 'ODD', name: 'Odd', contactPhone: 'abc', postcode: '!!', ...people };
      await ruth.submit('/admin/sites', odd);
      const said = ['contactPhone', 'contacts.0.phone', 'postcode'].map((id) =>
        ruth.seen.$(`[id="${id}-error"]`).text().trim(),
      );
      expect(said).toEqual([
        'Enter a phone number, such as 01628 555 0142.',
        'Enter a phone number, such as 01628 555 0142.',
        'Enter a postcode, such as SL7 1AA.',
      ]);
    });

    it('as a site of a trade that no SIC code is of; what a system brought so stays', async () => {
      await ruth.open(`/admin/sites/new?customer=${acme}`);
      await ruth.submit('/admin/sites', { reference: 'ODD', name: 'Odd', sicCode: 'x' });
      expect(ruth.seen.$('#sicCode-error').text()).toContain('Enter the five digits of UK SIC 2007');
      await scene.put('sites/BROUGHT', { customer: 'ACME', name: 'Brought', sicCode: 'x' });
      const { id } = (await scene.api('GET', 'sites/BROUGHT')).body as { id: string };
      await ruth.open(`/admin/sites/${id}/edit`);
      await ruth.submit(`/admin/sites/${id}`, { name: 'Brought and kept' });
      expect(ruth.seen.text).toContain('BROUGHT is saved.');
    });

    it('as a site whose address of email is none', async () => {
      await ruth.open(`/admin/sites/new?customer=${acme}`);
      await ruth.submit('/admin/sites', { reference: 'ODD', name: 'Odd', contactEmail: 'bad' });
      expect(ruth.seen.$('#contactEmail-error').text()).toContain('Enter an email address');
    });

    it('nor do forms, lists and pages speak of what belongs to trades that are not used here', async () => {
      await scene.put('sites/KIND', { customer: 'ACME', name: 'Kind of site' });
      const { id } = (await scene.api('GET', 'sites/KIND')).body as { id: string };
      const asks = async () => [
        (await ruth.open(`/admin/sites/new?customer=${acme}`)).$('#kind').length,
        (await ruth.open(`/admin/documents/new?customer=${acme}`)).$('#order').length,
        (await ruth.open('/admin/sites')).$('[name=kind], [name=columns][value=kind]').length > 0 ? 1 : 0,
        (await ruth.open(`/admin/sites/${id}`)).$('dt:contains("Kind")').length,
        (await alice.open(`/portal/sites/${id}`)).$('dt:contains("Kind")').length,
      ];
      expect(await asks()).toEqual([1, 1, 1, 1, 1]);
      const use = (to: boolean) =>
        portico.sql(
          `update permission_settings set available = $1 where permission in ('orders', 'checkpoint-reports')`,
          [to],
        );
      await use(false);
      expect(await asks()).toEqual([0, 0, 0, 0, 0]);
      await use(true);
      await scene.api('DELETE', 'sites/KIND');
    });

    it('nor is a line, a fate or a phone number that a system has brought held against who changes another', async () => {
      const amount = { amount: 100_00, currency: 'GBP' };
      const brought = {
        customer: 'ACME',
        date: '2026-03-01',
        status: 'sent',
        net: amount,
        tax: { ...amount, amount: 0 },
        gross: amount,
        paid: { ...amount, amount: 0 },
        lines: [
          { description: '', quantityThousandths: 2000, unitAmount: 10_00, netAmount: 90_00 },
          { description: 'Skip', unitAmount: 10_00, netAmount: 10_00 },
        ],
      };
      const [{ body: invoice }, { body: site }, { body: waste }] = [
        await scene.put('invoices/ODD-LINES', brought),
        await scene.put('sites/ODD-PHONE', { customer: 'ACME', name: 'Odd', contactPhone: 'ask Ann' }),
        await scene.put('jobs/ODD-FATE', {
          customer: 'ACME',
          date: '2026-03-01',
          wasteItems: [{ ewcCodes: ['200301'], weightGrams: 2e13, fates: [{ code: 'NS', weightGrams: 5 }] }],
        }),
      ];
      const change = async (path: string, fields: Record<string, string>) => {
        await ruth.open(`${path}/edit`);
        await ruth.submit(path, fields);
        return ruth.seen.status === 200 && ruth.seen.text.includes('is saved.');
      };
      const [bill, place, moved] = [
        `/admin/invoices/${String(invoice['id'])}`,
        `/admin/sites/${String(site['id'])}`,
        `/admin/jobs/${String(waste['id'])}`,
      ];
      expect(await change(bill, { 'lines[1][description]': 'Large skip' })).toBe(true);
      expect(await change(bill, { 'lines[0][quantityThousandths]': '3' })).toBe(false);
      expect(ruth.seen.$('[id="lines.0.netAmount-error"]')).toHaveLength(1);
      expect(await change(place, { postcode: 'SL7 1AA' })).toBe(true);
      expect(await change(moved, { crew: 'Ann' })).toBe(true);
    });

    it('but what a system has brought so may still be changed elsewhere', async () => {
      const gone = { customer: 'ACME', date: '2026-03-01', status: 'cancelled' };
      expect((await scene.put('jobs/GONE', gone)).status).toBe(201);
      const { id } = await job('GONE');
      await ruth.open(`/admin/jobs/${id}/edit`);
      await ruth.submit(`/admin/jobs/${id}`, { crew: 'Ann', 'wasteItems[0][ewcCodes]': '' });
      expect(ruth.seen.text).toContain('GONE is saved.');
    });
  });

  it('take no site of another customer, whatever is sent', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', { reference: 'J-4', date: '2026-03-06', site: 'FAR' });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('#site-error').text()).toContain('another customer');
  });

  it('offer more rows without losing what was typed', async () => {
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit(
      '/admin/jobs',
      { reference: 'J-5', 'wasteItems[0][description]': 'Wood' },
      { name: 'more', value: 'wasteItems' },
    );
    expect(ruth.seen.status).toBe(200);
    expect(ruth.seen.$('[id="wasteItems.0.description"]').val()).toBe('Wood');
    expect(ruth.seen.$('[id="wasteItems.3.description"]')).toHaveLength(1);
    expect(ruth.seen.$('form[data-changed]')).toHaveLength(1);
    expect(ruth.seen.$('#reference').val()).toBe('J-5');
  });

  it('are changed, and rows are taken away', async () => {
    const { id } = await job('J/1');
    const before = (await lines('record.changed')).length;
    await ruth.open(`/admin/jobs/${id}`);
    await ruth.open(ruth.seen.$('.page-actions a[href$="/edit"]').attr('href') as string);
    expect(ruth.seen.$('[id="wasteItems.0.weight"]').val()).toBe('1240');
    await ruth.submit(`/admin/jobs/${id}`, { crew: 'Sam and Jo', 'wasteItems[0][fates][0][remove]': 'on' });
    expect(ruth.seen.text).toContain('J/1 is saved.');
    expect(await job('J/1')).toMatchObject({ crew: 'Sam and Jo', wasteItems: [{ fates: [] }] });
    expect(await lines('record.changed')).toHaveLength(before + 1);
  });

  it('that somebody else changed meanwhile show what, and keep both', async () => {
    const { id } = await job('J/1');
    await ruth.open(`/admin/jobs/${id}/edit`);
    await scene.api('PATCH', 'jobs/J%2F1', { vehicle: 'RX70 ABC', status: 'cancelled' });
    await ruth.submit(`/admin/jobs/${id}`, { crew: 'Jo alone' });
    expect(ruth.seen.status).toBe(409);
    expect(ruth.seen.$('.notice-attention').text()).toContain('RX70 ABC');
    expect(ruth.seen.$('.notice-attention').text()).toContain('Cancelled');
    expect(ruth.seen.$('#crew').val()).toBe('Jo alone');
    expect(ruth.seen.$('#vehicle').val()).toBe('RX70 ABC');
    await ruth.submit(`/admin/jobs/${id}`);
    expect(ruth.seen.text).toContain('J/1 is saved.');
    expect(await job('J/1')).toMatchObject({ crew: 'Jo alone', vehicle: 'RX70 ABC', status: 'cancelled' });
  });

  it('cut off on their way change nothing', async () => {
    const { id, version } = await job('J/1');
    await ruth.open(`/admin/jobs/${id}/edit`);
    await ruth.submit(`/admin/jobs/${id}`, { end: undefined, 'wasteItems[0][remove]': 'on' });
    expect(ruth.seen.status).toBe(400);
    expect((await job('J/1')).version).toBe(version);
  });

  it('are deleted after a page that says what happens, and come back as they were', async () => {
    const before = await job('J/1');
    await ruth.open(`/admin/jobs/${before.id}/deletion`);
    expect(ruth.seen.text).toContain('Nobody sees it any more: not Acme Ltd');
    await scene.api('PATCH', 'jobs/J%2F1', { notes: 'Changed meanwhile' });
    await ruth.submit(`/admin/jobs/${before.id}/deletion`);
    expect(ruth.seen.status).toBe(409);
    await ruth.submit(`/admin/jobs/${before.id}/deletion`);
    expect(ruth.seen.path).toBe('/admin/jobs');
    expect(ruth.seen.text).toContain('J/1 is deleted.');
    const undo = ruth.seen.$('.flash form').attr('action') as string;
    expect((await alice.open(`/portal/jobs/${before.id}`)).status).toBe(404);
    expect((await scene.api('GET', 'jobs/J%2F1')).status).toBe(404);
    await ruth.submit(undo);
    expect(ruth.seen.text).toContain('J/1 is back');
    const after = await job('J/1');
    const moved = { version: after.version, updatedAt: after['updatedAt'] };
    expect(after).toEqual({ ...before, notes: 'Changed meanwhile', ...moved });
    expect((await alice.open(`/portal/jobs/${before.id}`)).status).toBe(200);
    expect([(await lines('record.removed')).length, (await lines('record.restored')).length]).toEqual([1, 1]);
  });

  it('deleted say so where their page was asked for, and wait for what they point at', async () => {
    await scene.put('sites/GONE', { customer: 'ACME', name: 'Closed yard' });
    await scene.put('jobs/J-9', { customer: 'ACME', site: 'GONE', date: '2026-03-04' });
    const { id } = await job('J-9');
    const site = (await scene.api('GET', 'sites/GONE')).body as { id: string };
    await ruth.open(`/admin/sites/${site.id}/deletion`);
    expect(ruth.seen.text).toContain('1 job at this site stays.');
    await ruth.submit(`/admin/sites/${site.id}/deletion`);
    await ruth.open(`/admin/jobs/${id}/deletion`);
    await ruth.submit(`/admin/jobs/${id}/deletion`);
    await ruth.open(`/admin/jobs/${id}/deletion`);
    expect(ruth.seen.text).toContain('J-9 of Acme Ltd was deleted.');
    // Days later it is found by what the audit log says of it.
    const auditor = await scene.staff();
    const { $ } = await auditor.open('/admin/audit?action=record.removed');
    const line = await auditor.open($('tbody tr:contains("J-9") a').first().attr('href') as string);
    await auditor.open(line.$('a:contains("J-9")').attr('href') as string);
    expect([auditor.seen.path, auditor.seen.$('h1').text()]).toEqual([
      `/admin/jobs/${id}/restoration`,
      expect.stringContaining('J-9 is deleted'),
    ]);
    expect((await alice.open(`/portal/jobs/${id}`)).status).toBe(404);
    const reader = await scene.staff('viewer');
    await reader.open(`/admin/jobs/${id}`);
    expect([reader.seen.status, reader.seen.text]).toEqual([
      410,
      expect.stringContaining('J-9 was deleted. Whoever may change records can bring it back.'),
    ]);
    await ruth.open(`/admin/jobs/${id}/deletion`);
    await ruth.submit(`/admin/jobs/${id}/restoration`);
    expect(ruth.seen.status).toBe(409);
    expect(ruth.seen.text).toContain('There is no site GONE.');
    await ruth.open(`/admin/sites/${site.id}/deletion`);
    await ruth.submit(`/admin/sites/${site.id}/restoration`);
    await ruth.open(`/admin/jobs/${id}/deletion`);
    await ruth.submit(`/admin/jobs/${id}/restoration`);
    expect(ruth.seen.text).toContain('J-9 is back');
  });

  it('lead from the reference of another customer’s deleted record to where that comes back', async () => {
    await scene.put('jobs/J-OLD', { customer: 'STRANGER', date: '2026-03-04', notes: 'Secret' });
    await scene.api('DELETE', 'jobs/J-OLD');
    await ruth.open(`/admin/jobs/new?customer=${acme}`);
    await ruth.submit('/admin/jobs', { reference: 'J-OLD', date: '2026-03-06' });
    expect(ruth.seen.$('#reference-error').text()).toContain('deleted record of another customer');
    await ruth.open(ruth.seen.$('#reference-error a').attr('href') as string);
    expect(ruth.seen.text).toContain('J-OLD of Stranger plc was deleted. You can bring it back, as it was.');
    await ruth.submit(ruth.seen.path);
    expect(ruth.seen.text).toContain('J-OLD is back');
  });

  it('of money say what does not add up, and keep lines, tax and a credited invoice together', async () => {
    await ruth.open(`/admin/invoices/new?customer=${acme}`);
    expect(ruth.seen.$('.tabs a').text()).toContain('Credit notes');
    await ruth.submit('/admin/invoices', {
      reference: 'I-1',
      date: '2026-03-04',
      status: 'sent',
      net: '100',
      tax: '20',
      gross: '200',
      'lines[0][description]': 'Skip',
      'lines[0][quantityThousandths]': '2.5',
      'lines[0][unit]': 't',
      'lines[0][unitAmount]': '40',
      'lines[0][netAmount]': '100.00',
      'lines[2][description]': 'Forgotten amount',
    });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('[id="lines.1.netAmount-error"]').text()).toContain('needed');
    await ruth.submit('/admin/invoices', { 'lines[1][remove]': 'on' });
    expect(ruth.seen.$('#gross-error').text()).toContain('net and tax together');
    await ruth.submit('/admin/invoices', { gross: '120' });
    expect(ruth.seen.text).toContain('I-1 is added.');
    expect((await scene.api('GET', 'invoices/I-1')).body).toMatchObject({
      gross: { amount: 12_000, currency: 'GBP' },
      lines: [{ quantityThousandths: 2500, unit: 't', unitAmount: 4000, netAmount: 10_000, taxAmount: 0 }],
    });
    await ruth.open(`/admin/invoices/new?customer=${acme}&collection=credit-notes`);
    const note = { reference: 'C-1', date: '2026-03-05', net: '10', tax: '2', gross: '12' };
    await ruth.submit('/admin/invoices', { ...note, invoice: 'I-404' });
    expect(ruth.seen.$('#invoice-error').text()).toContain('no invoice I-404');
    await ruth.submit('/admin/invoices', { invoice: 'I-1' });
    expect(ruth.seen.text).toContain('C-1 is added.');
  });

  it('of many rows lose none: not by asking for more of them, nor by a form that says nothing of rows', async () => {
    const line = {
      description: 'Hire',
      quantityThousandths: 1000,
      unitAmount: 100,
      netAmount: 100,
      taxAmount: 0,
    };
    const invoice = (count: number) => ({
      customer: 'ACME',
      date: '2026-03-04',
      dueDate: '2026-04-03',
      status: 'sent',
      paid: { amount: 0, currency: 'GBP' },
      net: { amount: count * 100, currency: 'GBP' },
      tax: { amount: 0, currency: 'GBP' },
      gross: { amount: count * 100, currency: 'GBP' },
      lines: Array.from({ length: count }, () => line),
    });
    const put = await scene.put('invoices/I-199', invoice(199));
    expect(put.body['errors']).toBeUndefined();
    const path = `/admin/invoices/${String(put.body['id'])}`;
    const kept = async () => ((await scene.api('GET', 'invoices/I-199')).body['lines'] as unknown[]).length;
    await ruth.open(`${path}/edit`);
    for (let times = 0; times < 2; times++) await ruth.submit(path, {}, { name: 'more', value: 'lines' });
    expect(ruth.seen.$('[id="lines.198.description"]').val()).toBe('Hire');
    await ruth.submit(path, { dueDate: '2026-04-04' });
    expect([ruth.seen.text.includes('I-199 is saved.'), await kept()]).toEqual([true, 199]);
    await scene.put('invoices/I-199', invoice(201));
    await ruth.open(`${path}/edit`);
    expect(ruth.seen.text).toContain('They stay as they are.');
    await ruth.submit(path, { dueDate: '2026-04-05' });
    expect([ruth.seen.text.includes('I-199 is saved.'), await kept()]).toEqual([true, 201]);
    await scene.api('DELETE', 'invoices/I-199');
  });

  it('of payments are set against invoices, and never against more than is open', async () => {
    await ruth.open(`/admin/payments/new?customer=${acme}`);
    await ruth.submit('/admin/payments', {
      reference: 'P-1',
      date: '2026-03-10',
      amount: '500',
      'allocations[0][invoice]': 'I-1',
      'allocations[0][amount]': '500',
    });
    expect(ruth.seen.status).toBe(422);
    expect(ruth.seen.$('[id="allocations.0.amount-error"]')).toHaveLength(1);
    await ruth.submit('/admin/payments', { 'allocations[0][amount]': '120' });
    expect(ruth.seen.text).toContain('P-1 is added.');
    const { id } = (await scene.api('GET', 'invoices/I-1')).body as { id: string };
    expect((await ruth.open(`/admin/invoices/${id}`)).text).toContain('Paid');
    // What is paid its payments say, and nobody beside them.
    await ruth.open(`/admin/invoices/${id}/edit`);
    await ruth.submit(`/admin/invoices/${id}`, { paid: '50' });
    expect(ruth.seen.$('#paid-error').text()).toContain('Payments are set against this invoice');
    await ruth.open(`/admin/invoices/${id}/deletion`);
    expect(ruth.seen.text).toContain('1 payment set against it stays.');
  });

  it('may be the organisation’s own, where the kind allows it', async () => {
    await ruth.open('/admin/licences/new');
    await ruth.open(ruth.seen.$('main .links a').first().attr('href') as string);
    expect(ruth.seen.text).toContain('For every customer');
    await ruth.submit('/admin/licences', { reference: 'L-1', holder: 'Us', number: 'CBDU123456' });
    expect(ruth.seen.$('#kind-error').text()).toContain('needed');
    await ruth.submit('/admin/licences', { kind: 'carrier-registration', regulator: 'environment-agency' });
    expect(ruth.seen.text).toContain('L-1 is added.');
    expect((await scene.api('GET', 'licences/L-1')).body).toMatchObject({ customer: null, holder: 'Us' });
  });

  it('of every kind are saved again exactly as they were', async () => {
    await scene.put('orders/O-0', { customer: 'ACME', date: '2026-03-04' });
    const fileTypes = (await portico.sql<{ key: string }>('select key from file_types')).map(
      ({ key }) => key,
    );
    const pointers = { customer: 'ACME', site: 'HENLEY', job: 'J/1', order: 'O-0' };
    for (const section of SECTIONS)
      for (const kind of kindsOf(section).filter(({ byHand }) => byHand)) {
        const path = `${kind.collection}/SAMPLE-1`;
        await scene.put(path, sampleBody(kind, { ...pointers, token: 'Sample', turn: 1, fileTypes }));
        const { id, version } = (await scene.api('GET', path)).body as { id: string; version: number };
        await ruth.open(`/admin/${section.key}/${id}/edit`);
        await ruth.submit(`/admin/${section.key}/${id}`);
        expect([path, ruth.seen.status, ruth.seen.text.includes('SAMPLE-1 is saved.')]).toEqual([
          path,
          200,
          true,
        ]);
        expect([path, (await scene.api('GET', path)).body['version']]).toEqual([path, version]);
      }
  });

  it('are only read by those who may not write', async () => {
    await portico.sql(
      `update role_groups set permissions = '{customers.read,records.read}' where key = 'field'`,
    );
    const vic = await staff(portico, 'vic@office.test', 'Vic Viewer', 'field' as 'office');
    const { id } = await job('J/1');
    await vic.open(`/admin/jobs/${id}`);
    expect(vic.seen.status).toBe(200);
    expect(vic.seen.$('a[href$="/edit"], a[href$="/deletion"]')).toHaveLength(0);
    await vic.open('/admin/jobs');
    expect(vic.seen.$('a[href^="/admin/jobs/new"]')).toHaveLength(0);
    for (const path of [
      `/admin/jobs/new?customer=${acme}`,
      `/admin/jobs/${id}/edit`,
      `/admin/jobs/${id}/deletion`,
    ])
      expect((await vic.open(path)).status).toBe(403);
  });
});
