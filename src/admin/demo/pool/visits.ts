import type { RecordLine } from '../../../sections/records/record.lines.js';
import { addDays, addMonths, monthNumber, weekday, type Day } from '../days.js';
import { Random } from '../random.js';
import type { TradeCustomer, TradeSite } from '../trade/trade.places.js';
import { PLANT_SERVICE, TECHNICIANS, VANS, WATERS, type Water } from './water.data.js';
import { measured, treated, type Reading } from './readings.js';

/** A stop of a technician's route. */
export interface PoolVisit {
  readonly reference: string;
  readonly customer: TradeCustomer;
  readonly site: TradeSite;
  readonly water: Water;
  readonly day: Day;
  readonly service: string;
  readonly pence: number;
  readonly status: 'scheduled' | 'in-progress' | 'completed' | 'cancelled';
  /** What was measured; empty where nothing was. */
  readonly readings: readonly Reading[];
}

type Stop = Omit<PoolVisit, 'reference' | 'status' | 'readings'>;

const AHEAD = 21;
const REASONS = [
  'Pool closed for a gala',
  'Plant room locked and nobody on site',
  'Called off by the customer',
];
const NOTES = [
  'Backwashed filter 2.',
  'Strainer basket cleaned.',
  'Dosing pump primed again.',
  'Told the duty manager that the pool cover is torn.',
];

/** A year of visits and those of the weeks to come, in the order of days. */
export function poolVisits(customers: readonly TradeCustomer[], today: Day): PoolVisit[] {
  const stops = customers
    .flatMap((customer) => customer.sites.flatMap((site) => stopsAt(customer, site, today)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  let ofToday = 0;
  return stops.map((stop, index) => {
    const random = new Random('visit', keyOf(stop));
    const status = stop.day === today ? ON_THE_WAY[ofToday++ % 3] : statusOn(stop.day < today, random);
    return {
      ...stop,
      reference: `V${stop.day.slice(2, 4)}-${String(1001 + index)}`,
      status: status as PoolVisit['status'],
      readings: status === 'completed' ? measured(stop.water, stop.day, random) : [],
    };
  });
}

const keyOf = ({ day, site, service }: Stop): string => `${day} ${site.reference} ${service}`;

/** How the visits of today stand, some way into it. */
const ON_THE_WAY = ['completed', 'in-progress', 'scheduled'] as const;

const statusOn = (past: boolean, random: Random): PoolVisit['status'] =>
  random.chance(0.02) ? 'cancelled' : past ? 'completed' : 'scheduled';

function stopsAt(customer: TradeCustomer, site: TradeSite, today: Day): Stop[] {
  const water = WATERS[site.kind] as Water;
  const stops = (every: number, service: string, pence: number) =>
    days(site, every, today)
      .filter((day) => isOpen(water, day))
      .map((day): Stop => ({ customer, site, water, day, service, pence }));
  return [
    ...stops(water.every, water.service, water.pence),
    ...stops(PLANT_SERVICE.every, PLANT_SERVICE.service, PLANT_SERVICE.pence),
  ];
}

function days(site: TradeSite, every: number, today: Day): Day[] {
  const found = new Set<Day>();
  const began = addMonths(today, -12);
  let next = addDays(began, new Random('round', site.reference, every).between(0, Math.min(every, 30)));
  for (; next <= addDays(today, AHEAD); next = addDays(next, every))
    found.add(weekday(next) === 0 ? addDays(next, 1) : next);
  return [...found];
}

const isOpen = ({ season }: Water, day: Day): boolean =>
  !season || (monthNumber(day) >= season[0] && monthNumber(day) <= season[1]);

export function visitLine(visit: PoolVisit): RecordLine {
  const { reference, customer, site, day, status, service, pence, readings, water } = visit;
  const random = new Random('stop', reference);
  const route = new Random('route', site.reference).between(0, TECHNICIANS.length - 1);
  return {
    reference,
    body: {
      customer: customer.reference,
      site: site.reference,
      date: day,
      ...{ status, service },
      timeWindow: random.pick(['06:00-08:00', '08:00-10:00', '10:00-12:00', '13:00-15:00']),
      crew: TECHNICIANS[route],
      vehicle: VANS[route],
      cancellationReason: status === 'cancelled' ? random.pick(REASONS) : '',
      notes: status === 'completed' && random.chance(0.12) ? random.pick(NOTES) : '',
      price: { amount: status === 'cancelled' ? 0 : pence, currency: customer.currency },
      wasteItems: [],
      readings,
      chemicals: treated(water, readings),
    },
  };
}
