import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { Imports } from '../../src/imports/imports.service.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { until } from '../support/mail-server.js';
import type { Person, Seen } from '../support/person.js';
import { Scene } from '../support/scene.js';

const EA = '../shared/data/samples/ea_waste_received_2019_essex_extract.csv';
const withEa = existsSync(EA) ? it : it.skip;

/** Somebody of the office imports files by choosing: nobody writes a map. */
describe('Match the columns', () => {
  let portico: TestPortico;
  let scene: Scene;
  let ruth: Person;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    await scene.customer('ACME', 'Acme Ltd');
    ruth = await scene.staff();
  });
  afterAll(() => portico.close());

  const send = async (section: string, content: string | Buffer, name = 'tickets.csv'): Promise<Seen> => {
    await ruth.open('/admin/imports/new');
    const body = new FormData();
    body.append('section', section);
    body.append('map', '');
    body.append('file', new File([new Uint8Array(Buffer.from(content))], name, { type: 'text/csv' }));
    return ruth.request('POST', ruth.seen.$('form[enctype]').attr('action') as string, body);
  };
  const selected = (name: string) => ruth.seen.$(`select[name="${name}"] option[selected]`).text();
  const from = (field: string) => selected(`match[${field}][from]`);
  /** The choice that names a column, as it stands in the page. */
  const column = (name: string): string => {
    const option = ruth.seen
      .$('select[name="match[reference][from]"] option')
      .filter((_, one) => ruth.seen.$(one).text().startsWith(`${name} (`));
    if (option.length !== 1) throw new Error(`${option.length} columns are called ${name}.`);
    return option.attr('value') as string;
  };
  const choose = (fields: Readonly<Record<string, string>>, button?: { name: string; value: string }) =>
    ruth.submit(ruth.seen.$('form[action$="/columns"]').attr('action') as string, fields, button);
  const settled = (page: string, seconds?: number) =>
    until(
      'the end of the work',
      async () => {
        await ruth.open(page);
        return ruth.seen.$('[data-poll]').length === 0 ? ruth.seen : undefined;
      },
      seconds,
    );
  const error = (field: string) => ruth.seen.$(`[id="${field}-error"]`).text().trim();

  withEa(
    'takes the returns of the Environment Agency by choosing alone, to the gram',
    async () => {
      const seen = await send('jobs', readFileSync(EA), 'essex-2019.csv');
      expect([seen.status, seen.$('h1').text().trim()]).toEqual([200, 'Match the columns']);
      expect(seen.text).toContain('The 28 columns of this file, with their first values');
      // Guessed by their names, and by what stands in them.
      expect(from('customer')).toContain('Operator (Anglian Water');
      expect(from('site')).toContain('Permit (403552');
      expect(from('wasteItems.ewcCodes')).toContain('Waste Code (19 08 05');
      expect(from('wasteItems.weight')).toContain('Tonnes Received (28');
      expect(selected('match[wasteItems.weight][unit]')).toBe('Tonnes');
      expect(from('wasteItems.fates.code')).toContain('R and D code (R03');
      expect(from('wasteItems.fates.weight')).toContain('Tonnes Received');

      // Nothing says yet what a reference is, nor the day.
      await choose({});
      expect(ruth.seen.status).toBe(422);
      expect([error('reference'), error('date')]).toEqual([
        'Choose a column for Reference, or type what is the same for every row.',
        'Choose a column for Date, or type what is the same for every row.',
      ]);
      const checking = await choose({
        'match[reference][from]': column('Permit'),
        'match[reference][then]': 'row',
        'match[date][from]': 'same',
        'match[date][text]': '2019-12-31',
        'match[status][from]': 'same',
        'match[status][text]': 'completed',
        'unknownCustomers[what]': 'create',
        'unknownSites[what]': 'create',
      });
      expect(checking.status).toBe(200);
      const page = checking.path;
      expect(page).toMatch(/^\/admin\/imports\/[0-9a-f-]{36}$/);
      const checked = await settled(page, 60);
      expect(checked.text).toContain('2,500 rows can be imported. Nothing has been changed yet.');
      await ruth.submit(`${page}/runs`);
      const done = await settled(page, 60);
      expect(done.text).toContain('2,500 rows are in Portico now.');
      expect(done.text).toContain(
        '152 customers are new. Their portal access is off until you switch it on.',
      );
      expect(
        (await ruth.open(done.$('a:contains("Look at what was imported")').attr('href') as string)).path,
      ).toBe('/admin/jobs');
      // 3,697,482.716990 tonnes, added exactly elsewhere.
      const [sums] = await portico.sql(
        `select (select sum(grams) from waste_items)::text as items, (select sum(grams) from waste_fates)::text as fates,
         (select count(*) from jobs where status = 'completed' and date = '2019-12-31')::int as jobs,
         (select count(*) from sites)::int as sites, (select name from sites where reference = 'KP3936ZB') as name`,
      );
      expect(sums).toEqual({
        items: '3697482716990',
        fates: '3697482716990',
        jobs: 2500,
        sites: 189,
        name: 'Tilbury Green Power EPR/KP3936ZB',
      });

      // The next file of this shape needs no choice at all.
      const beginning = readFileSync(EA, 'utf8').split('\n').slice(0, 21).join('\n');
      const next = await send('jobs', beginning, 'essex-2020.csv');
      expect(selected('match[reference][then]')).toBe("The row's number, which begins anew in each file");
      expect(next.$('input[name="match[date][text]"]').attr('value')).toBe('2019-12-31');
      await choose({});
      expect((await settled(ruth.seen.path)).text).toContain('Same already 20');
    },
    150_000,
  );

  it('reads a file of a German weighbridge: semicolons, accents of Windows, decimal commas', async () => {
    const rows = [
      'Beleg;Kunde;Ort;Datum;Abfallschlüssel;Menge in t;Zustand',
      'W-1;MÜLLER;Köln;04.03.2026;20 03 01;1,25;erledigt',
      'W-2;MÜLLER;Köln;05.03.2026;15 01 01;0,375;offen',
    ];
    await send('jobs', iconv.encode(rows.join('\r\n'), 'windows-1252'), 'wiegescheine.csv');
    expect(ruth.seen.text).toContain('Read as windows-1252, which is a guess.');
    expect(ruth.seen.text).toContain('Köln');
    const wish = {
      'match[reference][from]': column('Beleg'),
      'match[customer][from]': column('Kunde'),
      'match[site][from]': column('Ort'),
      'match[date][from]': column('Datum'),
      'match[wasteItems.ewcCodes][from]': column('Abfallschlüssel'),
      'match[wasteItems.weight][from]': column('Menge in t'),
      'match[status][from]': column('Zustand'),
      'unknownCustomers[what]': 'create',
      'unknownSites[what]': 'create',
    };
    await choose(wish);
    expect(ruth.seen.status).toBe(422);
    expect(error('wasteItems.weight')).toBe('Choose the unit of this weight.');
    expect(error('status')).toBe('Say what 2 words of this column mean.');
    // What was chosen stays, and the day is read back.
    expect(from('reference')).toContain('Beleg (W-1, W-2)');
    expect(ruth.seen.text).toContain('“04.03.2026” is read as Wed 4 Mar 2026.');
    expect(ruth.seen.text).toContain('“erledigt”');
    await choose({
      'match[wasteItems.weight][unit]': 't',
      'match[status][means][0]': 'completed',
      'match[status][means][1]': 'scheduled',
    });
    const page = ruth.seen.path;
    expect((await settled(page)).text).toContain('2 rows can be imported.');
    await ruth.submit(`${page}/runs`);
    await settled(page);
    expect(
      await portico.sql(
        `select j.reference, j.date::text, j.status, c.reference as customer, w.grams::int
         from jobs j join customers c on c.id = j.customer_id join waste_items w on w.job_id = j.id
         where j.reference like 'W-%' order by 1`,
      ),
    ).toEqual([
      { reference: 'W-1', date: '2026-03-04', status: 'completed', customer: 'MÜLLER', grams: 1_250_000 },
      { reference: 'W-2', date: '2026-03-05', status: 'scheduled', customer: 'MÜLLER', grams: 375_000 },
    ]);
  });

  it('gives refused rows with what to do in words of the page', async () => {
    await send(
      'jobs',
      'Job no,Customer,Date,Status\nR-1,NOBODY,2026-03-04,completed\nR-2,ACME,soon,completed\n',
    );
    await choose({});
    const seen = await settled(ruth.seen.path);
    expect(seen.text).toContain('No row of this file can be imported as it is.');
    const cells = seen
      .$('tbody tr')
      .map((_, row) => seen.$(row).find('td, th').text().replace(/\s+/g, ' '))
      .get();
    expect(cells.join('\n')).toContain('NOBODY');
    expect(seen.text).toContain('or change the columns and have new customers added.');
    expect(seen.text).toContain('or choose how dates are written.');
    expect(seen.text).not.toContain('dateFormat');
    // And leads back to them.
    await ruth.open(seen.$('a:contains("Change the columns")').attr('href') as string);
    await choose({ 'unknownCustomers[what]': 'create' });
    expect((await settled(ruth.seen.path)).text).toContain('1 row can be imported.');
  });

  it('is found again when it was left halfway, with what was chosen', async () => {
    await send('sites', 'Code,Owner,Called\nS-1,ACME,Yard\n', 'sites-of-acme.csv');
    await choose({ 'match[reference][from]': column('Code') });
    expect(ruth.seen.status).toBe(422);
    await ruth.open('/admin/imports');
    const row = ruth.seen
      .$('tbody tr')
      .filter((_, one) => ruth.seen.$(one).text().includes('sites-of-acme.csv'));
    expect(row.text()).toContain('Columns to be matched');
    await ruth.open(row.find('a').first().attr('href') as string);
    expect(ruth.seen.$('h1').text().trim()).toBe('Match the columns');
    expect(from('reference')).toBe('Code (S-1)');
    const page = ruth.seen.path.replace('/columns', '');
    // A week later the file is gone, and the list says so.
    await portico.sql(`update imports set created_at = now() - interval '8 days' where id = $1`, [
      page.split('/').at(-1),
    ]);
    await portico.app.get(Imports, { strict: false }).forgetOld();
    expect((await ruth.open(`${page}/columns`)).text).toContain('was not imported within a week');
    expect(ruth.seen.$('form[action$="/runs"]')).toHaveLength(0);
    await ruth.open('/admin/imports');
    expect(ruth.seen.text).toContain('Not imported');
  });

  it('takes several children side by side, and lines below each other', async () => {
    await send(
      'jobs',
      'Job,Customer,Date,Code A,Kg A,Code B,Kg B\nN-1,ACME,2026-03-04,200301,10,150101,20\n',
    );
    const lists = (): string[] =>
      ruth.seen
        .$('.matching h2')
        .map((_, title) => ruth.seen.$(title).text().trim())
        .get();
    const wish = {
      'match[reference][from]': column('Job'),
      'match[wasteItems.ewcCodes][from]': column('Code A'),
      'match[wasteItems.weight][from]': column('Kg A'),
      'match[wasteItems.weight][unit]': 'kg',
    };
    await choose(wish);
    // It fits already: the button that adds is pressed on the way back.
    await settled(ruth.seen.path);
    await ruth.open(`${ruth.seen.path}/columns`);
    await choose({}, { name: 'another', value: 'wasteItems[]' });
    expect(lists()).toEqual(expect.arrayContaining(['Waste 1', 'Waste 2']));
    await choose({
      'match[wasteItems(1).ewcCodes][from]': column('Code B'),
      'match[wasteItems(1).weight][from]': column('Kg B'),
      'match[wasteItems(1).weight][unit]': 'kg',
    });
    const page = ruth.seen.path;
    await settled(page);
    await ruth.submit(`${page}/runs`);
    await settled(page);

    await send('invoices', LINES);
    expect(from('gross')).toContain('Total (12');
    await choose({
      'match[paid][from]': 'same',
      'match[paid][text]': '0',
      'match[lines.description][from]': column('Line'),
      'match[lines.netAmount][from]': column('Line net'),
      grouping: 'reference',
    });
    const invoices = ruth.seen.path;
    expect((await settled(invoices)).text).toContain('1 row can be imported.');
    await ruth.submit(`${invoices}/runs`);
    await settled(invoices);
    expect(
      await portico.sql(
        `select (select array_agg(w.grams::int order by position) from waste_items w join jobs j on j.id = w.job_id
           where j.reference = 'N-1') as waste,
           (select array_agg(l.description || ' ' || l.net_amount order by l.position) from invoice_lines l join invoices i on i.id = l.invoice_id
           where i.reference = 'I-1') as lines`,
      ),
    ).toEqual([{ waste: [10_000, 20_000], lines: ['Skip 6050', 'Permit 3950'] }]);
  });

  it('reads the file otherwise where its header was found out wrongly', async () => {
    await send('customers', 'Export of 4 March;;\nKennung;Name;Ort\nK-1;Kurz GmbH;Ulm\n', 'kunden.csv');
    const reading = ruth.seen.$('form[action$="/reading"]').attr('action') as string;
    await ruth.submit(reading, { headerRow: '99' });
    expect([ruth.seen.status, error('headerRow')]).toEqual([422, expect.stringContaining('no column names')]);
    await ruth.submit(reading, { headerRow: '2' });
    expect(from('name')).toBe('Name (Kurz GmbH)');
    await choose({ 'match[reference][from]': column('Kennung') });
    expect((await settled(ruth.seen.path)).text).toContain('1 row can be imported.');
    // The next one is read so at once.
    await send('customers', 'Export of 4 March;;\nKennung;Name;Ort\nK-2;Lang GmbH;Ulm\n', 'kunden-2.csv');
    expect(from('reference')).toBe('Kennung (K-2)');
  });

  it('asks for day and month where the file does not tell them apart', async () => {
    await send('jobs', 'Job no,Customer,Date\nD-1,ACME,03/04/2026\n');
    expect(ruth.seen.text).toContain('“03/04/2026” could be day or month first.');
    await choose({});
    expect([ruth.seen.status, error('dateFormat')]).toEqual([
      422,
      '“03/04/2026” in row 2 could be day or month first, and no other date in the file decides it. Choose how dates are written.',
    ]);
    await choose({ dateFormat: 'mm/dd/yyyy' });
    const page = ruth.seen.path;
    await settled(page);
    await ruth.open(`${page}/columns`);
    expect(ruth.seen.text).toContain('“03/04/2026” is read as Wed 4 Mar 2026.');
  });

  it('knows a file of one of our lists, also where its columns were matched before that was told', async () => {
    await portico.sql(`update permission_settings set available = true where permission = 'clock-ins'`);
    const shift = { inAt: '2026-03-06T08:00:15.000Z', outAt: '2026-03-06T16:00:30.000Z' };
    await scene.put('clock-ins/C-1', { customer: 'ACME', person: 'Eve', ...shift });
    const content = (await ruth.download('/admin/clock-ins.csv')).bytes.toString();
    for (const told of [true, false]) {
      if (!told) await portico.sql(`update import_maps set map = (map::jsonb - 'downloaded')::json`);
      await send('clock-ins', content, 'clock-ins.csv');
      await choose({});
      expect((await settled(ruth.seen.path)).text).toContain('Same already 1');
    }
  });

  it('gives the choices as the map that the command line takes', async () => {
    await send('jobs', 'Job number,Customer,Date\nM-1,ACME,2026-03-04\n');
    const map = await ruth.download(ruth.seen.$('a[href$="map.json"]').attr('href') as string);
    expect(map.headers.get('content-disposition')).toBe('attachment; filename="jobs-map.json"');
    expect(JSON.parse(map.bytes.toString('utf8'))).toEqual({
      fields: { reference: '{Job number}', customer: '{Customer}', date: '{Date}' },
    });
  });

  it('is no page for what is in already, nor for those who may not import', async () => {
    await send('customers', 'reference,name\nC-9,Nine Ltd\n');
    await choose({});
    const page = ruth.seen.path;
    await settled(page);
    await ruth.open(`${page}/columns`);
    const form = ruth.seen.$('form[action$="/columns"]').serialize();
    await ruth.open(page);
    await ruth.submit(`${page}/runs`);
    await settled(page);
    expect((await ruth.open(`${page}/columns`)).path).toBe(page);
    expect((await ruth.request('POST', `${page}/columns`, new URLSearchParams(form))).status).toBe(409);
    expect((await ruth.open('/admin/imports/01900000-0000-7000-8000-00000000dead/columns')).status).toBe(404);
  });
});

const LINES = [
  'Invoice no,Customer,Date,Net,VAT,Total,Line,Line net',
  'I-1,ACME,2026-03-04,100,20,120,Skip,60.50',
  'I-1,ACME,2026-03-04,100,20,120,Permit,39.50',
].join('\n');
