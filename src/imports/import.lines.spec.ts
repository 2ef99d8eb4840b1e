import { describe, expect, it } from '@jest/globals';
import type { ImportLine } from './import.line.js';
import { openImport } from './import.lines.js';
import { JOB_FIELDS } from './job-fields.fixture.js';

const FIELDS = {
  reference: '{No}',
  customer: '{Customer}',
  date: '{Date}',
  status: 'completed',
};
const open = (rows: readonly string[], map: unknown) =>
  openImport({ source: Buffer.from(rows.join('\n')), map, fields: JOB_FIELDS, currency: 'GBP' });
const read = async (rows: readonly string[], map: unknown): Promise<ImportLine[]> => {
  const lines: ImportLine[] = [];
  for await (const line of (await open(rows, map)).lines()) lines.push(line);
  return lines;
};
const refused = (rows: readonly string[], map: unknown) =>
  open(rows, map).then(
    () => 'opened',
    (error: { fields?: Record<string, { key: string; values?: unknown }> }) => error.fields,
  );
const problems = (lines: readonly ImportLine[]) =>
  lines.flatMap((line) =>
    line.problems.map(({ row, column, value, reason }) => [row, column, value, reason.key]),
  );

describe('the lines of a file', () => {
  it('are records in the shape of the API, with what a new customer or site is called', async () => {
    const map = {
      unknownCustomers: 'create',
      unknownSites: { name: '{Site}' },
      fields: {
        ...FIELDS,
        site: '{Customer} / {Site}',
        crew: { column: 'Crew', values: { AB: 'Ann and Bob' } },
        price: '{Price}',
        'wasteItems[].ewcCodes': '{Code}',
        'wasteItems[].weight': '{Weight} {Unit}',
        'wasteItems[].estimated': { column: 'Est', default: 'no' },
        'wasteItems[].fates[].code': '{Fate}',
        'wasteItems[].fates[].weight': '{Weight} {Unit}',
      },
    };
    const [first, second] = await read(
      [
        'No,Customer,Site,Date,Crew,Price,Code,Weight,Unit,Est,Fate',
        'J1, Acme ,Dock,13/01/2024,ab,"£1,250.50",20 03 01;15 01 01,1.5,tonnes,Y,R04',
        'J2,Acme,Dock,14/01/2024,constructor,,160601*,12.3456,kg,,',
      ],
      map,
    );
    expect(first).toMatchObject({
      row: 2,
      line: 2,
      reference: 'J1',
      problems: [],
      rounded: 0,
      unknown: { customer: {}, site: { name: 'Dock' } },
      record: {
        reference: 'J1',
        customer: 'Acme',
        site: 'Acme / Dock',
        date: '2024-01-13',
        status: 'completed',
        crew: 'Ann and Bob',
        price: { amount: 125_050, currency: 'GBP' },
        wasteItems: [
          {
            ewcCodes: ['200301', '150101'],
            weightGrams: 1_500_000,
            estimated: true,
            fates: [{ code: 'R04', weightGrams: 1_500_000 }],
          },
        ],
      },
    });
    expect(second?.record.crew).toBe('constructor');
    // No fate: the weight alone makes none. A finer weight is rounded and counted.
    expect(second?.record.wasteItems).toEqual([
      { ewcCodes: ['160601'], weightGrams: 12_346, estimated: false },
    ]);
    expect(second?.rounded).toBe(1);
  });

  it('leave out a child that has nothing in its row, and have as many as the map numbers', async () => {
    const fields = { ...FIELDS, date: '2024-01-01', customer: 'A' };
    for (const n of [0, 1, 10])
      Object.assign(fields, {
        [`wasteItems[${n}].ewcCodes`]: `{E${n}}`,
        [`wasteItems[${n}].weight`]: `{W${n}} kg`,
        [`wasteItems[${n}].estimated`]: { column: 'Note', default: 'no' },
      });
    const lines = await read(
      [
        'No,E0,W0,E1,W1,E10,W10,Note',
        '1,200301,1,150101,2,160601,3,',
        '2,,,,,200301,5,',
        '3,,,,,,,',
        '4,,7,,,,,',
      ],
      { decimal: '.', fields },
    );
    expect(
      lines.map(({ record }) =>
        (record.wasteItems as { weightGrams: number }[] | undefined)?.map((item) => item.weightGrams),
      ),
    ).toEqual([[1000, 2000, 3000], [5000], undefined, [7000]]);
    expect(problems(lines)).toEqual([[5, 'E0', '', 'imports.value.missing']]);
  });

  it('name row, column, value and reason of each faulty cell, and go on', async () => {
    const lines = await read(
      [
        'No,Customer,Date,State,Crew',
        '1,A,13/01/2024,completed,x',
        ',,31/02/2024,gone,x',
        '3,A',
        '4,A,13/01/2024,planned,x',
        '5,A,13/01/2024,planned,"half',
      ],
      { fields: { ...FIELDS, status: '{State}' } },
    );
    expect(lines.map(({ row, reference }) => [row, reference])).toEqual([
      [2, '1'],
      [3, ''],
      [4, ''],
      [5, '4'],
      [6, ''],
    ]);
    expect(problems(lines)).toEqual([
      [3, 'No', '', 'imports.value.missing'],
      [3, 'Customer', '', 'imports.value.missing'],
      [3, 'Date', '31/02/2024', 'imports.value.dateUnreal'],
      [3, 'State', 'gone', 'imports.value.choice'],
      [4, '', '3 | A', 'imports.row.tooFew'],
      [6, '', '', 'imports.row.unfinished'],
    ]);
  });

  it('refuse a reference that stood in an earlier row, however far back', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `R${n},A,2024-01-01`);
    const lines = await read(['No,Customer,Date', ...rows, 'R7,B,2024-01-01', 'r7,B,2024-01-01'], {
      fields: FIELDS,
    });
    expect(lines.flatMap((line) => line.problems)).toEqual([
      {
        row: 3002,
        column: 'reference',
        value: 'R7',
        reason: { key: 'imports.row.sameReference', values: { row: 9 } },
      },
    ]);
  });

  it('may be read again', async () => {
    const file = await open(['No,Customer,Date', '1,A,2024-01-01'], { fields: FIELDS });
    const references: string[] = [];
    for (const lines of [file.lines(), file.lines()])
      for await (const { reference } of lines) references.push(reference);
    expect(references).toEqual(['1', '1']);
  });

  it('need no map where columns are named like fields', async () => {
    const lines = await read(
      [
        'Reference,customer,date,status,wasteItems[].ewcCodes,wasteItems[].weightGrams,Remark',
        '1,A,2024-01-01,completed,200301,1500,x',
      ],
      undefined,
    );
    expect(lines[0]).toMatchObject({
      problems: [],
      record: { reference: '1', wasteItems: [{ ewcCodes: ['200301'], weightGrams: 1500 }] },
    });
    expect(Object.keys((await refused(['reference,x', '1,2'], undefined)) ?? {})).toEqual([
      'fields.customer',
      'fields.date',
      'fields.status',
    ]);
  });

  it('tell which columns nobody reads', async () => {
    const file = await open(['No,Customer,Date,Secret', '1,A,2024-01-01,x'], {
      fields: { ...FIELDS, reference: '{no}' },
    });
    expect(file.unusedColumns).toEqual(['Secret']);
  });
});

describe('a file that writes what can be read in two ways', () => {
  const dates = (...all: string[]) => ['No,Customer,Date', ...all.map((date, n) => `${n},A,${date}`)];
  const map = { fields: FIELDS };

  it('is understood by the one row that decides', async () => {
    const british = await read(dates('03/04/2024', '31/12/2024'), map);
    const american = await read(dates('03/04/2024', '12/31/2024'), map);
    expect([british, american].map(([first]) => first?.record.date)).toEqual(['2024-04-03', '2024-03-04']);
  });

  it('is refused when no row decides, or two disagree, with the rows', async () => {
    expect(await refused(dates('03/04/2024', '05/06/2024'), map)).toEqual({
      dateFormat: { key: 'imports.map.dateEither', values: { row: 2, text: '03/04/2024' } },
    });
    expect(await refused(dates('31/12/2024', '1/2/2024', '12/31/2024'), map)).toEqual({
      dateFormat: {
        key: 'imports.map.dateMixed',
        values: { row: 2, text: '31/12/2024', otherRow: 4, other: '12/31/2024' },
      },
    });
    expect(await refused(dates('03/04/2024'), { ...map, dateFormat: 'mm/dd/yyyy' })).toBe('opened');
    expect(await refused(dates('04/04/2024', 'never'), map)).toBe('opened');
  });

  const weights = (...all: string[]) => ['No;W', ...all.map((weight, n) => `${n};${weight}`)];
  const weighed = {
    fields: {
      ...FIELDS,
      customer: 'A',
      date: '2024-01-01',
      'wasteItems[].ewcCodes': '200301',
      'wasteItems[].weight': '{W} kg',
    },
  };
  const grams = async (...all: string[]) =>
    (await read(weights(...all), weighed)).map(
      ({ record }) => (record.wasteItems as { weightGrams: number }[])[0]?.weightGrams,
    );

  it('has its decimal mark found over all rows, or must say it', async () => {
    expect(await grams('1.234', '0.5')).toEqual([1_234, 500]);
    expect(await grams('1.234', '0,5')).toEqual([1_234_000, 500]);
    expect(await refused(weights('1,234', '5'), weighed)).toMatchObject({
      decimal: { key: 'imports.map.decimalEither' },
    });
    expect(await refused(weights('1,5', '1.5'), weighed)).toMatchObject({
      decimal: { key: 'imports.map.decimalMixed' },
    });
    expect(await refused(weights('1,234'), { ...weighed, decimal: '.' })).toBe('opened');
  });

  it('is refused whole for a constant that cannot be read', async () => {
    const fields = { ...FIELDS, status: 'complete', customer: '' };
    expect(await refused(dates('2024-01-01'), { fields })).toMatchObject({
      'fields.status': { key: 'imports.value.choice' },
      'fields.customer': { key: 'imports.value.missing' },
    });
  });
});

describe('rows grouped by reference', () => {
  const map = {
    groupBy: 'reference',
    decimal: '.',
    fields: { ...FIELDS, 'wasteItems[].ewcCodes': '{Code}', 'wasteItems[].weight': '{Kg} kg' },
  };
  const header = 'No,Customer,Date,Code,Kg';

  it('are one record with several children', async () => {
    const lines = await read(
      [header, '1,A,2024-01-01,200301,5', '1,A,2024-01-01,150101,6.0004', '2,A,2024-01-01,200301,7'],
      map,
    );
    expect(
      lines.map(({ row, record, rounded }) => [row, (record.wasteItems as unknown[]).length, rounded]),
    ).toEqual([
      [2, 2, 1],
      [4, 1, 0],
    ]);
  });

  it('are refused together when one is faulty, disagrees, or stands apart', async () => {
    const lines = await read(
      [
        header,
        '1,A,2024-01-01,200301,5',
        '1,A,2024-01-01,999999,6',
        '2,A,2024-01-01,200301,7',
        '2,B,2024-01-01,200301,7',
        '1,A,2024-01-01,200301,8',
      ],
      map,
    );
    expect(lines.map((line) => [line.row, ...problems([line])])).toEqual([
      [2, [3, 'Code', '999999', 'imports.value.ewcUnknown']],
      [4, [5, 'customer', 'B', 'imports.row.differs']],
      [6, [6, 'reference', '1', 'imports.row.sameReference']],
    ]);
  });
});
