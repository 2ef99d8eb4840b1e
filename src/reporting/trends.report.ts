import { say, type Text } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import { firstDayOf, lastDayOf, monthsUntil, shiftMonth } from '../platform/months.js';
import type { Figure } from '../sections/jobs/figures.sql.js';
import { recoveryRate, recyclingRate, type FateTotals, type Rate } from './fate-rates.js';
import type { Report, ReportBody, ReportInput, ReportPlace, Stat } from './report.js';
import type { ReportRequest } from './report.request.js';
import { shareCell } from './share.js';
import { changeWords, pointsWords } from './trend-change.js';
import { beginning, latestOver, shownMonths, trendMonths, type TrendMonth } from './trend-months.js';
import { chaptersPart } from './trends.chapters.js';
import { monthsPart, yearsPart } from './trends.months.js';
import { ratesPart } from './trends.rates.js';
import { leftOut, YEAR } from './year-earlier.js';

/** The last month that is shown, and the last that is over; undefined where no month of the range has begun. */
function ends(
  { range }: ReportRequest,
  today: string,
): { first: string; last: string; over: string } | undefined {
  const months = shownMonths(range, today);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return undefined;
  const before = shiftMonth(today, -1);
  return { first, last, over: last < before ? last : before };
}

/** Which figures are read, by name: those of fates and types only where these reports are open as well. */
function figuresOf(request: ReportRequest, { today, open }: ReportPlace): Readonly<Record<string, Figure>> {
  const end = ends(request, today);
  if (!end) return {};
  const { first, last, over } = end;
  const back = { from: firstDayOf(shiftMonth(first, 1 - 2 * YEAR)), to: lastDayOf(last) };
  return {
    shown: { measure: 'month', by: [], range: { from: firstDayOf(first), to: lastDayOf(last) } },
    months: { measure: 'month', by: ['month'], range: { to: lastDayOf(last) } },
    ...(open.includes('fates') ? { fates: { measure: 'fate', by: ['month', 'code'], range: back } } : {}),
    ...(open.includes('types')
      ? {
          types: { measure: 'ewc', by: ['code'], range: monthsUntil(over, YEAR) },
          typesBefore: { measure: 'ewc', by: ['code'], range: monthsUntil(shiftMonth(over, -YEAR), YEAR) },
        }
      : {}),
  };
}

/** The lines of a figure by its name. */
const linesOf = (input: ReportInput, name: string) =>
  input.lines[Object.keys(figuresOf(input.request, input)).indexOf(name)];

const sinceOf = (input: ReportInput): string | undefined => beginning(linesOf(input, 'months') ?? []);

const monthsOfInput = (input: ReportInput): TrendMonth[] =>
  trendMonths(input.request.range, input.today, linesOf(input, 'months') ?? [], linesOf(input, 'fates'));

/** How weights, jobs and rates develop: each month beside the same one a year before, and twelve months at a time. */
export const trends: Report = {
  key: 'trends',
  icon: 'trend',
  ofWholeJobs: true,
  wholeMonths: true,

  figures: (request, place) => Object.values(figuresOf(request, place)),
  codesOf: (lines) => [
    ...new Set(
      lines
        .flat()
        .map(({ key }) => key)
        .filter((key) => /^\d{6}$/.test(key)),
    ),
  ],

  body: (input) => {
    const months = monthsOfInput(input);
    const latest = latestOver(months);
    const types = linesOf(input, 'types');
    const parts = [
      {
        ...monthsPart(months, input),
        ...leftOut(
          months.map(({ month }) => month),
          sinceOf(input),
        ),
      },
      ...(months.some(({ year }) => year) ? [yearsPart(months, input)] : []),
      ...(months.some(({ fates }) => fates) ? [ratesPart(months, input)] : []),
      ...(latest?.year && types
        ? [chaptersPart(types, linesOf(input, 'typesBefore') ?? [], latest, input)]
        : []),
    ];
    const note = notYet(months, input);
    return {
      stats: stats(latest ?? months.at(-1), input),
      ...(note ? { note } : {}),
      parts,
      tables: [],
      formulas: formulas(months),
    };
  },

  csv: (input) => ({
    columns: CSV.map((name) => say(`reporting.trends.csv.${name}`)),
    rows: monthsOfInput(input).map(({ month, own, earlier, year, yearEarlier, fates }) => [
      month,
      own.grams,
      earlier?.grams ?? '',
      own.jobs,
      earlier?.jobs ?? '',
      year?.grams ?? '',
      yearEarlier?.grams ?? '',
      year?.jobs ?? '',
      fates ? recyclingRate(fates).part : '',
      fates ? recoveryRate(fates).part : '',
    ]),
  }),
};

const CSV = [
  'month',
  'weight',
  'weightBefore',
  'jobs',
  'jobsBefore',
  'year',
  'yearBefore',
  'yearJobs',
  'recycled',
  'recovered',
] as const;

/** The twelve months to the newest one that is over; before a year is full, that month alone. */
function stats(latest: TrendMonth | undefined, { jobsHref, reportHref }: ReportInput): Stat[] {
  if (!latest) return [];
  const { month, own, year, yearEarlier, earlier, fates, fatesEarlier } = latest;
  const [shown, before] = year ? [year, yearEarlier] : [own, earlier];
  const { from, to } = shown;
  const amount = (name: 'weight' | 'jobs', value: bigint, old: bigint | undefined): Stat => ({
    label: say(`reporting.trends.stats.${year ? 'year' : 'month'}.${name}`, { month }),
    cell: name === 'weight' ? cell.weight(value) : cell.number(value),
    note: changeWords(value, old),
    href: jobsHref({ from, to }) ?? null,
  });
  const rate = (name: 'recycling' | 'recovery', rateOf: (totals: FateTotals) => Rate): Stat[] =>
    fates
      ? [
          {
            label: say(`reporting.trends.stats.year.${name}`, { month }),
            cell: shareCell(rateOf(fates)),
            note: pointsWords(rateOf(fates), fatesEarlier && rateOf(fatesEarlier)),
            href: reportHref('fates', { from, to }) ?? null,
          },
        ]
      : [];
  return [
    amount('weight', shown.grams, before?.grams),
    amount('jobs', BigInt(shown.jobs), before && BigInt(before.jobs)),
    ...rate('recycling', recyclingRate),
    ...rate('recovery', recoveryRate),
  ];
}

/** What there is not enough of yet, and from when there will be. */
function notYet(months: readonly TrendMonth[], input: ReportInput): Text | undefined {
  const since = sinceOf(input);
  const latest = latestOver(months);
  if (!since || latest?.yearEarlier) return undefined;
  const [of, count] = latest?.year ? ['secondYear', 2 * YEAR] : ['firstYear', YEAR];
  return say(`reporting.trends.notYet.${of}`, { since, from: shiftMonth(since, count) });
}

/** How what is shown was worked out. */
function formulas(months: readonly TrendMonth[]): NonNullable<ReportBody['formulas']> {
  const line = (label: string, words: string) => ({ label: say(label), cell: cell.words(say(words)) });
  const own = (name: string) =>
    line(`reporting.trends.formulas.${name}.name`, `reporting.trends.formulas.${name}.text`);
  const rate = (name: string) => line(`reporting.fates.rates.${name}`, `reporting.fates.formulas.${name}`);
  const rates = months.some(({ fates }) => fates) ? ['recycling', 'recovery', 'unknown'].map(rate) : [];
  return [own('change'), own('year'), ...rates];
}
