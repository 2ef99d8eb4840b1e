import { describe, expect, it } from '@jest/globals';
import { verbatim, readMessages, Words } from '../platform/pages/words.js';
import { fates } from './fates.report.js';
import { reportCsv } from './report.csv.js';
import { jobsHref, reportHref } from './report.links.js';
import { readReportRequest } from './report.request.js';
import type { ReportInput } from './report.js';
import { reportView, type ReportContext } from './report.view.js';
import { types } from './types.report.js';
import { volumeMonths, volumes } from './volumes.report.js';

const TODAY = '2026-03-18';
const SITE = '01900000-0000-7000-8000-000000000a01';
const read = (query: Record<string, string>) => readReportRequest(query, TODAY);
const context: ReportContext = {
  room: 'portal',
  today: TODAY,
  open: [volumes, fates, { key: 'costs', ofWholeJobs: true }],
  canExport: true,
  whose: null,
  sites: [],
  customers: [],
  chapters: [
    { value: '16', label: verbatim('16 Vehicles') },
    { value: '20', label: verbatim('20 Household') },
  ],
};
const body = { stats: [], tables: [] };

describe('the addresses of a report', () => {
  it('keep the filters, and leave out what is usual', () => {
    expect(reportHref('/portal/reporting/types', read({}))).toBe('/portal/reporting/types');
    expect(reportHref('/x', read({ site: SITE, from: '2026-01-01' }))).toBe(
      `/x?from=2026-01-01&to=2026-03-31&site=${SITE}`,
    );
    expect(reportHref('/x', read({ chapter: '20', site: SITE }), { without: 'site' })).toBe('/x?chapter=20');
    expect(reportHref('/x', read({ from: '2026-01-01', chapter: '20' }), { without: 'range' })).toBe(
      '/x?chapter=20',
    );
  });

  it('lead to the jobs behind a figure with the days and filters of the report', () => {
    expect(jobsHref('portal', read({ chapter: '20' }), { fate: 'R3' })).toBe(
      '/portal/jobs?status=completed&from=2025-04-01&to=2026-03-31&chapter=20&fate=R3',
    );
    expect(jobsHref('portal', read({ chapter: '20' }), { mainEwc: '200301' })).not.toContain('chapter');
    expect(jobsHref('admin', read({}), { from: '2026-02-01', to: '2026-02-28' })).toBe(
      '/admin/jobs?status=completed&from=2026-02-01&to=2026-02-28',
    );
  });
});

describe('the page of a report', () => {
  it('offers the reports that are open, with the same filters', () => {
    const { head } = reportView(volumes, read({ chapter: '20' }), body, context);
    expect(head.tabs?.map(({ href, current }) => [href, current])).toEqual([
      ['/portal/reporting/volumes?chapter=20', true],
      ['/portal/reporting/fates?chapter=20', false],
      ['/portal/reporting/costs', false],
    ]);
    expect(head.moreActions?.[0]?.href).toBe('/portal/reporting/volumes.csv?chapter=20');
  });

  it('offers no download where exports are closed, or where there is nothing', () => {
    const closed = { ...context, canExport: false };
    expect(reportView(volumes, read({}), body, closed).head.moreActions).toEqual([]);
    expect(reportView(volumes, read({}), undefined, context).head.moreActions).toEqual([]);
  });

  it('says what to change when there is nothing', () => {
    const action = (query: Record<string, string>) =>
      (reportView(volumes, read(query), undefined, context).empty as { action: { href: string } }).action
        .href;
    expect(action({})).toBe('/portal/reporting/volumes?from=2021-04-01&to=2026-03-31');
    expect(action({ chapter: '16' })).toBe('/portal/reporting/volumes');
    expect(action({ from: '2026-03-02', to: '2026-03-01', chapter: '16' })).toBe(
      '/portal/reporting/volumes?chapter=16',
    );
  });

  it('marks the period that is shown', () => {
    const current = (query: Record<string, string>) =>
      reportView(volumes, read(query), body, context).periods.map((one) => one.current);
    expect(current({})).toEqual([true, false, false, false]);
    expect(current({ from: '2025-01-01', to: '2025-12-31' })).toEqual([false, false, true, false]);
    expect(current({ from: '2025-01-02', to: '2025-12-31' })).toEqual([false, false, false, false]);
  });
});

describe('the report of volumes', () => {
  const sum = (key: string) => ({ key, records: 1, grams: 5_000_000n, estimated: 0n, amount: 0n });
  const months = (...before: string[]) => {
    const request = read({ from: '2026-01-01', to: '2026-02-28' });
    const lines = [[sum('2026-01'), sum('2026-02')], before.map(sum)];
    const input = { request, lines, today: TODAY, jobsHref: () => undefined } as unknown as ReportInput;
    const earlier = volumeMonths(input).map(({ yearEarlier }) => yearEarlier);
    return { note: volumes.body(input).note?.values, earlier };
  };

  it('compares only with months that are whole: the first with anything in it may not be', () => {
    expect(months('2025-01', '2025-02')).toEqual({
      note: { since: '2025-01', month: '2026-01' },
      earlier: [undefined, 5_000_000n],
    });
    expect(months('2024-12', '2025-01', '2025-02').earlier).toEqual([5_000_000n, 5_000_000n]);
  });
});

describe('the download of a report', () => {
  const words = new Words(readMessages('messages/en'));
  const name = { code: '160601', name: '=lead, "old"', hazardous: true, chapter: '16', chapterName: '' };
  const input: ReportInput = {
    request: read({}),
    room: 'portal',
    today: TODAY,
    open: ['types'],
    reportHref: () => undefined,
    lines: [[{ key: '160601', records: 2, grams: 9_007_199_254_740_993n, estimated: 1n, amount: 0n }]],
    names: new Map([['160601', name]]),
    places: new Map(),
    several: false,
    jobsHref: () => undefined,
    write: (text) => words.say(text),
  };

  it('is exact to the gram, and harmless to spreadsheets', () => {
    expect(reportCsv(types, input, words)).toBe(
      '\uFEFFEWC code,Waste,Hazardous,Chapter,Weight (kg),Estimated (kg)\n' +
        `16 06 01*,"'=lead, ""old""",Yes,16,9007199254740.993,0.001\n`,
    );
  });
});
