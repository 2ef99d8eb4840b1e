import { say, type Text } from '../../platform/errors.js';
import { barChart, type Bar } from '../../platform/pages/bar-chart.view.js';
import { cell } from '../../platform/pages/cells.js';
import { verbatim } from '../../platform/pages/words.js';
import type { ListAbove, Rows } from '../engine/list.above.js';
import type { ListRequest } from '../engine/list.request.js';
import { wholeDays } from './whole-days.sql.js';

const DAYS = 31;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** One day alone is shown by its hours. */
const oneDay = ({ from, to }: ListRequest): boolean => from !== undefined && from === to;

/** Visitors by day over the newest days of what the list holds; of a single day, by hour. */
export const visitorsChart: ListAbove = {
  narrowed: true,
  sql: (conditions, request) =>
    oneDay(request)
      ? `select r.hour::text as key, sum(r.visitors)::bigint as visitors from venue_counts r
         where ${conditions.join(' and ')} and r.hour is not null group by r.hour order by r.hour`
      : `select d.date::text as key, sum(d.visitors)::bigint as visitors from (${wholeDays(conditions)}) d
         group by d.date order by d.date desc limit ${DAYS}`,

  block: (rows, base, request) => {
    const sums = summed(rows);
    if (sums.size === 0) return undefined;
    const title = say(`venue-analytics.chart.${oneDay(request) ? 'hours' : 'days'}`);
    const [sentence, bars] = oneDay(request) ? hours(sums, request) : days(sums, base, request);
    return {
      kind: 'chart',
      title,
      chart: barChart({ sentence, unit: say('venue-analytics.chart.unit'), bars }),
    };
  },
};

type Sums = ReadonlyMap<string, number>;

/** Of several customers together. */
function summed(rows: Rows): Sums {
  const sums = new Map<string, number>();
  for (const { key, visitors } of rows)
    sums.set(String(key), (sums.get(String(key)) ?? 0) + Number(visitors));
  return sums;
}

const total = (sums: Sums): number => [...sums.values()].reduce((all, one) => all + one, 0);

function hours(sums: Sums, { from }: ListRequest): [Text, Bar[]] {
  const busiest = [...sums].reduce((most, one) => (one[1] > most[1] ? one : most));
  const sentence = say('venue-analytics.chart.ofDay', {
    count: total(sums),
    day: String(from),
    hour: clock(Number(busiest[0])),
  });
  const bars = HOURS.map((hour) => {
    const visitors = sums.get(String(hour)) ?? 0;
    return { label: verbatim(clock(hour)), value: visitors, cell: cell.number(visitors) };
  });
  return [sentence, bars];
}

function days(sums: Sums, base: string, { customer, site, q }: ListRequest): [Text, Bar[]] {
  const newest = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS);
  const shown: Sums = new Map(newest);
  const [[first = ''] = [], [last = ''] = []] = [newest[0] ?? [], newest.at(-1) ?? []];
  const same = Object.entries({ customer, site, q: q || undefined }).filter(([, value]) => value);
  const bars = newest.map(([day, visitors]) => ({
    label: verbatim(String(Number(day.slice(8)))),
    group: say('venue-analytics.chart.month', { day: `${day.slice(0, 7)}-01` }),
    value: visitors,
    cell: cell.number(visitors),
    href: `${base}?${new URLSearchParams([...(same as [string, string][]), ['from', day], ['to', day]])}`,
  }));
  return [say('venue-analytics.chart.ofDays', { count: total(shown), first, last }), bars];
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
