import type { RecordLine } from '../../../sections/records/record.lines.js';
import { momentAt } from '../../../platform/calendar.js';
import { addDays, type Day } from '../days.js';
import { Random } from '../random.js';
import type { TradeCustomer } from '../trade/trade.places.js';
import { CHECKPOINTS, INCIDENTS, OFFICERS } from './posts.data.js';
import type { Shift } from './shifts.js';

const NIGHTS = 40;
const NOTES = { late: 'Gate was blocked by a lorry.', missed: 'Path closed by building work.' } as const;

/** Two rounds of each night at sites that are patrolled: most checkpoints on time, some late, few missed. */
export const checkpointReports = (all: readonly Shift[], today: Day): RecordLine[] =>
  all
    .filter(({ site, day }) => site.kind === 'patrol' && day < today && day >= addDays(today, -NIGHTS))
    .flatMap((shift) =>
      ['23:00', '02:30'].flatMap((time, round) =>
        CHECKPOINTS.map((name, at) => scan(shift, time, round, name, at)),
      ),
    );

function scan(
  { customer, site, officer, day }: Shift,
  time: string,
  round: number,
  checkpoint: string,
  at: number,
): RecordLine {
  const night = round === 0 ? day : addDays(day, 1);
  const reference = `CP${day.slice(5).replace('-', '')}-${site.reference.slice(2).replace('/', '')}-${round * CHECKPOINTS.length + at + 1}`;
  const random = new Random('checkpoint', reference);
  const chance = random.next();
  const state = chance < 0.02 ? 'missed' : chance < 0.08 ? 'late' : 'on-time';
  const minutes = at * 6 + random.between(0, 3) + (state === 'late' ? 25 : 0);
  const scanned = new Date(momentAt('Europe/London', night, `${time}:00`).getTime() + minutes * 60_000);
  return {
    reference,
    body: {
      customer: customer.reference,
      site: site.reference,
      date: night,
      checkpoint,
      patrol: round === 0 ? 'First round' : 'Second round',
      ...(state === 'missed' ? {} : { scannedAt: scanned.toISOString() }),
      ...{ officer, state },
      note: state === 'on-time' ? '' : NOTES[state],
    },
  };
}

const MONTHS_OF = 12;
const EACH_MONTH = 3;

/** Reports of a year, some of them at each customer; the newest of some are not submitted yet. */
export const incidents = (customers: readonly TradeCustomer[], today: Day): RecordLine[] =>
  customers.flatMap((customer, index) =>
    Array.from({ length: MONTHS_OF * EACH_MONTH }, (_, number) => number)
      .filter((number) => new Random('incident', customer.reference, number).chance(number === 1 ? 1 : 0.3))
      .map((number) => incident(customer, index, number, today)),
  );

function incident(customer: TradeCustomer, index: number, number: number, today: Day): RecordLine {
  const random = new Random('report', customer.reference, number);
  const day = addDays(today, -number * 10 - random.between(1, 8));
  const [title, severity, kind, text] = random.pick(INCIDENTS);
  const time = `${String(random.between(0, 23)).padStart(2, '0')}:${random.pick(['05', '20', '40'])}:00`;
  return {
    reference: `IR-${index + 1}${String(number + 1).padStart(2, '0')}`,
    body: {
      customer: customer.reference,
      // One at each customer's first site, whoever may see which.
      site: (number === 1 ? customer.sites[0] : random.pick(customer.sites))?.reference,
      submittedAt: momentAt('Europe/London', day, time).toISOString(),
      ...{ title, severity, kind, text },
      status: number === 0 ? 'draft' : 'submitted',
      reportedBy: random.pick(OFFICERS),
    },
  };
}
