import type { SumLine } from './figures.js';
import type { Figure } from '../sections/jobs/figures.sql.js';

/** What jobs cost in one currency: in a month, of a customer, at a site, as far as the figure tells these apart. */
export interface CostLine {
  readonly currency: string;
  readonly jobs: number;
  /** Minor units. */
  readonly amount: bigint;
  readonly month: string;
  readonly customer: string;
  /** Empty for jobs that belong to no site. */
  readonly site: string;
}

/** Lines of a figure of costs, their keys taken apart as the figure put them together. */
export const costLines = (lines: readonly SumLine[], by: Figure['by']): CostLine[] =>
  lines.map(({ key, records, amount }) => {
    const parts = key.split(' ');
    const part = (name: Figure['by'][number]) => parts[by.indexOf(name)] ?? '';
    const place = { month: part('month'), customer: part('customer'), site: part('site') };
    return { currency: part('code'), jobs: records, amount, ...place };
  });

/** What all of it comes to: only ever asked of one currency. */
export const amountOf = (lines: readonly CostLine[]): bigint =>
  lines.reduce((sum, { amount }) => sum + amount, 0n);

export const jobsOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { jobs }) => sum + jobs, 0);

/** The lines currency by currency; the one that most jobs are priced in comes first. */
export function byCurrency(
  lines: readonly CostLine[],
): readonly { readonly currency: string; readonly lines: readonly CostLine[] }[] {
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  return currencies
    .map((currency) => ({ currency, lines: lines.filter((one) => one.currency === currency) }))
    .sort((a, b) => jobsOf(b.lines) - jobsOf(a.lines) || (a.currency < b.currency ? -1 : 1));
}

/** The dearest first; equals by their place. */
export const dearestFirst = (lines: readonly CostLine[]): CostLine[] =>
  [...lines].sort((a, b) => {
    if (a.amount !== b.amount) return a.amount > b.amount ? -1 : 1;
    return `${a.customer} ${a.site}` < `${b.customer} ${b.site}` ? -1 : 1;
  });
