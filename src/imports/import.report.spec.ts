import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { say, type Text } from '../platform/errors.js';
import { readMessages, Words } from '../platform/pages/words.js';
import { type OpenImport, openImport } from './import.lines.js';
import { countLines, fileTexts, NOTHING, refusalCsv, refusalHeadings, refusalLine } from './import.report.js';
import { JOB_FIELDS } from './job-fields.fixture.js';

const words = new Words(readMessages('messages/en'));
const english = (text: Text) => words.say(text);
const fileLines = (file: OpenImport) => fileTexts(file).map(english);
const reason = say('imports.value.ewcUnknown', { code: '99 99 99' });

describe('the report of an import', () => {
  it('begins with how the file was understood', async () => {
    const open = (source: Buffer) =>
      openImport({
        source,
        fields: JOB_FIELDS,
        currency: 'GBP',
        map: { fields: { reference: '{No}', customer: '{Who}', date: '2024-01-01', status: 'scheduled' } },
      });
    expect(fileLines(await open(Buffer.from('No\tWho\n1\tA\n')))).toEqual([
      'Read as utf-8, cells parted by "\\t".',
      '2 columns: No, Who.',
    ]);
    expect(fileLines(await open(Buffer.from('No;Who;x;y\n1;Caf\xe9;;\n', 'latin1')))).toEqual([
      'Read as windows-1252 (a guess: if names with accents look wrong, say "encoding" in the map), cells parted by ";".',
      '4 columns: No, Who, x, y.',
      '2 columns are not used: x, y.',
    ]);
  });

  it('says of each refused cell its row, column, value and reason', () => {
    expect(refusalLine({ row: 12, column: 'Waste Code', value: '99 99 99', reason }, english)).toBe(
      'Row 12, Waste Code, "99 99 99": "99 99 99" is not in the List of Waste.',
    );
    const row = { row: 13, column: '', value: '1 | 2', reason: say('imports.row.unfinished', { line: 14 }) };
    expect(refusalLine(row, english)).toMatch(/^Row 13: A quotation mark opened in line 14 is never closed/);
  });

  it('keeps a hostile value on its line of the terminal', () => {
    const line = refusalLine(
      { row: 1, column: 'A', value: `\u001b[2Jx\r\n${'y'.repeat(500)}`, reason },
      english,
    );
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(line.length).toBeLessThan(250);
  });

  it('is CSV in which nothing becomes a formula', () => {
    expect(refusalHeadings(english)).toBe('Row,Column,Value,Reason\r\n');
    for (const value of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])
      expect(refusalCsv({ row: 2, column: '=A', value, reason }, english)).toContain(`2,'=A,'${value},`);
    expect(refusalCsv({ row: 2, column: 'A', value: '\r=1,"x"', reason }, english)).toContain(
      `2,A,"'\r=1,""x""",`,
    );
  });

  it('ends with what happened to how many', () => {
    const counts = { ...NOTHING, created: 1, unchanged: 2_499 };
    expect(countLines(counts, false, english)).toEqual([
      '1 record created.',
      '0 records updated.',
      '2,499 records were the same already.',
    ]);
    expect(countLines({ ...counts, refused: 3, rounded: 1, newSites: 2 }, true, english)).toEqual([
      '2 sites would be created.',
      '1 record would be created.',
      '0 records would be updated.',
      '2,499 records are the same already.',
      '3 records would be refused.',
      '1 figure was finer than a gram and was rounded.',
      'This was a dry run: nothing was changed.',
    ]);
  });

  it('has words for every sentence that imports say', () => {
    const sources = readdirSync('src/imports').filter((name) => /(?<!\.spec|\.fixture)\.ts$/.test(name));
    const keys = sources.flatMap((name) => [
      ...readFileSync(`src/imports/${name}`, 'utf8').matchAll(/'(imports\.[a-zA-Z.]+)'/g),
    ]);
    const missing = keys.map(([, key]) => String(key)).filter((key) => !words.has(key));
    expect(
      missing.filter((key) => !['imports.report.was', 'imports.report.wouldBe', 'imports.run'].includes(key)),
    ).toEqual([]);
    expect(keys.length).toBeGreaterThan(60);
  });
});
