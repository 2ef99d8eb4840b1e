import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { partsOf, rowsOf } from '../../test/support/workbook.js';
import { XlsxFile } from './xlsx.file.js';

const folder = mkdtempSync(join(tmpdir(), 'portico-xlsx-'));
const row = (number: number) => `<row><c><v>${number}</v></c></row>\n`;

async function sheetsOf(rows: number, most: number, pieces: number): Promise<Map<string, string>> {
  const file = join(folder, 'a.xlsx');
  const workbook = new XlsxFile(file, 'Jobs: all [of] them', ['Number <&>'], most);
  const text = Array.from({ length: rows }, (_, index) => row(index + 1)).join('');
  const size = Math.max(1, Math.ceil(text.length / pieces));
  const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  await pipeline(Readable.from(chunks.map((one) => Buffer.from(one))), workbook.rowsOf());
  await workbook.close();
  return partsOf(readFileSync(file));
}
const numbers = (parts: Map<string, string>) =>
  [...parts]
    .filter(([name]) => name.startsWith('xl/worksheets/'))
    .map(([, sheet]) =>
      rowsOf(sheet)
        .slice(1)
        .map(([value]) => value),
    );

describe('a workbook', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([1, 2, 7, 40])(
    'goes on on another sheet where one is full, whatever pieces rows come in: %i',
    async (pieces) => {
      expect(numbers(await sheetsOf(7, 3, pieces))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    },
  );

  it('has no sheet without rows behind a full one, and one sheet where there are none', async () => {
    expect(numbers(await sheetsOf(6, 3, 3))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(numbers(await sheetsOf(0, 3, 1))).toEqual([[]]);
  });

  it('that cannot be written says so, however many rows still come', async () => {
    const workbook = new XlsxFile(join(folder, 'no', 'such', 'folder.xlsx'), 'Jobs', ['Number']);
    const many = Array.from({ length: 200_000 }, (_, index) => row(index));
    const writing = pipeline(
      Readable.from([Buffer.from(many.join('')), Buffer.from(row(1))]),
      workbook.rowsOf(),
    );
    await expect(writing.then(() => workbook.close())).rejects.toThrow('ENOENT');
    await workbook.abandon(new Error('given up'));
  });

  it('that is given up hurts nobody', async () => {
    const workbook = new XlsxFile(join(folder, 'b.xlsx'), 'Jobs', ['Number'], 1);
    await pipeline(Readable.from([Buffer.from(row(1) + row(2))]), workbook.rowsOf());
    await workbook.abandon(new Error('given up'));
    await expect(workbook.close()).rejects.toThrow('given up');
  });

  it('names its sheets as spreadsheets allow, and its columns in a first row that stays', async () => {
    const parts = await sheetsOf(4, 3, 1);
    expect(parts.get('xl/workbook.xml')).toContain('name="Jobs  all  of  them 2"');
    const first = parts.get('xl/worksheets/sheet2.xml') ?? '';
    expect(first).toContain('state="frozen"');
    expect(rowsOf(first)[0]).toEqual(['Number <&>']);
    for (const part of ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels'])
      expect(parts.get(part)).toContain('worksheets/sheet2.xml');
  });
});
