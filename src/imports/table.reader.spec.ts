import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { cells, readTable, refusal } from './table.fixture.js';

describe('a table with any delimiter, line end and quotes', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
  ])('%s', async (_name, delimiter) => {
    const row = (...all: string[]) => all.join(delimiter);
    const { table, rows } = await readTable([
      row('Site', 'Address', 'Tonnes'),
      row('A', '"1, High St; Bow | x\tEssex"', '2.5'),
      row('B', 'None', '3'),
    ]);
    expect(table.delimiter).toBe(delimiter);
    expect(cells(rows)[0]).toEqual(['A', '1, High St; Bow | x\tEssex', '2.5']);
  });

  it('is not misled by decimal commas or by a heading with commas', async () => {
    expect((await readTable(['a;b;c', '1,5;2,5;3,5', '1,5;2,5;3,5'])).table.delimiter).toBe(';');
    expect((await readTable(['Name;Town, county, postcode', 'A;B', 'C;D'])).table.delimiter).toBe(';');
  });

  it('is told by the first line that spreadsheets write for each other', async () => {
    const { table, rows } = await readTable(['sep=;', 'a,b;c', '1;2']);
    expect([table.columns, rows]).toEqual([['a,b', 'c'], [{ row: 2, line: 3, cells: ['1', '2'] }]]);
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('%s, with or without one at the end', async (_name, end) => {
    const text = ['a,b', '1,2', '3,4'].join(end);
    const expected = [
      { row: 2, line: 2, cells: ['1', '2'] },
      { row: 3, line: 3, cells: ['3', '4'] },
    ];
    expect((await readTable(Buffer.from(text))).rows).toEqual(expected);
    expect((await readTable(Buffer.from(text + end))).rows).toEqual(expected);
  });

  it('mixed line ends, even parted between two chunks', async () => {
    const mixed = () =>
      Readable.from([Buffer.from('a,b\r'), Buffer.from('\n1,2\n3,4\r5,6\r'), Buffer.from('\n')]);
    expect((await readTable(mixed)).rows.map(({ row, line }) => [row, line])).toEqual([
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('quotes hold delimiters, quotes and line breaks, and lines are still counted', async () => {
    const { rows } = await readTable(Buffer.from('a,b\r\n"x, ""y""","1\r\n2"\r\n3,4\r\n'));
    expect(rows).toEqual([
      { row: 2, line: 2, cells: ['x, "y"', '1\r\n2'] },
      { row: 3, line: 4, cells: ['3', '4'] },
    ]);
  });

  it('a quotation mark inside a cell is an inch', async () => {
    expect(cells((await readTable(['a,b', '5" pipe,2', "'07811'',3"])).rows)).toEqual([
      ['5" pipe', '2'],
      ["'07811''", '3'],
    ]);
  });

  it('apostrophes quote where the whole header is quoted so', async () => {
    expect(cells((await readTable(["'a','b'", "'1,5','2'"])).rows)).toEqual([['1,5', '2']]);
  });
});

describe('the header of a table', () => {
  it('may be the second of two, with names that repeat and names that lack', async () => {
    const { table, rows } = await readTable(['Producer,,Receiver,', 'Name, Town ,Name,', '1,2,3,4'], {
      headerRow: 2,
    });
    expect(table.columns).toEqual(['Name', 'Town', 'Name (2)', '#4']);
    expect(rows).toEqual([{ row: 3, line: 3, cells: ['1', '2', '3', '4'] }]);
  });

  it('may come after blank rows, which count as a spreadsheet counts them', async () => {
    expect((await readTable(['', ',', 'a,b', '', '1,2'])).rows).toEqual([
      { row: 5, line: 5, cells: ['1', '2'] },
    ]);
  });
});

describe('a table with faulty rows', () => {
  it('gives the good ones and says what is wrong with the others', async () => {
    const { rows } = await readTable([
      'a,b,c',
      '1,2,3',
      '1,2',
      '1,2,3,4',
      '1,2,3,,',
      '1,"x',
      'y",3',
      '7,8,9',
    ]);
    expect(rows.map((row) => ['cells' in row ? 'good' : row.problem.key, row.row, row.line])).toEqual([
      ['good', 2, 2],
      ['imports.row.tooFew', 3, 3],
      ['imports.row.tooMany', 4, 4],
      ['good', 5, 5],
      ['good', 6, 6],
      ['good', 7, 8],
    ]);
  });

  it('says which lines a row covers that lost a quotation mark', async () => {
    const { rows } = await readTable(['a,b', '"1,2', '3,"4"', '5,6', '']);
    expect(rows.map((row) => ('problem' in row ? [row.row, row.problem] : row.cells))).toEqual([
      [2, { key: 'imports.row.manyLines', values: { cells: 1, columns: 2, line: 2, endLine: 3 } }],
      ['5', '6'],
    ]);
  });

  it('half a row at the end, inside quotes or not, costs that row only', async () => {
    const inside = await readTable(['a,b', '1,2', '3,"4']);
    expect(inside.rows).toEqual([
      { row: 2, line: 2, cells: ['1', '2'] },
      { row: 3, line: 3, value: '', problem: { key: 'imports.row.unfinished', values: { line: 3 } } },
    ]);
    expect(cells((await readTable(['a,b,c', '1,2,3', '4,5'])).rows)).toEqual([
      ['1', '2', '3'],
      'imports.row.cutOff',
    ]);
  });

  it('a quotation mark that is never closed does not eat the memory', async () => {
    const endless = `a,b\n1,2\n3,"4\n${'5,6\n'.repeat(600_000)}`;
    expect(cells((await readTable(Buffer.from(endless))).rows)).toEqual([
      ['1', '2'],
      'imports.row.unfinished',
    ]);
  });
});

it('a row that is too long is told from a quotation mark that is never closed', async () => {
  const long = `"a",b\n"1",2\n3,${'x'.repeat(2_100_000)}\n5,6\n`;
  expect(cells((await readTable(Buffer.from(long))).rows)).toEqual([['1', '2'], 'imports.row.overlong']);
});

describe('what is no table', () => {
  it.each([
    ['nothing at all', '', 'imports.file.empty'],
    ['only a byte order mark', '\uFEFF', 'imports.file.noHeader'],
    ['only blank lines', '\n\n', 'imports.file.noHeader'],
    ['only a header', 'a,b\n', 'imports.file.onlyHeader'],
    ['a header and blank rows', 'a,b\n,\n\n', 'imports.file.onlyHeader'],
    ['a workbook by another name', 'PK\u0003\u0004\u0014\u0000', 'imports.file.xlsx'],
    ['a PDF', '%PDF-1.7\n%abc', 'imports.file.pdf'],
    ['bytes', 'GIF89a\u0000\u0001\u0002', 'imports.file.binary'],
    ['a page that says to sign in', '<!doctype html>\n<html></html>', 'imports.file.otherText'],
    ['JSON', '{"a": 1,\n"b": 2}', 'imports.file.otherText'],
  ])('%s is refused', async (_name, text, key) => {
    expect(await refusal(Buffer.from(text))).toBe(key);
  });

  it('an old workbook is refused', async () => {
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('imports.file.xls');
  });

  it('a path that leads to no file is named', async () => {
    expect(await refusal('no/such.csv')).toBe('imports.file.notFound');
    expect(await refusal('src')).toBe('imports.file.folder');
  });

  it('a header row that is not there is named', async () => {
    expect(await refusal(['a,b', '1,2'], { headerRow: 9 })).toBe('imports.file.noHeaderAt');
  });
});
