import { say, type Text } from '../platform/errors.js';
import { barChart } from '../platform/pages/bar-chart.view.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { minorDigits } from '../platform/pages/formats.js';
import { tableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { monthsOf, type RangeMonth } from '../platform/months.js';
import { comparedSentence } from './compared.sentence.js';
import type { CostLine } from './cost-lines.js';
import { monthName } from './month-name.js';
import type { ReportInput, ReportPart } from './report.js';
import { firstOf, leftOut, monthBefore } from './year-earlier.js';

/** A month of the report with what its jobs cost in one currency, and a year before. */
export interface CostMonth extends RangeMonth {
  readonly jobs: number;
  readonly amount: bigint;
  /** Only whole months are compared, and only with whole ones in which a job had a price. */
  readonly yearEarlier: bigint | undefined;
  readonly href: string | undefined;
}

/** Every month of the range, also those in which nothing had a price. */
export function costMonths(
  lines: readonly CostLine[],
  earlier: readonly CostLine[],
  currency: string,
  { request, jobsHref }: Pick<ReportInput, 'request' | 'jobsHref'>,
): CostMonth[] {
  const [now, before] = [lines, earlier].map((all) => new Map(all.map((line) => [line.month, line])));
  const since = sinceOf(earlier);
  return monthsOf(request.range).map((one) => {
    const { jobs = 0, amount = 0n } = now?.get(one.month) ?? {};
    return {
      ...one,
      jobs,
      amount,
      yearEarlier: one.whole ? before?.get(monthBefore(one.month, since) ?? '')?.amount : undefined,
      href: jobs > 0 ? jobsHref({ currency, from: one.from, to: one.to }) : undefined,
    };
  });
}

const sinceOf = (earlier: readonly CostLine[]): string | undefined =>
  firstOf(earlier.map(({ month }) => month));

/** What jobs cost in one currency, month by month. */
export function monthsPart(
  title: Text,
  lines: readonly CostLine[],
  earlier: readonly CostLine[],
  currency: string,
  input: ReportInput,
): ReportPart {
  const months = costMonths(lines, earlier, currency, input);
  const unit = 10 ** minorDigits(currency);
  return {
    title,
    chart: barChart({
      sentence: comparedSentence(
        months.map(({ amount, ...month }) => ({ ...month, value: amount })),
        input.today.slice(0, 7),
        { words: 'reporting.costs', values: (amount) => ({ price: `${currency} ${amount}` }) },
      ),
      unit: verbatim(currency),
      series: COST,
      bars: months.map(({ month, amount, href }) => ({
        label: say('reporting.shortMonth', { month }),
        group: verbatim(month.slice(0, 4)),
        // What was paid back has no length: bars begin at zero.
        value: Math.max(0, Number(amount) / unit),
        cell: cell.money(amount, currency),
        ...(href ? { href } : {}),
      })),
    }),
    ...leftOut(
      months.filter(({ whole }) => whole).map(({ month }) => month),
      sinceOf(earlier),
    ),
    // The newest month first, as the one that most people come for.
    table: tableView({
      caption: title,
      columns: [
        { key: 'month', label: say('reporting.columns.month') },
        { key: 'jobs', label: say('reporting.columns.pricedJobs'), numeric: true },
        { key: 'cost', label: say('reporting.columns.cost'), numeric: true },
        { key: 'earlier', label: say('reporting.columns.yearEarlier'), numeric: true },
      ],
      rows: [...months].reverse().map((one) => ({
        ...(one.href ? { href: one.href } : {}),
        cells: [
          cell.words(monthName(one, input.today)),
          cell.number(one.jobs),
          one.jobs > 0 ? cell.money(one.amount, currency) : NO_DATA,
          cell.money(one.yearEarlier ?? null, currency),
        ],
      })),
    }),
  };
}

/** Costs have the same colour on every chart. */
export const COST = 2;

const NO_DATA: Cell = cell.words(say('reporting.noData'));
