import { say } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Figure } from '../sections/jobs/figures.sql.js';
import { amountOf, byCurrency, costLines, jobsOf, type CostLine } from './cost-lines.js';
import { monthsPart } from './costs.months.js';
import { placeName, placesPart } from './costs.places.js';
import { totalOf } from './figures.js';
import type { Report, ReportInput, ReportPlace, Stat } from './report.js';
import type { ReportRequest } from './report.request.js';
import { daysEarlier } from './year-earlier.js';

const BY_MONTH: Figure['by'] = ['code', 'month'];

/** Over all customers each is one place; of one customer, or of those somebody looks after, each site is. */
const byPlace = ({ customer }: ReportRequest, { room }: ReportPlace): Figure['by'] =>
  room === 'admin' && !customer ? ['code', 'customer'] : ['code', 'customer', 'site'];

/** What jobs cost, by month and by place. Each currency stands by itself: no figure adds two. */
export const costs: Report = {
  key: 'costs',
  icon: 'money',
  ofWholeJobs: true,
  jobsNeed: 'money',
  emptyWords: 'reporting.costs.empty',

  figures: (request, place) => {
    const { range } = request;
    const earlier = daysEarlier(range);
    return [
      { measure: 'cost', by: BY_MONTH, range },
      { measure: 'cost', by: byPlace(request, place), range },
      { measure: 'month', by: [], range },
      ...(earlier ? [{ measure: 'cost', by: BY_MONTH, range: earlier } as const] : []),
    ];
  },

  csvFigures: (request, place) => [
    { measure: 'cost', by: [...byPlace(request, place), 'month'], range: request.range },
  ],

  // Codes and months are no ids, and so have no names.
  placesOf: (lines) => [...new Set(lines.flat().flatMap(({ key }) => key.split(' ').filter(isId)))],

  body: (input) => {
    const [byMonth = [], atPlaces = [], all = [], before = []] = input.lines;
    const places = costLines(atPlaces, byPlace(input.request, input));
    const earlier = costLines(before, BY_MONTH);
    const currencies = byCurrency(costLines(byMonth, BY_MONTH));
    const own = (lines: readonly CostLine[], currency: string) =>
      lines.filter((line) => line.currency === currency);
    const title = (what: string, currency: string) =>
      currencies.length > 1 ? say(`reporting.costs.${what}In`, { currency }) : say(`reporting.costs.${what}`);
    return {
      stats: stats(currencies, totalOf(all).records, input),
      ...(currencies.length > 1 ? { note: say('reporting.costs.apart') } : {}),
      parts: currencies.flatMap(({ currency, lines }) => [
        monthsPart(title('byMonth', currency), lines, own(earlier, currency), currency, input),
        placesPart(
          title(input.request.customer || input.room === 'portal' ? 'bySite' : 'byCustomer', currency),
          own(places, currency),
          currency,
          input,
        ),
      ]),
      tables: [],
    };
  },

  csv: (input) => {
    const by: Figure['by'] = [...byPlace(input.request, input), 'month'];
    const lines = costLines(input.lines[0] ?? [], by);
    const [customers, sites] = [input.room === 'admin' || input.several, by.includes('site')];
    const columns = ['month', customers && 'customer', sites && 'site', 'currency', 'jobs', 'cost'];
    return {
      columns: columns.flatMap((name) => (name ? [say(`reporting.columns.${name}`)] : [])),
      rows: [...lines]
        .sort(inOrder)
        .map((line) => [
          line.month,
          ...(customers ? [input.places.get(line.customer) ?? ''] : []),
          ...(sites ? [placeName({ ...line, customer: '' }, input)] : []),
          line.currency,
          line.jobs,
          { currency: line.currency, amount: line.amount },
        ]),
    };
  },
};

const isId = (part: string): boolean => part.length === 36;

const inOrder = (a: CostLine, b: CostLine): number => (orderOf(a) < orderOf(b) ? -1 : 1);
const orderOf = ({ month, customer, site, currency }: CostLine): string =>
  [month, customer, site, currency].join(' ');

function stats(
  currencies: ReturnType<typeof byCurrency>,
  completed: number,
  { jobsHref }: ReportInput,
): Stat[] {
  const priced = currencies.reduce((sum, { lines }) => sum + jobsOf(lines), 0);
  const unpriced = completed - priced;
  return [
    ...currencies.map(({ currency, lines }) => ({
      label:
        currencies.length > 1 ? say('reporting.costs.totalIn', { currency }) : say('reporting.costs.total'),
      cell: amountCell(amountOf(lines), currency),
      note: say('reporting.costs.jobs', { count: jobsOf(lines) }),
      href: jobsHref({ currency }) ?? null,
    })),
    {
      label: say('reporting.costs.unpriced'),
      cell: cell.number(unpriced),
      note: unpriced > 0 ? say('reporting.costs.unpricedNote') : say('reporting.costs.allPriced'),
      href: unpriced > 0 ? (jobsHref({ currency: 'none' }) ?? null) : null,
    },
  ];
}

/** An amount; nothing altogether is no data. */
export const amountCell = (amount: bigint, currency: string): Cell =>
  amount === 0n ? cell.words(say('reporting.noData')) : cell.money(amount, currency);
