import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { EWC_CODES_BY_SUB_CHAPTER } from './ewc-codes.data.js';
import { parseEwcCode } from './ewc-code.js';
import { fateGroup, parseFateCode } from './fate-code.js';

const root = new URL('../../../', import.meta.url);
const migration = readFileSync(new URL('migrations/0003-waste-codes.up.sql', root), 'utf8');

/** The rows of the migration's `insert into <table>` statements, each a list of its literals as text. */
function rowsOf(table: string): string[][] {
  const inserts = migration.matchAll(new RegExp(`^insert into ${table} .*\\n([^;]+);`, 'gm'));
  return [...inserts].flatMap(([, rows = '']) =>
    rows
      .trim()
      .split('\n')
      .map((row) => row.split(/^ *\(|, (?='|true|false)|\),?$/).slice(1, -1))
      .map((literals) => literals.map((literal) => literal.replace(/^'|'$/g, ''))),
  );
}

const ewc = rowsOf('ewc_codes').map(([code = '', hazardous = '', name = '']) => ({ code, hazardous, name }));
const operations = rowsOf('recovery_disposal_codes').map(([code = '', name = '', group = '']) => ({
  code,
  name,
  group,
}));
const named = (table: string) => rowsOf(table).map(([code = '', name = '']) => ({ code, name }));
const tables = {
  ewc_chapters: named('ewc_chapters'),
  ewc_codes: ewc,
  recovery_disposal_codes: operations,
  hazardous_properties: named('hazardous_properties'),
  container_types: named('container_types'),
};

describe('the tables of waste codes', () => {
  it('hold the whole lists', () => {
    expect(Object.values(tables).map((rows) => rows.length)).toEqual([20, 842, 28, 16, 16]);
    expect(ewc.filter((row) => row.hazardous === 'true')).toHaveLength(408);
  });

  it('hold the codes and marks that are read without a database', () => {
    const inMemory = Object.entries(EWC_CODES_BY_SUB_CHAPTER).flatMap(([start, ends]) =>
      ends.split(' ').map((end) => start + end),
    );
    expect(inMemory.sort()).toEqual(ewc.map((row) => row.code + (row.hazardous === 'true' ? '*' : '')));
    for (const { code, hazardous } of ewc)
      expect(parseEwcCode(code)).toEqual({ code, hazardous: hazardous === 'true' });
  });

  it('group the operations as reports do', () => {
    expect(operations.map((row) => row.group)).toEqual(operations.map((row) => fateGroup(row.code)));
  });

  it.each(Object.entries(tables))('tell the codes of %s apart by short names', (_table, rows) => {
    expect(new Set(rows.map((row) => row.name.toLowerCase())).size).toBe(rows.length);
    expect(rows.filter((row) => row.name.length > 60 || !/^[A-Z]\S*( \S+)*$/.test(row.name))).toEqual([]);
  });
});

const data = new URL('../shared/data/', root);
const compared = existsSync(data);
const published = (file: string) =>
  parse(readFileSync(new URL(file, data)), { columns: true, bom: true }) as Record<string, string>[];

(compared ? describe : describe.skip)(
  `the published lists${compared ? '' : ' (skipped: no ../shared/data)'}`,
  () => {
    it('have the same EWC codes and hazardous marks', () => {
      const theirs = published('ewc/ewc_codes.csv').map(({ code, hazardous }) => ({ code, hazardous }));
      expect(ewc.map(({ code, hazardous }) => ({ code, hazardous }))).toEqual(theirs);
    });

    it('count the same codes in each chapter', () => {
      const count = (chapter: string, marks: string[]) =>
        ewc.filter((row) => row.code.startsWith(chapter) && marks.includes(row.hazardous)).length;
      const ours = tables.ewc_chapters.map(({ code }) => [
        code,
        count(code, ['true', 'false']),
        count(code, ['true']),
      ]);
      const theirs = published('ewc/ewc_chapters.csv');
      expect(ours).toEqual(
        theirs.map((row) => [row['chapter'], Number(row['codes']), Number(row['hazardous_codes'])]),
      );
    });

    it.each([
      ['recovery_disposal_codes', 'codes/recovery_disposal_codes.csv'],
      ['hazardous_properties', 'codes/hazardous_properties.csv'],
      ['container_types', 'codes/container_types.csv'],
    ] as const)('have the same codes as %s', (table, file) => {
      expect(tables[table].map((row) => row.code)).toEqual(published(file).map((row) => row['code']));
    });

    it.each([
      ['ewc_chapters', 'ewc/ewc_chapters.csv', ['title']],
      ['ewc_codes', 'ewc/ewc_codes.csv', ['description', 'long_description']],
      ['recovery_disposal_codes', 'codes/recovery_disposal_codes.csv', ['description']],
      [
        'hazardous_properties',
        'codes/hazardous_properties.csv',
        ['name', 'dwt_short_description', 'plain_description'],
      ],
      ['container_types', 'codes/container_types.csv', ['description']],
    ] as const)('do not lend their sentences to the names of %s', (table, file, columns) => {
      const theirs = published(file);
      const copied = tables[table].filter(({ name }, row) => {
        const sentences = columns.map((column) => theirs[row]?.[column]?.toLowerCase());
        return name.split(' ').length > 3 && sentences.includes(name.toLowerCase());
      });
      expect(copied).toEqual([]);
    });

    it('hold every code and fate of a real return', () => {
      const rows = published('samples/ea_waste_received_2019_essex_extract.csv');
      expect(rows.filter((row) => 'problem' in parseEwcCode(row['Waste Code'] ?? ''))).toEqual([]);
      const fates = rows.map((row) => parseFateCode(row['R and D code'] ?? ''));
      expect(fates.filter((fate) => 'problem' in fate)).toEqual([]);
      const unknown = fates.flatMap((fate) => ('text' in fate && fate.code === null ? [fate.text] : []));
      expect(new Set(unknown)).toEqual(new Set(['NS']));
    });
  },
);
