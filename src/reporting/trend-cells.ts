import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { ReportInput } from './report.js';
import type { Amount, TrendMonth } from './trend-months.js';

export type Months = readonly TrendMonth[];
type Links = Pick<ReportInput, 'jobsHref'>;

/** A column of words that stands with the numbers. */
export const numeric = (key: string, label: string, values?: Text['values']) => ({
  key,
  label: say(label, values),
  numeric: true,
});

/** A month by its name; the current one is not over. */
export const named = ({ month, over }: TrendMonth): Text =>
  say(over ? 'reporting.month' : 'reporting.monthSoFar', { month });

/** The jobs of an amount; none of them, no link. */
export const jobsOf = (amount: Amount | undefined, { jobsHref }: Links): { href?: string } => {
  const href = amount && amount.jobs > 0 ? jobsHref({ from: amount.from, to: amount.to }) : undefined;
  return href ? { href } : {};
};

/** A weight that opens its own jobs, beside that of its row. */
export function weightOf(amount: Amount | undefined, links: Links): Cell {
  if (!amount) return cell.words(say('reporting.noData'));
  return cell.words(
    say('reporting.trends.weight', { grams: String(amount.grams) }),
    jobsOf(amount, links).href,
  );
}

/** The newest month first, as the one that most people come for. */
export const newestFirst = <Month>(months: readonly Month[]): Month[] => [...months].reverse();
