import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { Readable } from 'node:stream';
import { cells, readTable, refusal } from './table.fixture.js';

describe('a table in any encoding', () => {
  const text = 'Site;Town\nCafé Müller;Zürich\nO’Brien’s – “Skip”;Genève\n';
  const expected = [
    ['Café Müller', 'Zürich'],
    ['O’Brien’s – “Skip”', 'Genève'],
  ];

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`), 'utf-8', false],
    ['UTF-16 little endian with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le', false],
    ['UTF-16 big endian with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be', false],
    ['UTF-16 without a mark', iconv.encode(text, 'utf-16le'), 'utf-16le', true],
    ['Windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252', true],
    ['Mac OS Roman', iconv.encode(text, 'macintosh'), 'macintosh', true],
  ])('%s', async (_name, bytes, encoding, encodingGuessed) => {
    const { table, rows } = await readTable(bytes);
    expect(table).toMatchObject({ columns: ['Site', 'Town'], encoding, encodingGuessed, delimiter: ';' });
    expect(cells(rows)).toEqual(expected);
  });

  it.each([
    ['shift_jis', '東京都清掃事務所;廃棄物', '大阪市;収集運搬'],
    ['windows-1251', 'Москва;Отходы производства', 'Казань;Вывоз'],
    ['windows-1252', 'Name;Place', 'Zoë;Y'],
    ['windows-1252', 'Name;Price', 'Skip;£20'],
    ['windows-1252', 'Name;Place', 'O’Brien;Cork'],
    ['macintosh', 'Name;Place', 'Zoë;Köln'],
  ])('%s is guessed from what little there is: %s', async (encoding, header, row) => {
    const { table, rows } = await readTable(iconv.encode(`${header}\n${row}\n`, encoding));
    expect([table.encoding, table.columns.join(';'), cells(rows)]).toEqual([
      encoding,
      header,
      [row.split(';')],
    ]);
  });

  it('is decided by an accent in the last row as by one in the first', async () => {
    const long = `Name,Note\n${'plain,row\n'.repeat(20_000)}Café,x\n`;
    const last = async (encoding: string) =>
      cells((await readTable(iconv.encode(long, encoding))).rows).at(-1);
    expect(await last('utf-8')).toEqual(['Café', 'x']);
    expect(await last('windows-1252')).toEqual(['Café', 'x']);
  });

  it('is read as declared, and a declaration that cannot be true is refused', async () => {
    const polish = iconv.encode('Town,n\nŁódź,1\n', 'windows-1250');
    expect(cells((await readTable(polish, { encoding: 'windows-1250' })).rows)).toEqual([['Łódź', '1']]);
    expect(await refusal(polish, { encoding: 'UTF-8' })).toBe('imports.file.notUtf8');
    expect(await refusal(polish, { encoding: 'klingon' })).toBe('imports.file.unknownEncoding');
  });

  it.each(['é', '€', '𝄞'])('keeps %s whole when its bytes arrive in two chunks', async (letter) => {
    const bytes = Buffer.from(`a,b\n${letter},1\n`);
    for (let at = 5; at < bytes.length; at++) {
      const { table, rows } = await readTable(() =>
        Readable.from([bytes.subarray(0, at), bytes.subarray(at)]),
      );
      expect([table.encoding, cells(rows)]).toEqual(['utf-8', [[letter, '1']]]);
    }
  });
});
