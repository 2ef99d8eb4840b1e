import { say, type Text } from '../platform/errors.js';
import { barChart, type BarChartView } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { estimatedStat } from './estimated.js';
import { NOTHING, totalOf, type Sum } from './figures.js';
import { monthName } from './month-name.js';
import { monthsOf, type RangeMonth } from '../platform/months.js';
import type { Report, ReportInput, Stat } from './report.js';
import { shareCell } from './share.js';
import { volumesSentence } from './volumes.sentence.js';
import { daysEarlier, firstOf, leftOut, monthBefore } from './year-earlier.js';

const GRAMS_OF_A_TONNE = 1_000_000;

/** A month of the report with what was collected in it, and a year before. */
export interface VolumeMonth extends RangeMonth, Omit<Sum, 'amount'> {
  /** Only whole months are compared, and only with whole ones in which something was collected. */
  readonly yearEarlier: bigint | undefined;
  /** The jobs behind it. */
  readonly href: string | undefined;
}

/** How much was collected, month by month. With a chapter only its waste is weighed, and items are counted. */
export const volumes: Report = {
  key: 'volumes',
  icon: 'weight',

  figures: ({ range, chapter }) => {
    const measure = chapter ? 'ewc' : 'month';
    const earlier = daysEarlier(range);
    return [
      { measure, by: ['month'], range, chapter },
      ...(earlier ? [{ measure, by: ['month'], range: earlier, chapter } as const] : []),
    ];
  },

  body: (input) => {
    const months = volumeMonths(input);
    return {
      stats: stats(input),
      chart: chart(months, input.today),
      ...leftOut(
        months.filter(({ whole }) => whole).map(({ month }) => month),
        sinceOf(input),
      ),
      tables: [{ title: say('reporting.volumes.table'), table: table(months, input) }],
    };
  },

  csv: (input) => ({
    columns: [
      say('reporting.columns.month'),
      countLabel(input),
      say('reporting.columns.kilograms'),
      say('reporting.columns.estimatedKilograms'),
    ],
    rows: volumeMonths(input).map(({ month, records, grams, estimated }) => [
      month,
      records,
      grams,
      estimated,
    ]),
  }),
};

/** Every month of the range, also those in which nothing happened. */
export function volumeMonths(input: ReportInput): VolumeMonth[] {
  const { request, lines, jobsHref } = input;
  const since = sinceOf(input);
  const byMonth = (index: number) => new Map(lines[index]?.map((line) => [line.key, line]));
  const [now, before] = [byMonth(0), byMonth(1)];
  return monthsOf(request.range).map((one) => {
    const { records, grams, estimated } = now.get(one.month) ?? NOTHING;
    return {
      ...one,
      records,
      grams,
      estimated,
      yearEarlier: one.whole ? before.get(monthBefore(one.month, since) ?? '')?.grams : undefined,
      href: records > 0 ? jobsHref({ from: one.from, to: one.to }) : undefined,
    };
  });
}

const sinceOf = ({ lines }: ReportInput): string | undefined =>
  firstOf((lines[1] ?? []).map(({ key }) => key));

const countLabel = ({ request }: ReportInput): Text =>
  say(request.chapter ? 'reporting.columns.items' : 'reporting.columns.jobs');

function stats(input: ReportInput): Stat[] {
  const sum = totalOf(input.lines[0] ?? []);
  const href = input.jobsHref({}) ?? null;
  return [
    { label: say('reporting.total'), cell: cell.weight(sum.grams), note: null, href },
    { label: countLabel(input), cell: cell.number(sum.records), note: null, href },
    estimatedStat(sum),
  ];
}

const chart = (months: readonly VolumeMonth[], today: string): BarChartView =>
  barChart({
    sentence: volumesSentence(months, today.slice(0, 7)),
    unit: say('reporting.tonnes'),
    bars: months.map(({ month, grams, href }) => ({
      label: say('reporting.shortMonth', { month }),
      group: verbatim(month.slice(0, 4)),
      value: Number(grams) / GRAMS_OF_A_TONNE,
      cell: cell.weight(grams),
      ...(href ? { href } : {}),
    })),
  });

/** The newest month first, as the one that most people come for. */
const table = (months: readonly VolumeMonth[], input: ReportInput): TableView =>
  tableView({
    caption: say('reporting.volumes.table'),
    columns: [
      { key: 'month', label: say('reporting.columns.month') },
      { key: 'jobs', label: countLabel(input), numeric: true },
      { key: 'weight', label: say('reporting.columns.weight'), numeric: true },
      { key: 'earlier', label: say('reporting.columns.yearEarlier'), numeric: true },
      { key: 'estimated', label: say('reporting.columns.estimated'), numeric: true },
    ],
    rows: [...months].reverse().map((one) => ({
      ...(one.href ? { href: one.href } : {}),
      cells: [
        cell.words(monthName(one, input.today)),
        cell.number(one.records),
        cell.weight(one.grams),
        cell.weight(one.yearEarlier ?? null),
        one.grams > 0n ? shareCell({ part: one.estimated, whole: one.grams }) : cell.percentage(null),
      ],
    })),
  });
