import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { existsSync, readFileSync } from 'node:fs';
import type { ImportLine } from './import.line.js';
import { type OpenImport, openImport } from './import.lines.js';
import { parseMap } from './import.map.js';
import { JOB_FIELDS } from './job-fields.fixture.js';
import { openTable, type Table } from './table.reader.js';

const SAMPLES = '../shared/data/samples';
const withSamples = existsSync(SAMPLES) ? describe : describe.skip;
if (!existsSync(SAMPLES)) console.warn(`Skipped: files of other people are looked for in ${SAMPLES}.`);

const open = (name: string, map: unknown): Promise<OpenImport> =>
  openImport({ source: `${SAMPLES}/${name}`, map, fields: JOB_FIELDS, currency: 'GBP' });
const linesOf = async (file: OpenImport): Promise<ImportLine[]> => {
  const lines: ImportLine[] = [];
  for await (const line of file.lines()) lines.push(line);
  return lines;
};
const count = async (table: Table) => {
  const found = { good: 0, faulty: 0 };
  for await (const row of table.rows()) found['problem' in row ? 'faulty' : 'good']++;
  return found;
};

withSamples('the returns of the Environment Agency', () => {
  const NAME = 'ea_waste_received_2019_essex_extract.csv';
  const map = parseMap(readFileSync('docs/imports/ea-waste-received.json', 'utf8'));

  it('go in whole, and the grams are the sum of its tonnes', async () => {
    const lines = await linesOf(await open(NAME, map));
    const items = lines.flatMap(
      ({ record }) => record.wasteItems as { weightGrams: number; fates: unknown[] }[],
    );
    expect(lines.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect([lines.length, items.length]).toEqual([2500, 2500]);
    // 3,697,482.716990 tonnes, added exactly elsewhere.
    expect(items.reduce((sum, item) => sum + BigInt(item.weightGrams), 0n)).toBe(3_697_482_716_990n);
    expect(lines.reduce((sum, { rounded }) => sum + rounded, 0)).toBe(0);
    expect(new Set(lines.map(({ record }) => record.customer)).size).toBe(152);
    expect(new Set(lines.map(({ record }) => record.site)).size).toBe(187);
    expect(lines[1]).toMatchObject({
      row: 3,
      reference: 'EA-KP3936ZB-3',
      unknown: { site: { name: 'Tilbury Green Power EPR/KP3936ZB' } },
      record: {
        customer: 'Tilbury Green Power Limited',
        site: 'Tilbury Green Power Limited / Tilbury Green Power EPR/KP3936ZB',
        date: '2019-12-31',
        status: 'completed',
        wasteItems: [
          {
            ewcCodes: ['200138'],
            weightGrams: 17_760_000,
            fates: [{ code: 'R03.01.03', weightGrams: 17_760_000 }],
          },
        ],
      },
    });
  });

  it.each(['utf-16le', 'windows-1252', 'utf8'])(
    'read the same in %s, with semicolons and CR',
    async (encoding) => {
      const table = await openTable(`${SAMPLES}/${NAME}`);
      const quoted = (cells: readonly string[]) =>
        cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
      const rows = [quoted([...table.columns.slice(0, 27), 'Tonnes Received é'])];
      for await (const row of table.rows())
        if ('cells' in row && rows.length <= 400) rows.push(quoted(row.cells));
      const other = await openTable(
        iconv.encode(rows.join('\r'), encoding, { addBOM: encoding === 'utf-16le' }),
      );
      expect(other).toMatchObject({ delimiter: ';', encoding: encoding === 'utf8' ? 'utf-8' : encoding });
      expect(other.columns.at(-1)).toBe('Tonnes Received é');
      expect(await count(other)).toEqual({ good: 400, faulty: 0 });
    },
  );
});

withSamples('the bulk movements of Defra', () => {
  const movement = {
    headerRow: 2,
    dateFormat: 'dd/mm/yyyy',
    unknownCustomers: 'create',
    fields: {
      reference: '{Your unique reference (maximum 20 characters, letters and numbers only)}-{#row}',
      customer: '{Producer organisation name}',
      date: '{#21}',
      status: 'completed',
      'wasteItems[0].ewcCodes': '{EWC code (six digits, only use numbers)}',
      'wasteItems[0].weight': '{Waste quantity (numbers and decimal points only)} {#48}',
      'wasteItems[0].estimated': {
        column: 'Quantity of waste (actual or estimate)',
        values: { Actual: 'no', Estimate: 'yes' },
      },
      'wasteItems[1].ewcCodes': '{EWC code (six digits, only use numbers) (2)}',
      'wasteItems[1].weight': '{Waste quantity (numbers and decimal points only) (2)} tonnes',
    },
  };

  it('have their names in the second row, and several wastes in one', async () => {
    const file = await open('defra_uk_waste_movements_5_rows.csv', movement);
    expect([file.table.columns.length, new Set(file.table.columns).size]).toEqual([193, 193]);
    const lines = await linesOf(file);
    expect(lines.map(({ row, problems }) => [row, problems.length])).toEqual([
      [3, 0],
      [4, 0],
      [5, 0],
      [6, 0],
    ]);
    expect(lines[0]?.record).toMatchObject({
      date: '2001-02-18',
      wasteItems: [
        { ewcCodes: ['170102'], weightGrams: 1_100_000, estimated: false },
        { ewcCodes: ['170102'], weightGrams: 1_100_000 },
      ],
    });
  });

  it('a template without rows says so', async () => {
    await expect(
      openTable(`${SAMPLES}/defra_uk_waste_movements_template.csv`, { headerRow: 2 }),
    ).rejects.toMatchObject({
      text: { key: 'imports.file.onlyHeader' },
    });
  });
});

withSamples('files of other people', () => {
  it.each([
    ['defra_uk_waste_movements_producer_errors.csv', 193, 28, 2],
    ['nyc_dsny_monthly_tonnage.csv', 12, 24_647, 1],
    ['quickbooks_invoices_export.csv', 45, 16, 1],
    ['quickbooks_transactions.csv', 6, 18, 1],
    ['stripe_charges_export.csv', 54, 16, 1],
    ['xero_invoices_export.csv', 27, 601, 1],
  ])('%s: %d columns, %d rows, none lost', async (name, columns, rows, headerRow) => {
    const table = await openTable(`${SAMPLES}/${name}`, { headerRow });
    expect(table.columns.length).toBe(columns);
    expect(await count(table)).toEqual({ good: rows, faulty: 0 });
  });

  it('a workbook is refused whatever it is called', async () => {
    const bytes = readFileSync(`${SAMPLES}/ea_shipment_prenotification_template.xlsx`);
    await expect(openTable(bytes)).rejects.toMatchObject({ text: { key: 'imports.file.xlsx' } });
  });
});
