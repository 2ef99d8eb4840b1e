import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, weekday, type Day } from '../days.js';
import { Random } from '../random.js';
import type { TradeCustomer, TradeSite } from '../trade/trade.places.js';

/** For how many days back hours are counted, and days before them. */
const HOURS_OF = 28;
const DAYS_OF = 365;
const OPEN = Array.from({ length: 14 }, (_, index) => index + 8);

/** Counts of venues: by the hour for four weeks, by the day for a year before them. */
export const venueCounts = (customers: readonly TradeCustomer[], today: Day): RecordLine[] =>
  customers.flatMap((customer) =>
    customer.sites
      .filter(({ kind }) => kind === 'venue')
      .flatMap((site) => [
        ...days(HOURS_OF + 1, DAYS_OF, today).map((day) => wholeDay(customer, site, day)),
        ...days(1, HOURS_OF, today).flatMap((day) => OPEN.map((hour) => oneHour(customer, site, day, hour))),
      ]),
  );

const days = (newest: number, oldest: number, today: Day): Day[] =>
  Array.from({ length: oldest - newest + 1 }, (_, index) => addDays(today, -newest - index));

const isBusy = (day: Day): boolean => [0, 5, 6].includes(weekday(day));

function wholeDay(customer: TradeCustomer, site: TradeSite, date: Day): RecordLine {
  const random = new Random('day', site.reference, date);
  const visitors = random.between(900, 1500) * (isBusy(date) ? 2 : 1);
  return line(customer, site, `${date}`, {
    date,
    visitors,
    occupancy: Math.round(visitors / 7),
    incidents: random.chance(0.15) ? 1 : 0,
  });
}

function oneHour(customer: TradeCustomer, site: TradeSite, date: Day, hour: number): RecordLine {
  const random = new Random('hour', site.reference, date, hour);
  // Most come in the middle of the afternoon.
  const crowd = 150 - Math.abs(15 - hour) * 16;
  const visitors = Math.round(crowd * (isBusy(date) ? 2 : 1) * (random.between(8, 12) / 10));
  return line(customer, site, `${date}T${hour}`, {
    ...{ date, hour, visitors },
    occupancy: Math.round(visitors * 1.6),
    incidents: random.chance(0.01) ? 1 : 0,
  });
}

const line = (customer: TradeCustomer, site: TradeSite, when: string, body: object): RecordLine => ({
  reference: `VC-${site.reference.replace('/', '-')}-${when}`,
  body: { customer: customer.reference, site: site.reference, ...body },
});
