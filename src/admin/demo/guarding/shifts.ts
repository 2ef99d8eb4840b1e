import { grouped } from '../../../platform/grouped.js';
import type { RecordLine } from '../../../sections/records/record.lines.js';
import { momentAt } from '../../../platform/calendar.js';
import { addDays, daysBetween, weekday, type Day } from '../days.js';
import { sum } from '../lists.js';
import { Random } from '../random.js';
import type { TradeCustomer, TradeSite } from '../trade/trade.places.js';
import { OFFICERS, POSTS, type Post } from './posts.data.js';

/** Somebody who stood at a post on a day. */
export interface Shift {
  readonly customer: TradeCustomer;
  readonly site: TradeSite;
  readonly post: Post;
  readonly officer: string;
  readonly day: Day;
}

/** For how many days back there are shifts, and clock-ins of them. */
const SHIFTS_OF = 91;
const CLOCK_INS_OF = 45;

/** Every post of the last thirteen weeks up to today. Two share each post, four days on and four off. */
export function shifts(customers: readonly TradeCustomer[], today: Day): Shift[] {
  const posts = customers.flatMap((customer) =>
    customer.sites.flatMap((site) => (POSTS[site.kind] ?? []).map((post) => ({ customer, site, post }))),
  );
  return Array.from({ length: SHIFTS_OF }, (_, ago) => addDays(today, ago - SHIFTS_OF + 1)).flatMap(
    (day, index) =>
      posts.map((post, number) => {
        const second = Math.floor(index / 4) % 2;
        return { ...post, day, officer: OFFICERS[(number * 2 + second) % OFFICERS.length] as string };
      }),
  );
}

const ZONE = 'Europe/London';

const begins = ({ day, post }: Shift): Date => momentAt(ZONE, day, `${post.begins}:00`);
const later = (moment: Date, minutes: number): string =>
  new Date(moment.getTime() + minutes * 60_000).toISOString();

/** Clock-ins of the last weeks. Of today there are those who came in the morning: they are on site still. */
export const clockIns = (all: readonly Shift[], today: Day): RecordLine[] =>
  all
    .filter((shift) => daysBetween(shift.day, today) < CLOCK_INS_OF)
    .filter(({ day, post }) => day < today || post.begins < '08:00')
    .map((shift, index) => {
      const { customer, site, post, officer, day } = shift;
      const random = new Random('clock-in', site.reference, post.begins, day);
      const out = day < today ? { outAt: later(begins(shift), post.hours * 60 + random.between(0, 9)) } : {};
      return {
        reference: `CI-${10_001 + index}`,
        body: {
          customer: customer.reference,
          site: site.reference,
          person: officer,
          role: post.role,
          inAt: later(begins(shift), -random.between(1, 12)),
          ...out,
        },
      };
    });

/** A timesheet for each person, customer and week: older weeks are approved, the last one waits, this one is a draft. */
export function timesheets(all: readonly Shift[], today: Day): RecordLine[] {
  const thisWeek = mondayOf(today);
  const lastWeek = addDays(thisWeek, -7);
  const done = all.filter(({ day }) => day < today);
  const weeks = grouped(done, ({ officer, site, day }) => `${mondayOf(day)} ${site.reference} ${officer}`);
  return [...weeks.keys()].sort().map((key, index) => {
    const own = weeks.get(key) as Shift[];
    const [{ customer, site, officer, post, day }] = own as [Shift];
    const monday = mondayOf(day);
    return {
      reference: `TS-${5001 + index}`,
      body: {
        customer: customer.reference,
        site: site.reference,
        person: officer,
        role: post.role,
        date: monday,
        until: addDays(monday, 6),
        minutes: sum(own, (shift) => shift.post.hours * 60),
        status: monday < lastWeek ? 'approved' : monday === lastWeek ? 'waiting' : 'draft',
        shifts: own.map((shift) => ({
          date: shift.day,
          startAt: begins(shift).toISOString(),
          endAt: later(begins(shift), shift.post.hours * 60),
          minutes: shift.post.hours * 60,
        })),
      },
    };
  });
}

const mondayOf = (day: Day): Day => addDays(day, -((weekday(day) + 6) % 7));
