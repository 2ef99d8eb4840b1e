import { describe, expect, it } from '@jest/globals';
import type { TableView } from '../platform/pages/table.view.js';
import { readMessages, Words } from '../platform/pages/words.js';
import { byCurrency, costLines, dearestFirst } from './cost-lines.js';
import { costs } from './costs.report.js';
import type { SumLine } from './figures.js';
import { reportCsv } from './report.csv.js';
import { readReportRequest } from './report.request.js';
import type { JobsBehind, ReportBody, ReportInput } from './report.js';

const TODAY = '2026-03-18';
const [ACME, YARD, MILL] = ['a', 'b', 'c'].map((end) => `01900000-0000-7000-8000-00000000000${end}`) as [
  string,
  string,
  string,
];
const words = new Words(readMessages('messages/en'));
const line = (key: string, records: number, amount: number): SumLine => ({
  key,
  records,
  grams: 0n,
  estimated: 0n,
  amount: BigInt(amount),
});

const input = (lines: readonly (readonly SumLine[])[], more: Partial<ReportInput> = {}): ReportInput => ({
  request: readReportRequest({ from: '2026-01-01', to: '2026-02-28' }, TODAY, costs),
  room: 'portal',
  today: TODAY,
  open: ['costs'],
  reportHref: () => undefined,
  lines,
  names: new Map(),
  places: new Map([
    [ACME, 'Acme Ltd'],
    [YARD, '=Yard'],
  ]),
  several: false,
  jobsHref: (behind: JobsBehind) => JSON.stringify(behind),
  write: (text) => words.say(text),
  ...more,
});

const MONTHS = [line('EUR 2026-02', 1, 900), line('GBP 2026-01', 2, 30_000), line('GBP 2026-02', 1, 15_000)];
const PLACES = [
  line(`EUR ${ACME} `, 1, 900),
  line(`GBP ${ACME} ${YARD}`, 2, 40_000),
  line(`GBP ${ACME} ${MILL}`, 1, 5000),
];
const ALL = [{ ...line('', 5, 0) }];
const EARLIER = [line('GBP 2025-01', 1, 500), line('GBP 2025-02', 1, 10_000)];

const rowsOf = (table: TableView | undefined) =>
  (table?.rows ?? []).map(({ first, others }) => ({
    href: first.href === null ? null : (JSON.parse(first.href) as unknown),
    cells: [first, ...others].map(({ cell }) =>
      'currency' in cell ? `${cell.currency} ${cell.value}` : cell,
    ),
  }));
const parts = (body: ReportBody) => body.parts ?? [];
const sentences = (body: ReportBody) =>
  parts(body).map(({ chart, list }) => words.say((chart ?? list)?.sentence ?? ''));

describe('the lines of costs', () => {
  it('say what their figure told apart, and no site where there is none', () => {
    expect(costLines([line(`GBP ${ACME} `, 1, 5)], ['code', 'customer', 'site'])).toEqual([
      { currency: 'GBP', customer: ACME, site: '', month: '', jobs: 1, amount: 5n },
    ]);
  });

  it('stand currency by currency, the most used one first, and dearest first', () => {
    const lines = costLines(MONTHS, ['code', 'month']);
    expect(byCurrency(lines).map(({ currency }) => currency)).toEqual(['GBP', 'EUR']);
    expect(dearestFirst(lines).map(({ amount }) => amount)).toEqual([30_000n, 15_000n, 900n]);
  });
});

describe('the report of costs', () => {
  it('keeps currencies apart: a total, a chart and a table for each', () => {
    const body = costs.body(input([MONTHS, PLACES, ALL, EARLIER]));
    expect(body.stats.map(({ cell }) => cell)).toMatchObject([
      { kind: 'money', value: 45_000n, currency: 'GBP' },
      { kind: 'money', value: 900n, currency: 'EUR' },
      { kind: 'number', value: 1 },
    ]);
    expect(parts(body).map(({ title }) => words.say(title))).toEqual([
      'By month, in GBP',
      'By site, in GBP',
      'By month, in EUR',
      'By site, in EUR',
    ]);
    expect(sentences(body)).toEqual([
      '£150.00 in Feb 2026, 50\u00a0% more than in Feb 2025.',
      '=Yard makes up 88.9\u00a0% of the cost.',
      '€9.00 in Feb 2026. It cannot be compared with a year earlier.',
      'None of these jobs belongs to a site.',
    ]);
  });

  it('compares nothing with the month in which prices begin: it may not be whole', () => {
    const request = readReportRequest({ from: '2026-01-01', to: '2026-02-28' }, TODAY, costs);
    expect(costs.figures(request, input([]))[3]?.range).toEqual({ from: '1900-01-01', to: '2025-02-28' });
    const [byMonth, , inEuros] = parts(costs.body(input([MONTHS, PLACES, ALL, EARLIER])));
    expect(rowsOf(byMonth?.table).map(({ cells }) => cells[3])).toEqual(['GBP 10000', 'GBP null']);
    expect(words.say(byMonth?.note ?? '')).toBe(
      'Jan 2026 is compared with nothing: figures begin in Jan 2025, which may not be whole.',
    );
    expect(inEuros?.note).toBeUndefined();
  });

  it('opens from each row the jobs that it counts', () => {
    const [byMonth, bySite, , inEuros] = parts(costs.body(input([MONTHS, PLACES, ALL])));
    expect(rowsOf(byMonth?.table).map(({ href }) => href)).toEqual([
      { currency: 'GBP', from: '2026-02-01', to: '2026-02-28' },
      { currency: 'GBP', from: '2026-01-01', to: '2026-01-31' },
    ]);
    expect(rowsOf(bySite?.table).map(({ href }) => href)).toEqual([
      { currency: 'GBP', site: YARD },
      { currency: 'GBP', site: MILL },
    ]);
    expect(rowsOf(inEuros?.table)[0]?.href).toEqual({ currency: 'EUR', noSite: 'yes' });
    expect(bySite?.list?.bars.map(({ href }) => href)).toEqual(
      bySite?.table.rows.map(({ first }) => first.href),
    );
  });

  it('names the customer of a site where there are several', () => {
    const [, bySite] = parts(costs.body(input([MONTHS, PLACES, ALL], { several: true })));
    expect(rowsOf(bySite?.table)).toMatchObject([
      { href: { customer: ACME, site: YARD }, cells: [{ value: '=Yard, Acme Ltd' }, {}, 'GBP 40000', {}] },
      { cells: [{ value: 'A site that is no longer kept, Acme Ltd' }, {}, 'GBP 5000', {}] },
    ]);
  });

  it('shows staff one line for each customer', () => {
    const body = costs.body(input([MONTHS, [line(`GBP ${ACME}`, 3, 45_000)], ALL], { room: 'admin' }));
    expect(words.say(parts(body)[1]?.title ?? '')).toBe('By customer, in GBP');
    expect(rowsOf(parts(body)[1]?.table)).toMatchObject([
      { href: { currency: 'GBP', customer: ACME }, cells: [{ value: 'Acme Ltd' }, {}, 'GBP 45000', {}] },
    ]);
  });

  it('is no data where prices come to nothing, and draws nothing below zero', () => {
    const nothing = [line('GBP 2026-01', 1, -500), line('GBP 2026-02', 1, 500)];
    const body = costs.body(input([nothing, [line(`GBP ${ACME} ${YARD}`, 2, 0)], ALL]));
    expect(body.stats[0]?.cell).toMatchObject({ value: { key: 'reporting.noData' } });
    expect(sentences(body)[1]).toBe('The prices of these jobs come to nothing.');
    const heights = parts(body)[0]?.chart?.bars.map(({ pieces: [piece] }) => piece?.height ?? -1);
    expect(heights?.[0]).toBe(0);
    expect(heights?.[1]).toBeGreaterThan(0);
  });

  it('tells a month without a priced job from one that cost nothing', () => {
    const [byMonth] = parts(costs.body(input([[line('GBP 2026-01', 1, 0)], PLACES, ALL])));
    expect(rowsOf(byMonth?.table).map(({ cells }) => cells[2])).toMatchObject([
      { value: { key: 'reporting.noData' } },
      'GBP 0',
    ]);
  });
});

describe('the download of costs', () => {
  it('holds months and sites with each currency for itself, exact to the penny', () => {
    const lines = [
      line(`GBP ${ACME} ${YARD} 2026-02`, 2, 9_007_199_254_740_990),
      line(`JPY ${ACME}  2026-01`, 1, 1500),
    ];
    expect(reportCsv(costs, input([lines]), words)).toBe(
      '\uFEFFMonth,Site,Currency,Jobs,Cost\n' +
        "2026-01,No site,JPY,1,1500\n2026-02,'=Yard,GBP,2,90071992547409.90\n",
    );
    expect(reportCsv(costs, input([lines], { several: true }), words)).toContain(
      '2026-01,Acme Ltd,No site,JPY,1,1500\n',
    );
  });
});
