import { describe, expect, it } from '@jest/globals';
import type { TableView } from '../platform/pages/table.view.js';
import { formatsFor } from '../platform/pages/formats.js';
import { cellText } from '../platform/pages/cells.js';
import { readMessages, Words } from '../platform/pages/words.js';
import { shiftMonth } from '../platform/months.js';
import type { SumLine } from './figures.js';
import { reportCsv } from './report.csv.js';
import { readReportRequest } from './report.request.js';
import type { ReportBody, ReportInput, ReportPlace } from './report.js';
import { changeWords, pointsWords } from './trend-change.js';
import { beginning, shownMonths, trendMonths } from './trend-months.js';
import { trends } from './trends.report.js';

const TODAY = '2026-03-18';
const words = new Words(readMessages('messages/en'));
const formats = formatsFor('en-GB', 'Europe/London', 'GBP');
const line = (key: string, tonnes: number, records = 1): SumLine => ({
  key,
  records,
  grams: BigInt(Math.round(tonnes * 1_000_000)),
  estimated: 0n,
  amount: 0n,
});
/** So many months, the last being this one, each with so many tonnes. */
const months = (last: string, count: number, tonnes: (index: number) => number): SumLine[] =>
  Array.from({ length: count }, (_, index) => line(shiftMonth(last, index + 1 - count), tonnes(index)));
const range = { from: '2025-04-01', to: '2026-03-31' };

describe('the months of a trend', () => {
  it('end with the current one, which is not over', () => {
    expect(shownMonths({ from: '2026-02-01', to: '2026-12-31' }, TODAY)).toEqual(['2026-02', '2026-03']);
    expect(shownMonths({ from: '2026-04-01', to: '2026-12-31' }, TODAY)).toEqual([]);
    const [last] = trendMonths({ from: TODAY, to: TODAY }, TODAY, [line('2026-03', 1)], undefined);
    expect(last).toMatchObject({ month: '2026-03', over: false });
  });

  it('stand beside a year before, and look back on twelve months, only where figures begin in an earlier month', () => {
    const lines = months('2026-03', 15, () => 10);
    expect(beginning(lines)).toBe('2025-01');
    const found = trendMonths(range, TODAY, lines, undefined);
    const of = (month: string) => found.find((one) => one.month === month);
    expect(of('2025-12')).toMatchObject({ earlier: undefined, year: undefined, fates: undefined });
    expect(of('2025-12')?.own.grams).toBe(10_000_000n);
    expect(of('2026-01')).toMatchObject({
      earlier: undefined,
      year: { grams: 120_000_000n, jobs: 12, from: '2025-02-01', to: '2026-01-31' },
      yearEarlier: undefined,
    });
    expect(of('2026-02')?.earlier).toMatchObject({
      grams: 10_000_000n,
      from: '2025-02-01',
      to: '2025-02-28',
    });
  });

  it('count a month without a job as nothing once figures have begun', () => {
    const found = trendMonths(range, TODAY, [line('2023-12', 5), line('2026-01', 7)], undefined);
    expect(found.at(-1)).toMatchObject({ own: { jobs: 0, grams: 0n }, earlier: { jobs: 0, grams: 0n } });
    expect(found.at(-1)?.year).toMatchObject({ grams: 7_000_000n });
    expect(found.at(-1)?.yearEarlier).toMatchObject({ grams: 0n, jobs: 0 });
  });

  it('add up what became of the waste over twelve months', () => {
    const fates = [line('2025-01 R3', 4), line('2025-12 R3', 1), line('2025-06 ', 2), line('2024-12 D5', 9)];
    const [latest] = trendMonths(
      { from: '2025-12-01', to: '2025-12-31' },
      TODAY,
      months('2025-12', 25, () => 1),
      fates,
    );
    expect(latest?.fates).toMatchObject({ total: 7_000_000n, groups: { recycling: 5_000_000n } });
    expect(latest?.fatesEarlier).toMatchObject({ total: 9_000_000n, landfill: 9_000_000n });
  });
});

describe('a change', () => {
  const said = (value: number, before: number | undefined) =>
    words.say(changeWords(BigInt(value), before === undefined ? undefined : BigInt(before)));

  it('is told in percent, and of nothing there is none', () => {
    expect(said(108, 100)).toBe('8\u00a0% more than a year earlier');
    expect(said(50, 100)).toBe('50\u00a0% less than a year earlier');
    expect(said(0, 100)).toBe('100\u00a0% less than a year earlier');
    expect(said(1003, 1000)).toBe('As much as a year earlier');
    for (const before of [undefined, 0])
      expect(said(5, before)).toBe('Cannot be compared with a year earlier');
  });

  it('of a rate is told in percentage points', () => {
    const rate = (part: number, whole: number) => ({ part: BigInt(part), whole: BigInt(whole) });
    const points = (...of: Parameters<typeof pointsWords>) => words.say(pointsWords(...of));
    expect(points(rate(43, 100), rate(20, 50))).toBe('3 percentage points more than a year earlier');
    expect(points(rate(400, 1000), rate(4049, 10_000))).toBe(
      '0.5 percentage points less than a year earlier',
    );
    expect(points(rate(1, 2), rate(2, 4))).toBe('As much as a year earlier');
    expect(points(rate(0, 0), rate(1, 2))).toBe('Cannot be compared with a year earlier');
    expect(points(rate(1, 2), undefined)).toBe('Cannot be compared with a year earlier');
  });
});

describe('the report of trends', () => {
  const place: ReportPlace = { room: 'portal', today: TODAY, open: ['trends', 'fates', 'types'] };
  const input = (lines: readonly (readonly SumLine[])[], more: Partial<ReportInput> = {}): ReportInput => ({
    ...place,
    request: readReportRequest({}, TODAY, trends),
    lines,
    names: new Map([
      ['200301', { code: '200301', name: '', hazardous: false, chapter: '20', chapterName: 'Municipal' }],
    ]),
    places: new Map(),
    several: false,
    jobsHref: (behind) => JSON.stringify(behind),
    reportHref: (key, days) => `${key} ${days.from}`,
    write: (text) => words.say(text),
    ...more,
  });
  const shown = (table: TableView | undefined) =>
    (table?.rows ?? []).map(({ first, others }) =>
      [first, ...others].map(({ cell }) => cellText(cell, words, formats)),
    );
  const full = [
    [line('', 0, 5)],
    months('2026-03', 36, (index) => (index < 12 ? 8 : index < 24 ? 10 : 11)),
    [line('2025-12 R3', 30), line('2025-12 D5', 70), line('2024-12 R3', 20), line('2024-12 R13', 80)],
    [line('200301', 90), line('170904', 10)],
    [line('200301', 100)],
  ];
  const titles = (body: ReportBody) => body.parts?.map(({ title }) => words.say(title));

  it('reads sums alone, and those of fates and types only where these reports are open', () => {
    const request = readReportRequest({ from: '2025-06-10', to: '2025-08-02' }, TODAY, trends);
    expect(request.range).toEqual({ from: '2025-06-01', to: '2025-08-31' });
    const ranges = trends.figures(request, place).map((figure) => [figure.measure, figure.range]);
    expect(ranges).toEqual([
      ['month', { from: '2025-06-01', to: '2025-08-31' }],
      ['month', { to: '2025-08-31' }],
      ['fate', { from: '2023-07-01', to: '2025-08-31' }],
      ['ewc', { from: '2024-09-01', to: '2025-08-31' }],
      ['ewc', { from: '2023-09-01', to: '2024-08-31' }],
    ]);
    expect(trends.figures(request, { ...place, open: ['trends'] })).toHaveLength(2);
    expect(trends.figures(readReportRequest({ from: '2026-05-01' }, TODAY, trends), place)).toEqual([]);
  });

  it('looks back on the twelve months that are over, with every figure as a link', () => {
    const body = trends.body(input(full));
    expect(titles(body)).toEqual([
      'Each month, and a year earlier',
      'Twelve months at a time',
      'Recycled and recovered',
      'Kinds of waste in the twelve months to Feb 2026',
    ]);
    expect(body.note).toBeUndefined();
    expect(
      body.stats.map(({ cell, note, href }) => [cellText(cell, words, formats), words.say(note ?? ''), href]),
    ).toEqual([
      ['131.00 t', '11\u00a0% more than a year earlier', '{"from":"2025-03-01","to":"2026-02-28"}'],
      ['12', 'As much as a year earlier', '{"from":"2025-03-01","to":"2026-02-28"}'],
      ['30\u00a0%', '10 percentage points more than a year earlier', 'fates 2025-03-01'],
      ['30\u00a0%', '10 percentage points more than a year earlier', 'fates 2025-03-01'],
    ]);
    const [byMonth, byYear, , chapters] = body.parts ?? [];
    expect(shown(byMonth?.table).slice(0, 2)).toEqual([
      ['Mar 2026 so far', '11.00 t', '10.00 t', 'Not over yet', '1', '1'],
      ['Feb 2026', '11.00 t', '10.00 t', '10\u00a0% more', '1', '1'],
    ]);
    expect(shown(byYear?.table)[1]).toEqual(['Feb 2026', '131.00 t', '118.00 t', '11\u00a0% more', '12']);
    expect(shown(chapters?.table)).toEqual([
      ['20', 'Municipal', '90.00 t', '100.00 t', '10\u00a0% less'],
      ['17', '', '10.00 t', '0 kg', 'No data'],
    ]);
    expect(chapters?.table.rows[0]?.others[2]?.href).toBe(
      '{"chapter":"20","from":"2024-03-01","to":"2025-02-28"}',
    );
    expect(byMonth?.chart?.bars.filter(({ labelled }) => labelled)).toHaveLength(12);
  });

  it('says from when there is a year to look back on, and shows none before', () => {
    const young = (count: number) => [
      [line('', 0, 5)],
      months('2026-03', count, () => 10),
      [],
      [line('200301', 50)],
      [],
    ];
    const first = trends.body(input(young(5)));
    expect(titles(first)).toEqual(['Each month, and a year earlier']);
    expect(words.say(first.note ?? '')).toBe(
      'Figures begin in Nov 2025, which may not be whole. Twelve months to look back on are full at the end of Nov 2026.',
    );
    expect(first.stats.map(({ label }) => words.say(label))).toEqual([
      'Weight in Feb 2026',
      'Jobs in Feb 2026',
    ]);
    expect(first.stats[0]?.note).toEqual({ key: 'reporting.trends.than.nothing' });
    const second = trends.body(input(young(20)));
    expect(words.say(second.note ?? '')).toContain('from the end of Aug 2026 on');
    expect(words.say(second.parts?.[1]?.chart?.sentence ?? '')).toContain(
      'It cannot be compared with the twelve before.',
    );
    expect(shown(second.parts?.at(-1)?.table)).toEqual([
      ['20', 'Municipal', '50.00 t', 'No data', 'No data'],
    ]);
  });

  it('shows no rates and no kinds of waste where these reports are closed', () => {
    const body = trends.body(input(full.slice(0, 2), { open: ['trends'] }));
    expect(titles(body)).toEqual(['Each month, and a year earlier', 'Twelve months at a time']);
    expect(body.stats).toHaveLength(2);
    expect(body.formulas).toHaveLength(2);
  });

  it('compares nothing with the month in which figures begin: it may not be whole', () => {
    // One tonne of the last days of November 2024: the year that it begins is one of eleven months.
    const lines = [[line('', 0, 9)], months('2026-11', 25, (index) => (index === 0 ? 1 : 10))];
    const request = readReportRequest({ from: '2025-11-01', to: '2026-11-30' }, '2026-11-28', trends);
    const body = trends.body(input(lines, { request, today: '2026-11-28', open: ['trends'] }));
    expect(body.stats.map(({ note }) => words.say(note ?? ''))).toEqual([
      'Cannot be compared with a year earlier',
      'Cannot be compared with a year earlier',
    ]);
    expect(words.say(body.note ?? '')).toBe(
      'Figures begin in Nov 2024, which may not be whole and is compared with nothing. ' +
        'Twelve months can be compared with the twelve before from the end of Nov 2026 on.',
    );
    const [byMonth, byYear] = body.parts ?? [];
    expect(shown(byMonth?.table).at(-1)).toEqual([
      'Nov 2025',
      '10.00 t',
      'No data',
      'No data',
      '1',
      'No data',
    ]);
    expect(shown(byMonth?.table).at(-2)).toEqual(['Dec 2025', '10.00 t', '10.00 t', 'As much', '1', '1']);
    expect(words.say(byMonth?.note ?? '')).toBe(
      'Nov 2025 is compared with nothing: figures begin in Nov 2024, which may not be whole.',
    );
    expect(shown(byYear?.table).at(-1)?.[0]).toBe('Nov 2025');
  });

  it('downloads exact kilograms, and nothing where figures do not reach back', () => {
    const lines = [[line('', 0, 1)], months('2026-03', 14, () => 1.0005)];
    const csv = reportCsv(trends, input(lines, { open: ['trends'] }), words)
      .trim()
      .split('\n');
    expect(csv).toHaveLength(13);
    expect(csv[1]).toBe('2025-04,1000.500,,1,,,,,,');
    expect(csv.at(-1)).toBe('2026-03,1000.500,1000.500,1,1,12006.000,,12,,');
  });
});
