import { say, type Text } from '../platform/errors.js';
import { barChart, type Bar, type Series } from '../platform/pages/bar-chart.view.js';
import { cell } from '../platform/pages/cells.js';
import { tableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { comparedSentence } from './compared.sentence.js';
import type { ReportInput, ReportPart } from './report.js';
import { changeCell, changeSentence } from './trend-change.js';
import { jobsOf, named, newestFirst, numeric, weightOf, type Months } from './trend-cells.js';
import { latestOver, type Amount } from './trend-months.js';

const GRAMS_OF_A_TONNE = 1_000_000;
/** What is shown has the colour of weights everywhere; what it is compared with stands back. */
const [NOW, BEFORE]: readonly Series[] = [1, 8];

const GRAMS = { words: 'reporting.volumes', values: (grams: bigint) => ({ grams: String(grams) }) };

/** Each month beside the same month a year before. */
export function monthsPart(months: Months, input: ReportInput): ReportPart {
  const title = say('reporting.trends.months');
  return {
    title,
    chart: barChart({
      sentence: comparedSentence(
        months.map((one) => ({
          ...one,
          value: one.own.grams,
          whole: true,
          yearEarlier: one.earlier?.grams,
        })),
        input.today.slice(0, 7),
        GRAMS,
      ),
      unit: say('reporting.tonnes'),
      bars: months.flatMap((one): Bar[] => [
        {
          ...weightBar(one.earlier, BEFORE ?? 8, say('reporting.trends.yearBefore'), input),
          label: say('reporting.month', { month: one.earlier?.from ?? one.month }),
          silent: true,
        },
        {
          ...weightBar(one.own, NOW ?? 1, say('reporting.trends.thisYear'), input),
          label: say('reporting.shortMonth', { month: one.month }),
          group: verbatim(one.month.slice(0, 4)),
        },
      ]),
    }),
    table: tableView({
      caption: title,
      columns: [
        { key: 'month', label: say('reporting.columns.month') },
        numeric('weight', 'reporting.columns.weight'),
        numeric('earlier', 'reporting.columns.yearEarlier'),
        numeric('change', 'reporting.columns.change'),
        numeric('jobs', 'reporting.columns.jobs'),
        numeric('jobsEarlier', 'reporting.columns.jobsEarlier'),
      ],
      rows: newestFirst(months).map((one) => ({
        ...jobsOf(one.own, input),
        cells: [
          cell.words(named(one)),
          cell.weight(one.own.grams),
          weightOf(one.earlier, input),
          one.over
            ? changeCell(one.own.grams, one.earlier?.grams)
            : cell.words(say('reporting.trends.notOver')),
          cell.number(one.own.jobs),
          one.earlier ? cell.number(one.earlier.jobs) : cell.words(say('reporting.noData')),
        ],
      })),
    }),
  };
}

function weightBar(
  amount: Amount | undefined,
  series: Series,
  label: Text,
  links: Pick<ReportInput, 'jobsHref'>,
): Omit<Bar, 'label'> {
  const value = Number(amount?.grams ?? 0n) / GRAMS_OF_A_TONNE;
  const written = amount ? cell.weight(amount.grams) : cell.words(say('reporting.noData'));
  return { value, cell: written, parts: [{ series, label, value, cell: written }], ...jobsOf(amount, links) };
}

/** Twelve months at a time, up to each month: seasons fall out of it. */
export function yearsPart(months: Months, input: ReportInput): ReportPart {
  const title = say('reporting.trends.years');
  const shown = months.filter(({ year }) => year);
  const latest = latestOver(shown) ?? shown.at(-1);
  const grams = latest?.year?.grams ?? 0n;
  return {
    title,
    chart: barChart({
      sentence: changeSentence(
        'reporting.trends.yearSentence',
        { grams: String(grams), month: latest?.month ?? '' },
        grams,
        latest?.over ? latest.yearEarlier?.grams : undefined,
      ),
      unit: say('reporting.tonnes'),
      bars: shown.map((one) => ({
        label: say('reporting.shortMonth', { month: one.month }),
        group: verbatim(one.month.slice(0, 4)),
        value: Number(one.year?.grams ?? 0n) / GRAMS_OF_A_TONNE,
        cell: cell.weight(one.year?.grams ?? 0n),
        ...jobsOf(one.year, input),
      })),
    }),
    table: tableView({
      caption: title,
      columns: [
        { key: 'month', label: say('reporting.trends.upTo') },
        numeric('weight', 'reporting.columns.weight'),
        numeric('earlier', 'reporting.trends.twelveBefore'),
        numeric('change', 'reporting.columns.change'),
        numeric('jobs', 'reporting.columns.jobs'),
      ],
      rows: newestFirst(shown).map((one) => ({
        ...jobsOf(one.year, input),
        cells: [
          cell.words(named(one)),
          cell.weight(one.year?.grams ?? 0n),
          weightOf(one.yearEarlier, input),
          one.over
            ? changeCell(one.year?.grams ?? 0n, one.yearEarlier?.grams)
            : cell.words(say('reporting.trends.notOver')),
          cell.number(one.year?.jobs ?? 0),
        ],
      })),
    }),
  };
}
