import { addDays, monthNumber, weekday, type Day } from '../days.js';
import { Random } from '../random.js';
import type { DemoCustomer, DemoSite } from './places.js';
import { ROUNDS, type Round } from './rounds.data.js';
import { MONTHS } from './streams.data.js';

/** One visit to one site. */
export interface Visit {
  readonly customer: DemoCustomer;
  readonly site: DemoSite;
  readonly round: Round;
  readonly day: Day;
}

/** How far ahead visits are planned. */
const AHEAD = 24;

/** Every visit of two years and of the weeks to come, in the order of days. */
export function visits(customers: readonly DemoCustomer[], today: Day): Visit[] {
  const all = customers.flatMap((customer) =>
    customer.sites.flatMap((site) =>
      ROUNDS[customer.trade].flatMap((round: Round) => {
        const random = new Random('round', site.reference, round.service);
        if (round.share !== undefined && !random.chance(round.share)) return [];
        return days(site, round, random, today).map((day) => ({ customer, site, round, day }));
      }),
    ),
  );
  const keyed = all.map((visit) => ({
    visit,
    key: `${visit.day} ${visit.site.reference} ${visit.round.service}`,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ visit }) => visit);
}

function days(site: DemoSite, round: Round, random: Random, today: Day): Day[] {
  const last = site.until ?? (site.status === 'on-stop' ? addDays(today, -20) : addDays(today, AHEAD));
  const found: Day[] = [];
  let next = addDays(site.from, random.between(0, round.every - 1));
  while (next <= last) {
    const day = round.weekends ? next : workday(next);
    if (day <= last && !(round.terms && isHoliday(day)) && !isChristmas(day)) found.push(day);
    next = addDays(next, round.onCall ? onCall(round, next, random) : round.every);
  }
  return [...new Set(found)];
}

/** Builders call when the skip is full, sooner in good weather. */
function onCall(round: Round, day: Day, random: Random): number {
  const busy = MONTHS.building[monthNumber(day) - 1] ?? 1;
  return Math.max(1, Math.round((random.between(5, 15) / 10) * (round.every / busy)));
}

const workday = (day: Day): Day => addDays(day, { 6: 2, 0: 1 }[weekday(day)] ?? 0);

const isChristmas = (day: Day): boolean => /-12-2[56]$|-01-01$/.test(day);

/** Roughly: three weeks at Christmas, two at Easter, six in summer. */
const isHoliday = (day: Day): boolean => {
  const monthDay = day.slice(5);
  return (
    monthDay >= '12-21' ||
    monthDay <= '01-04' ||
    (monthDay >= '04-03' && monthDay <= '04-16') ||
    (monthDay >= '07-24' && monthDay <= '09-01')
  );
};
