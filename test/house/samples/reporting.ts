import { say } from '../../../src/platform/errors.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { costs } from '../../../src/reporting/costs.report.js';
import { fates } from '../../../src/reporting/fates.report.js';
import type { SumLine } from '../../../src/reporting/figures.js';
import { jobsHref } from '../../../src/reporting/report.links.js';
import type { WasteName } from '../../../src/reporting/report.queries.js';
import { readReportRequest, type ReportRequest } from '../../../src/reporting/report.request.js';
import type { Report, ReportInput } from '../../../src/reporting/report.js';
import { reportView, type ReportContext } from '../../../src/reporting/report.view.js';
import { REPORTS } from '../../../src/reporting/reports.js';
import { trends } from '../../../src/reporting/trends.report.js';
import { types } from '../../../src/reporting/types.report.js';
import { volumes } from '../../../src/reporting/volumes.report.js';
import { sampleWords } from '../../support/sample-frame.js';
import { samplesOf } from './samples.js';

const TODAY = '2026-03-18';
const SITE = '01900000-0000-7000-8000-000000000a01';

const line = (key: string, records: number, kilograms: number, estimated = 0): SumLine => ({
  key,
  records,
  grams: BigInt(kilograms) * 1000n,
  estimated: BigInt(estimated) * 1000n,
  amount: 0n,
});

/** What a group of hotels throws away in a year and a half, in kilograms. */
const MONTHS = [
  38_210, 41_880, 52_640, 58_120, 61_300, 49_750, 42_400, 40_260, 47_190, 33_480, 36_920, 21_640,
];
const months = (shift: number, factor: number): SumLine[] =>
  MONTHS.map((kilograms, index) => {
    const month = new Date(Date.UTC(2025 + shift, 3 + index, 1)).toISOString().slice(0, 7);
    const weight = Math.round(kilograms * factor);
    return line(month, Math.round(weight / 1450), weight, index % 4 === 2 ? Math.round(weight / 9) : 0);
  });

const codes = [
  ['200301', 214, 231_450, 18_200, 'Mixed municipal waste'],
  ['200108', 168, 96_050, 0, 'Biodegradable kitchen and canteen waste'],
  ['150101', 121, 71_840, 0, 'Paper and cardboard packaging'],
  ['150107', 96, 58_310, 2_400, 'Glass packaging'],
  ['150106', 64, 33_220, 0, 'Mixed packaging'],
  ['200307', 12, 14_980, 9_100, 'Bulky waste'],
  ['170904', 4, 9_460, 0, 'Mixed construction and demolition waste'],
  ['200125', 22, 3_940, 0, 'Edible oil and fat'],
  ['200136', 6, 1_120, 0, 'Discarded electrical equipment'],
  ['160601', 3, 640, 0, 'Lead batteries'],
  ['200121', 9, 86, 0, 'Fluorescent tubes and other mercury waste'],
  ['200127', 2, 64, 64, 'Hazardous paint, inks, adhesives and resins'],
  ['150110', 3, 12, 0, 'Packaging with hazardous residues'],
] as const;
const typeLines = codes.map(([code, records, kilograms, estimated]) =>
  line(code, records, kilograms, estimated),
);
const names = new Map<string, WasteName>(
  codes.map(([code, , , , name]) => {
    const chapter = code.slice(0, 2);
    const chapterName = CHAPTERS().find(([known]) => known === chapter)?.[1] ?? '';
    return [code, { code, name, hazardous: false, chapter, chapterName }];
  }),
);
function CHAPTERS() {
  return [
    ['15', 'Packaging, absorbents, wipes and protective clothing'],
    ['16', 'Vehicles, equipment, batteries and other wastes'],
    ['17', 'Construction and demolition'],
    ['20', 'Household and similar municipal waste'],
  ] as const;
}

const fateLines = [
  line('R3', 290, 171_200),
  line('R4', 9, 1_760),
  line('R5', 96, 58_310),
  line('R1', 181, 164_900),
  line('R10', 20, 3_120),
  line('R13', 60, 28_040),
  line('D15', 3, 640),
  line('D5', 70, 61_480),
  line('D10', 2, 162),
  line('', 0, 31_560, 29_764),
];

const input = (
  request: ReportRequest,
  lines: readonly (readonly SumLine[])[],
  { room, customers }: Pick<ReportContext, 'room' | 'customers'>,
): ReportInput => ({
  request,
  room,
  today: TODAY,
  open: REPORTS.map(({ key }) => key),
  reportHref: (key, days) => `/${room}/reporting/${key}?from=${days.from}&to=${days.to}`,
  lines,
  names,
  places: PLACES,
  several: room === 'portal' && customers.length > 1,
  jobsHref: (behind) => jobsHref('portal', request, behind),
  write: (text) => sampleWords.say(text),
});

const [HOTELS, CASK, MILL] = ['c001', 'c000', '0a02'].map((end) => `01900000-0000-7000-8000-00000000${end}`);
const PLACES = new Map([
  [HOTELS as string, 'Thames Valley Hotels Group Ltd'],
  [CASK as string, 'Cask & Co'],
  [SITE, 'Riverside Hotel, Maidenhead'],
  [MILL as string, 'The Old Mill'],
]);

const cost = (key: string, jobs: number, pence: number): SumLine => ({
  ...line(key, jobs, 0),
  amount: BigInt(pence),
});
const costMonths = (shift: number, factor: number, currency = 'GBP'): SumLine[] =>
  months(shift, factor).map(({ key, records }) => cost(`${currency} ${key}`, records, records * 17_435));
const costPlaces = [
  cost(`GBP ${HOTELS} ${SITE}`, 214, 3_412_080),
  cost(`GBP ${HOTELS} ${MILL}`, 96, 1_204_450),
  cost(`GBP ${HOTELS} 01900000-0000-7000-8000-000000000a09`, 12, 90_000),
  cost(`GBP ${CASK} `, 3, 12_000),
];
const euros = [cost('EUR 2026-01', 2, 48_050), cost('EUR 2026-02', 1, -9_900)];

const context: ReportContext = {
  room: 'portal',
  today: TODAY,
  open: REPORTS,
  canExport: true,
  whose: say('reporting.together', { count: 2 }),
  sites: [
    { value: SITE, label: verbatim('Riverside Hotel, Maidenhead') },
    { value: '01900000-0000-7000-8000-000000000a02', label: verbatim('The Old Mill') },
  ],
  customers: [],
  chapters: CHAPTERS().map(([code, name]) => ({ value: code, label: verbatim(`${code} ${name}`) })),
};

const model = (
  report: Report,
  query: Record<string, string>,
  lines: readonly (readonly SumLine[])[],
  where: ReportContext = context,
) => {
  const request = readReportRequest(query, TODAY, report);
  const body = lines[0]?.length ? report.body(input(request, lines, where)) : undefined;
  return reportView(report, request, body, where);
};

const cut = { from: '2025-11-10', to: '2026-02-20', site: SITE, chapter: '20' };
const office: ReportContext = {
  ...context,
  room: 'admin',
  customers: ['Cask & Co', 'Thames Valley Hotels Group Ltd'].map((name, index) => ({
    value: `01900000-0000-7000-8000-00000000c00${index}`,
    label: verbatim(name),
  })),
};

const group: ReportContext = { ...context, customers: office.customers };

export const samples = samplesOf({
  report: [
    model(costs, {}, [costMonths(0, 1), costPlaces, [line('', 380, 0)], costMonths(-1, 0.9)]),
    model(
      costs,
      {},
      [
        [...euros, ...costMonths(0, 0.4)],
        [cost(`EUR ${CASK} ${SITE}`, 3, 38_150), ...costPlaces],
        [line('', 200, 0)],
      ],
      group,
    ),
    model(
      costs,
      { from: '2026-01-01', to: '2026-02-15' },
      [euros, [cost(`EUR ${CASK}`, 3, 0)], [line('', 3, 0)]],
      office,
    ),
    model(costs, {}, []),
    model(trends, {}, [
      [line('', 400, 0)],
      [-3, -2, -1, 0].flatMap((shift) => months(shift, 1 + shift / 9)),
      [-2, -1, 0].flatMap((shift) =>
        months(shift, 1).flatMap(({ key }, index) => [
          line(`${key} R3`, 8, 18_000 + index * 400 - shift * 2000),
          line(`${key} R1`, 6, 12_000),
          line(`${key} D5`, 5, 9_000),
          line(`${key} `, 0, 1_000),
        ]),
      ),
      typeLines,
      typeLines.slice(0, 8),
    ]),
    model(trends, { from: '2026-01-14', to: '2026-03-02' }, [
      [line('', 9, 0)],
      months(0, 0.1).slice(5),
      [],
      [],
      [],
    ]),
    model(trends, { from: '2026-05-01', to: '2026-06-30' }, []),
    model(volumes, {}, [months(0, 1), months(-1, 1.06)]),
    model(types, {}, [typeLines]),
    model(fates, {}, [fateLines]),
    model(volumes, cut, [months(0, 0.2).slice(7, 11)]),
    model(volumes, { from: '2021-04-01', to: '2026-03-31' }, [
      [-4, -3, -2, -1, 0].flatMap((shift) => months(shift, 1 + shift / 12)),
      [-4, -3, -2, -1].flatMap((shift) => months(shift, 1 + shift / 12)),
    ]),
    model(fates, { site: SITE }, [[line('', 0, 1_240)]]),
    model(types, { chapter: '16' }, []),
    model(fates, { from: '2026-03-02', to: '2026-03-01' }, []),
    model(volumes, {}, [months(0, 12), months(-1, 11)], office),
  ],
});
