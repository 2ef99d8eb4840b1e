import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { SYSTEM } from '../../src/audit/audit.service.js';
import { declaredFields } from '../../src/imports/declared.fields.js';
import { Importer } from '../../src/imports/importer.js';
import { openImport } from '../../src/imports/import.lines.js';
import { jobs } from '../../src/sections/jobs/jobs.section.js';
import { startPortico, type TestPortico } from '../support/app.js';
import { ImportingOffice, isBuilt } from '../support/imports.js';
import { Scene } from '../support/scene.js';

const FIELDS = {
  reference: '{Job}',
  customer: '{Customer}',
  site: '{Site}',
  date: '{Date}',
  status: 'completed',
  'wasteItems[].ewcCodes': '{Code}',
  'wasteItems[].weight': '{Kg} kg',
  'wasteItems[].fates[].code': '{Fate}',
  'wasteItems[].fates[].weight': '{Fate kg} kg',
};
const HEADER = 'Job,Customer,Site,Date,Code,Kg,Fate,Fate kg';

describe('a file with faults', () => {
  let portico: TestPortico;
  let scene: Scene;
  let office: ImportingOffice;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    office = await ImportingOffice.open(portico);
    await scene.customer('ACME', 'Acme Ltd');
    await scene.customer('STRANGER', 'Stranger plc');
    await scene.put('sites/DOCK', { customer: 'ACME', name: 'Dock' });
    await scene.put('sites/SECRET', { customer: 'STRANGER', name: 'Secret' });
  });
  afterAll(async () => {
    await office.close();
    await portico.close();
  });

  const rows = <Row>(text: string) => portico.sql<Row>(text);
  const references = async () =>
    (await rows<{ reference: string }>('select reference from jobs order by 1')).map((row) => row.reference);

  it('is refused row by row, each at its cell; the good rows go in, and a dry run says the same', async () => {
    const map = await office.file('map.json', { dateFormat: 'dd/mm/yyyy', fields: FIELDS });
    const file = await office.file(
      'faults.csv',
      [
        HEADER,
        'F1,ACME,DOCK,04/03/2026,20 03 01,500,R3,500',
        'F2,NOBODY,,04/03/2026,200301,500,,',
        'F3,ACME,DOCK,04/03/2026,200301,500,R3,501',
        'F4,ACME,DOCK,04/03/2026,99 99 99,500,,',
        'F5,ACME,DOCK,31/02/2026,200301,500,,',
        'F6,ACME,SECRET,04/03/2026,200301,500,,',
        'F7,ACME,NOWHERE,04/03/2026,200301,500,,',
        'F1,ACME,DOCK,05/03/2026,200301,500,,',
        'F8,ACME,DOCK,04/03/2026,200301,-5,X9,1',
        'F9,ACME,DOCK,04/03/2026',
        `${'x'.repeat(201)},ACME,DOCK,04/03/2026,200301,500,,`,
        'F10,ACME,,04/03/2026,200301;160601*,0.5,D5,0.25',
        'F11,ACME,DOCK,04/03/2026,2003',
      ].join('\n'),
    );
    const dry = await office.import('jobs', file, '--map', map, '--dry-run');
    expect(await references()).toEqual([]);
    const real = await office.import('jobs', file, '--map', map);
    expect(real.refused).toEqual([
      '3,Customer,NOBODY,"There is no customer ""NOBODY"". Add it first, or let the map say ""unknownCustomers"": ""create""."',
      '4,"Fate, Fate kg","R3, 501 kg",The fates weigh more than the waste item. Correct one of them.',
      '5,Code,99 99 99,"""99 99 99"" is not in the List of Waste."',
      '6,Date,31/02/2026,There is no such day in the calendar.',
      '7,Site,SECRET,The site SECRET belongs to another customer.',
      '8,Site,NOWHERE,"There is no site ""NOWHERE"". Add it first, or let the map say ""unknownSites"": ""create""."',
      '9,Job,F1,"Row 2 has the same reference. Rows of one record must follow each other, with ""groupBy"": ""reference"" in the map; otherwise each row needs a reference of its own."',
      `10,Kg,'-5 kg,A weight cannot be below zero.`,
      '11,,F9 | ACME | DOCK | 04/03/2026,"This row has 4 cells, there are 8 columns (line 11)."',
      `12,Job,${'x'.repeat(201)},"A reference has at most 200 characters, this one has 201."`,
      '14,,F11 | ACME | DOCK | 04/03/2026 | 2003,"The file ends in the middle of this row: it has 5 cells, there are 8 columns. Export the file again."',
    ]);
    expect(real.code).toBe(2);
    expect(real.said).toContain('2 records created.');
    expect(real.said).toContain('11 records refused.');
    expect(real.said).toContain('Row 6, Date, "31/02/2026": There is no such day in the calendar.');
    expect([dry.code, dry.refused]).toEqual([real.code, real.refused]);
    expect(await references()).toEqual(['F1', 'F10']);
    expect(
      await rows(`select grams::int, main.code, hazardous from waste_items w join jobs j on j.id = w.job_id,
      lateral (select ewc_code as code) main order by j.reference`),
    ).toEqual([
      { grams: 500_000, code: '200301', hazardous: false },
      { grams: 500, code: '200301', hazardous: true },
    ]);
  });

  it('shows twenty faults and has all of them in its report', async () => {
    const file = await office.file(
      'many.csv',
      ['reference,customer,date', ...Array.from({ length: 50 }, (_, n) => `M${n},NOBODY,2026-03-04`)].join(
        '\n',
      ),
    );
    const { said, refused } = await office.import('jobs', file);
    expect(said.match(/^Row /gm)).toHaveLength(20);
    expect(said).toContain('… and 30 more.');
    expect(refused).toHaveLength(50);
  });

  it('is not begun when file or map cannot be used, and says why', async () => {
    const file = await office.file('ok.csv', 'Nr,Who\n1,ACME\n');
    const failure = (words: string[]) =>
      office.import(...words).catch((error: { text: { key: string } }) => error);
    const wrong = async (name: string, content: string | Buffer | object) =>
      failure(['jobs', file, '--map', await office.file(name, content)]);
    expect(await failure(['jobs', 'nowhere.csv'])).toMatchObject({ text: { key: 'imports.file.notFound' } });
    expect(await failure(['pigeons', file])).toMatchObject({ text: { key: 'imports.targets.unknown' } });
    expect(await failure(['jobs', file, '--map', 'nowhere.json'])).toMatchObject({
      text: { key: 'imports.map.cannotRead' },
    });
    expect(await failure(['jobs', await office.file('empty.csv', '')])).toMatchObject({
      text: { key: 'imports.file.empty' },
    });
    expect(
      await failure(['jobs', await office.file('book.csv', Buffer.from('PK\u0003\u0004rest'))]),
    ).toMatchObject({
      text: { key: 'imports.file.xlsx' },
    });
    expect(await wrong('half.json', '{"fields": {')).toMatchObject({ text: { key: 'imports.map.jsonAt' } });
    expect(await wrong('map.json', { fields: { reference: '{No}', customer: '{Who}' } })).toMatchObject({
      fields: { 'fields.date': { key: 'imports.map.missing' } },
    });
    expect(await failure(['jobs', file])).toMatchObject({
      fields: { 'fields.reference': { key: 'imports.map.missing' } },
    });
    expect(await references()).not.toContain('1');
  });

  it('refuses alone what the database cannot hold, and keeps its neighbours', async () => {
    await portico.sql(`alter table jobs add constraint jobs_test check (reference <> 'L4')`);
    const rows = Array.from({ length: 9 }, (_, n) => `L${n},ACME,2026-03-04`);
    const file = await office.file('held.csv', ['reference,customer,date', ...rows].join('\n'));
    const dry = await office.import('jobs', file, '--dry-run');
    const { code, refused, said } = await office.import('jobs', file);
    expect([code, refused]).toEqual([2, [expect.stringMatching(/^6,.*L4.*could not be kept/)]]);
    expect(dry.refused).toEqual(refused);
    expect(said).toContain('8 records created.');
    expect(await references()).toEqual(expect.arrayContaining(['L3', 'L5', 'L8']));
  });
});

if (!isBuilt())
  console.warn('Skipped: the command in a process of its own, because dist/ is older than its sources.');
(isBuilt() ? describe : describe.skip)('the command in a process of its own', () => {
  let portico: TestPortico;
  let office: ImportingOffice;

  beforeAll(async () => {
    portico = await startPortico();
    office = await ImportingOffice.open(portico);
  });
  afterAll(async () => {
    await office.close();
    await portico.close();
  });

  it('ends with 0, 2 for refused rows, 1 for what cannot be used, and leaves its report beside the file', async () => {
    const good = await office.file('good.csv', 'reference,name\nC-1,Café Ltd\n');
    const half = await office.file('half.csv', 'reference,name\nC-2,Two Ltd\nC-3\n');
    expect(await office.inProcess('customers', good)).toMatchObject({
      code: 0,
      said: expect.stringContaining('1 record created.'),
    });
    const refused = await office.inProcess('customers', half);
    expect(refused).toMatchObject({ code: 2, said: expect.stringContaining('1 record refused.') });
    expect(await readFile(`${half}.refused.csv`, 'utf8')).toMatch(
      /^\uFEFFRow,Column,Value,Reason\r\n3,,C-3,/,
    );
    expect(existsSync(`${good}.refused.csv`)).toBe(false);
    const wrong = await office.inProcess(
      'customers',
      good,
      '--map',
      await office.file('m.json', { fields: {} }),
    );
    expect(wrong).toMatchObject({
      code: 1,
      faults: expect.stringContaining('fields.reference: This field is needed.'),
    });
    expect(await office.inProcess('customers')).toMatchObject({
      code: 1,
      faults: expect.stringContaining('import <section> <file>'),
    });
    const found = await portico.sql('select reference, name, portal_enabled from customers order by 1');
    expect(found).toEqual([
      { reference: 'C-1', name: 'Café Ltd', portal_enabled: false },
      { reference: 'C-2', name: 'Two Ltd', portal_enabled: false },
    ]);
  }, 180_000);
});

describe('a file that is understood', () => {
  let portico: TestPortico;
  let scene: Scene;
  let office: ImportingOffice;

  beforeAll(async () => {
    portico = await startPortico();
    scene = new Scene(portico);
    office = await ImportingOffice.open(portico);
    await scene.customer('ACME', 'Acme Ltd');
  });
  afterAll(async () => {
    await office.close();
    await portico.close();
  });

  it.each([
    [
      'UTF-16 with tabs',
      (text: string) => iconv.encode(text.replaceAll(';', '\t'), 'utf-16le', { addBOM: true }),
    ],
    ['Windows with semicolons', (text: string) => iconv.encode(text, 'windows-1252')],
    ['UTF-8 with a mark and CR LF', (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`)],
  ])('may be %s, with decimal commas and days first', async (name, encode) => {
    const reference = name.slice(0, 6).trim();
    const map = await office.file('map.json', {
      fields: {
        reference: `${reference}-{#row}`,
        customer: 'ACME',
        date: '{Tag}',
        status: { column: 'Stand', values: { erledigt: 'completed', '*': 'scheduled' } },
        service: '{Leistung}',
        'wasteItems[].ewcCodes': '{AVV}',
        'wasteItems[].weight': { column: 'Gewicht', unit: 't' },
      },
    });
    const text =
      'Tag;Stand;Leistung;AVV;Gewicht\n24.12.2025;erledigt;Müll über Café;20 03 01;1.234,5\n7.1.2026;offen;x;200301;0,001\n';
    const { code, refused } = await office.import(
      'jobs',
      await office.file('file.csv', encode(text)),
      '--map',
      map,
    );
    expect([code, refused]).toEqual([0, []]);
    const found = await portico.sql(
      `select j.date::text, j.status, j.service, w.grams::text from jobs j join waste_items w on w.job_id = j.id
       where j.reference like $1 order by j.reference`,
      [`${reference}-%`],
    );
    expect(found).toEqual([
      { date: '2025-12-24', status: 'completed', service: 'Müll über Café', grams: '1234500000' },
      { date: '2026-01-07', status: 'scheduled', service: 'x', grams: '1000' },
    ]);
  });

  it('brings its customers and sites along when the map says so, and only for records that are kept', async () => {
    const map = await office.file('create.json', {
      unknownCustomers: { name: '{Customer} Limited' },
      unknownSites: { name: '{Site} yard', kind: 'patrol' },
      fields: { ...FIELDS, site: '{Customer}/{Site}' },
    });
    const file = await office.file(
      'create.csv',
      [
        HEADER,
        'C1,Bolt,North,2026-03-04,200301,5,,',
        'C2,Bolt,North,2026-03-04,200301,5,,',
        'C3,Nut,South,2026-03-04,200301,5,R3,6',
        `C4,Nut,${'y'.repeat(196)},2026-03-04,200301,5,,`,
      ].join('\n'),
    );
    const dry = await office.import('jobs', file, '--map', map, '--dry-run');
    expect(dry.said).toContain('1 customer would be created.');
    expect(dry.said).toContain('1 site would be created.');
    expect(await portico.sql(`select 1 from customers where reference <> 'ACME'`)).toEqual([]);
    const real = await office.import('jobs', file, '--map', map);
    expect(real.said).toContain('1 customer created.');
    expect(real.refused).toEqual(dry.refused);
    expect(real.refused).toHaveLength(2);
    expect(real.refused[1]).toMatch(/^5,Site,y+ yard,At most 200 characters\./);
    const made = `select c.name as customer, s.name as site, s.kind from customers c left join sites s on s.customer_id = c.id
      where c.reference <> 'ACME' order by 1`;
    expect(await portico.sql(made)).toEqual([
      { customer: 'Bolt Limited', site: 'North yard', kind: 'patrol' },
    ]);
  });

  it('brings back neither a customer nor a site that was deleted, and says where that is done', async () => {
    const gone = { name: 'Gone Ltd', phone: '01628 555 0142', contacts: [{ name: 'Priya Shah' }] };
    await scene.put('customers/GONE', gone);
    await scene.put('sites/GONE-1', { customer: 'ACME', name: 'Yard', postcode: 'SL7 1AA' });
    await scene.api('DELETE', 'customers/GONE');
    await scene.api('DELETE', 'sites/GONE-1');
    const map = await office.file('gone.json', {
      unknownCustomers: 'create',
      unknownSites: 'create',
      fields: { reference: '{Job}', customer: '{Customer}', site: '{Site}', date: '2026-03-04' },
    });
    const file = await office.file('gone.csv', 'Job,Customer,Site\nG1,GONE,\nG2,ACME,GONE-1\nG3,ACME,\n');
    const { refused } = await office.import('jobs', file, '--map', map);
    expect(refused).toEqual([
      '2,Customer,GONE,The customer “GONE” is deleted. Bring it back first: Customers > Deleted customers.',
      '3,Site,GONE-1,The site “GONE-1” is deleted. Bring it back first: Sites > Deleted records.',
    ]);
    expect((await scene.api('GET', 'customers/GONE')).status).toBe(404);
    expect((await scene.api('GET', 'sites/GONE-1')).status).toBe(404);
  });

  it('brings a deleted record back with what it does not say', async () => {
    await scene.put('jobs/G4', { customer: 'ACME', date: '2026-03-04', notes: 'Gate code 7', crew: 'Ann' });
    await scene.api('DELETE', 'jobs/G4');
    const file = await office.file('back.csv', 'reference,customer,date,crew\nG4,ACME,2026-03-05,\n');
    expect((await office.import('jobs', file)).said).toContain('1 record updated.');
    expect((await scene.api('GET', 'jobs/G4')).body).toMatchObject({
      date: '2026-03-05',
      notes: 'Gate code 7',
      crew: '',
    });
  });

  it('gives a site to the first customer that names it, in a dry run as well, however far apart', async () => {
    const map = await office.file('apart.json', {
      unknownCustomers: 'create',
      unknownSites: 'create',
      fields: { reference: '{Job}', customer: '{Customer}', site: '{Site}', date: '2026-03-04' },
    });
    const between = Array.from({ length: 600 }, (_, n) => `A${n},One,Shared`);
    const file = await office.file('apart.csv', ['Job,Customer,Site', ...between, 'Z,Two,Shared'].join('\n'));
    const dry = await office.import('jobs', file, '--map', map, '--dry-run');
    const real = await office.import('jobs', file, '--map', map);
    expect(dry.refused).toEqual(['602,Site,Shared,The site Shared belongs to another customer.']);
    expect(real.refused).toEqual(dry.refused);
    for (const { said } of [dry, real]) expect(said).toMatch(/^1 customer .*created\.$/m);
  });

  it('leaves alone what its map does not mention, and empties what it does', async () => {
    await scene.put('sites/ACME-1', { customer: 'ACME', name: 'One' });
    await scene.put('jobs/K1', {
      customer: 'ACME',
      site: 'ACME-1',
      date: '2026-03-04',
      notes: 'Gate code 7',
      crew: 'Ann',
      price: { amount: 12_50, currency: 'GBP' },
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 5, fates: [{ code: 'R03.01', weightGrams: 4 }] }],
    });
    const file = await office.file(
      'some.csv',
      'reference,customer,date,status,crew\nK1,ACME,2026-03-04,completed,\n',
    );
    expect((await office.import('jobs', file)).said).toContain('1 record updated.');
    expect((await scene.api('GET', 'jobs/K1')).body).toMatchObject({
      site: 'ACME-1',
      notes: 'Gate code 7',
      crew: '',
      status: 'completed',
      price: { amount: 1250, currency: 'GBP' },
      wasteItems: [{ ewcCodes: ['200301'], weightGrams: 5, fates: [{ code: 'R03.01', weightGrams: 4 }] }],
    });
    expect((await office.import('jobs', file)).said).toContain('1 record was the same already.');
  });

  it('may be broken off and run again', async () => {
    const file = await office.file(
      'long.csv',
      ['reference,customer,date', ...Array.from({ length: 1200 }, (_, n) => `B${n},ACME,2026-03-04`)].join(
        '\n',
      ),
    );
    const open = await openImport({ source: file, fields: declaredFields(jobs), currency: 'GBP' });
    const wish = { kind: jobs, file: open, actor: SYSTEM, dryRun: false };
    for await (const { done } of portico.app.get(Importer, { strict: false }).run(wish))
      if (done >= 500) break;
    const { said } = await office.import('jobs', file);
    expect(said).toContain('700 records created.');
    expect(said).toContain('500 records were the same already.');
  });

  it('may be imported by two people at the same moment: each record is made once', async () => {
    const map = await office.file('twice.json', {
      unknownCustomers: 'create',
      unknownSites: 'create',
      fields: { ...FIELDS, reference: 'P-{Job}' },
    });
    const line = (n: number) => `${n},Pair ${n % 7},Pair ${n % 7}/${(n % 30) % 7},2026-03-04,200301,5,R3,5`;
    const both = await Promise.all(
      [1, -1].map(async (order) => {
        const numbers = Array.from({ length: 1100 }, (_, n) => n).sort((a, b) => order * (a - b));
        const file = await office.file(`twice${order}.csv`, [HEADER, ...numbers.map(line)].join('\n'));
        return office.import('jobs', file, '--map', map);
      }),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const [found] = await portico.sql(
      `select count(*)::int as jobs, count(distinct j.reference)::int as different, sum(w.grams)::int as grams
       from jobs j join waste_items w on w.job_id = j.id where j.reference like 'P-%'`,
    );
    expect(found).toEqual({ jobs: 1100, different: 1100, grams: 5_500_000 });
    const [sums] = await portico.sql(
      `select sum(s.grams)::int as grams from record_sums s join customers c on c.id = s.customer_id
       where c.reference like 'Pair %' and s.every_site and s.measure = 'month'`,
    );
    expect(sums).toEqual({ grams: 5_500_000 });
  }, 120_000);

  it('may hold customers, sites, invoices and documents', async () => {
    const put = async (section: string, ...lines: string[]) =>
      office.import(section, await office.file(`${section}.csv`, lines.join('\n')));
    const all = [
      await put('customers', 'reference;name;email', 'NEW;New Ltd;a@new.test'),
      await put('sites', 'reference,customer,name,kind', 'NEW-1,NEW,Yard,Patrol'),
      await put('jobs', 'reference,customer,site,date', 'NEW-J,NEW,NEW-1,2026-03-04'),
      await put(
        'invoices',
        'reference,customer,date,status,net,tax,gross,paid,lines[].description,lines[].netAmount,lines[].quantityThousandths',
        'NEW-I,NEW,2026-03-04,sent,£100.00,20.00,120.00,0,Skip,10000,1000',
      ),
      await put(
        'documents',
        'reference,customer,name,type,date,job,signed',
        'NEW-D,NEW,Note,waste-transfer-note,2026-03-04,NEW-J,yes',
      ),
    ];
    expect(all.map(({ code, refused }) => [code, refused])).toEqual(all.map(() => [0, []]));
    expect((await scene.api('GET', 'invoices/NEW-I')).body).toMatchObject({
      customer: 'NEW',
      gross: { amount: 12_000, currency: 'GBP' },
      lines: [{ description: 'Skip', netAmount: 10_000 }],
    });
    expect((await scene.api('GET', 'documents/NEW-D')).body).toMatchObject({ job: 'NEW-J', signed: true });
  });
});
