import { describe, expect, it } from '@jest/globals';
import { faultsOf, openLines, OWN_FIELDS, problemsOf, readLines } from './import.fixture.js';

describe('the lines of a file', () => {
  it('are records in the shape of the API, with what a new customer or site is called', async () => {
    const map = {
      unknownCustomers: 'create',
      unknownSites: { name: '{Site}' },
      fields: {
        ...OWN_FIELDS,
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
    const [first, second] = await readLines(
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
    const fields = { ...OWN_FIELDS, date: '2024-01-01', customer: 'A' };
    for (const n of [0, 1, 10])
      Object.assign(fields, {
        [`wasteItems[${n}].ewcCodes`]: `{E${n}}`,
        [`wasteItems[${n}].weight`]: `{W${n}} kg`,
        [`wasteItems[${n}].estimated`]: { column: 'Note', default: 'no' },
      });
    const lines = await readLines(
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
    expect(problemsOf(lines)).toEqual([[5, 'E0', '', 'imports.value.missing']]);
  });

  it('name row, column, value and reason of each faulty cell, and go on', async () => {
    const lines = await readLines(
      [
        'No,Customer,Date,State,Crew',
        '1,A,13/01/2024,completed,x',
        ',,31/02/2024,gone,x',
        '3,A',
        '4,A,13/01/2024,scheduled,x',
        '5,A,13/01/2024,scheduled,"half',
      ],
      { fields: { ...OWN_FIELDS, status: '{State}' } },
    );
    expect(lines.map(({ row, reference }) => [row, reference])).toEqual([
      [2, '1'],
      [3, ''],
      [4, ''],
      [5, '4'],
      [6, ''],
    ]);
    expect(problemsOf(lines)).toEqual([
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
    const lines = await readLines(['No,Customer,Date', ...rows, 'R7,B,2024-01-01', 'r7,B,2024-01-01'], {
      fields: OWN_FIELDS,
    });
    expect(lines.flatMap((line) => line.problems)).toEqual([
      {
        row: 3002,
        column: 'No',
        value: 'R7',
        reason: { key: 'imports.row.sameReference', values: { row: 9 } },
      },
    ]);
  });

  it('may be read again', async () => {
    const file = await openLines(['No,Customer,Date', '1,A,2024-01-01'], { fields: OWN_FIELDS });
    const references: string[] = [];
    for (const lines of [file.lines(), file.lines()])
      for await (const { reference } of lines) references.push(reference);
    expect(references).toEqual(['1', '1']);
  });

  it('need no map where columns are named like fields', async () => {
    const lines = await readLines(
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
    expect(Object.keys((await faultsOf(['reference,x', '1,2'], undefined)) ?? {})).toEqual([
      'fields.customer',
      'fields.date',
    ]);
  });

  it('tell which columns nobody reads', async () => {
    const file = await openLines(['No,Customer,Date,Secret', '1,A,2024-01-01,x'], {
      fields: { ...OWN_FIELDS, reference: '{no}' },
    });
    expect(file.unusedColumns).toEqual(['Secret']);
  });

  it('of another kind than the map means are left out, and part no rows of one record', async () => {
    const map = {
      only: { column: 'Kind', is: 'job' },
      groupBy: 'reference',
      fields: { ...OWN_FIELDS, 'wasteItems[].ewcCodes': '{Code}', 'wasteItems[].weight': '1 t' },
    };
    const rows = [
      'No,Customer,Date,Kind,Code',
      'J1,A,2024-01-01,Job,200301',
      'Q1,A,soon,quote,',
      'J1,A,2024-01-01,job,150101',
    ];
    const lines = await readLines(rows, map);
    expect(lines.map(({ reference, isLeftOut = false }) => [reference, isLeftOut])).toEqual([
      ['', true],
      ['J1', false],
    ]);
    expect(problemsOf(lines)).toEqual([]);
    expect(await readLines(rows.slice(0, 3), { ...map, downloaded: true })).toMatchObject([
      { problems: [] },
      { problems: expect.arrayContaining([expect.objectContaining({ column: 'Kind' })]) },
    ]);
  });
});
