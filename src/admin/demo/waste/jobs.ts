import type { RecordLine } from '../../../sections/records/record.lines.js';
import { daysBetween, type Day } from '../days.js';
import { Random } from '../random.js';
import { items, type DemoItem } from './items.js';
import { PERMIT, RECEIVER } from './letterhead.js';
import { CREWS, VEHICLES } from './rounds.data.js';
import type { Visit } from './visits.js';

/** A visit as the business keeps it. */
export interface DemoJob extends Visit {
  readonly reference: string;
  readonly status: 'scheduled' | 'in-progress' | 'completed' | 'cancelled';
  readonly cancellationReason: string;
  readonly vehicle: string;
  readonly crew: string;
  readonly items: readonly DemoItem[];
  /** Pence for the visit, and for the tonnes. */
  readonly visitPence: number;
  readonly tonnePence: number;
}

const REASONS = [
  'Gate locked and nobody on site',
  'Road closed',
  'Blocked by parked cars',
  'Cancelled by the customer',
  'Vehicle off the road, done the next day',
  'Container was empty',
  'Wrong waste in the container',
];
const NOTES = [
  'Side gate code asked for.',
  'Bin lid broken, new one ordered.',
  'Extra bags taken.',
  'Waited 20 minutes for access.',
];
const WINDOWS = ['06:00-10:00', '07:00-11:00', '08:00-12:00', '10:00-14:00', '12:00-16:00'];

/** Jobs in the order of their days, numbered as they were planned. */
export function jobs(visits: readonly Visit[], today: Day): DemoJob[] {
  const numbers = new Map<string, number>();
  const count = (what: string) => {
    const number = (numbers.get(what) ?? 0) + 1;
    numbers.set(what, number);
    return number;
  };
  return visits.map((visit) => {
    const year = visit.day.slice(2, 4);
    const reference = `J${year}-${String(count(year)).padStart(5, '0')}`;
    const random = new Random('job', visit.site.reference, visit.round.service, visit.day);
    const status =
      visit.day === today
        ? (ON_THE_WAY[count('today') % ON_THE_WAY.length] ?? 'scheduled')
        : statusOn(visit.day < today, random);
    return job(visit, reference, status, random, today);
  });
}

/** How the jobs of today stand, some way into it. */
const ON_THE_WAY = ['completed', 'in-progress', 'scheduled', 'completed', 'scheduled'] as const;

const statusOn = (past: boolean, random: Random): DemoJob['status'] =>
  random.chance(past ? 0.024 : 0.008) ? 'cancelled' : past ? 'completed' : 'scheduled';

function job(
  visit: Visit,
  reference: string,
  status: DemoJob['status'],
  random: Random,
  today: Day,
): DemoJob {
  const { round, day } = visit;
  const lorry = random.between(0, VEHICLES[round.vehicle].length - 1);
  const taken = status === 'completed' ? items(visit, today, random) : [];
  const kilograms = taken.reduce((sum, item) => sum + item.kilograms, 0);
  // Prices rose a year ago.
  const rise = daysBetween(day, today) > 365 ? 1 : 1.04;
  return {
    ...visit,
    reference,
    status,
    cancellationReason: status === 'cancelled' ? random.pick(REASONS) : '',
    vehicle: VEHICLES[round.vehicle][lorry] ?? '',
    crew: CREWS[round.vehicle][lorry] ?? '',
    items: taken,
    visitPence: status === 'cancelled' ? 0 : Math.round((round.visit * rise) / 10) * 10,
    tonnePence: Math.round(((round.tonne ?? 0) * kilograms) / 1000),
  };
}

export function jobLine(job: DemoJob): RecordLine {
  const { customer, site, round, day, status } = job;
  const random = new Random('notes', job.reference);
  return {
    reference: job.reference,
    body: {
      customer: customer.reference,
      site: site.reference,
      date: day,
      status,
      service: round.service,
      timeWindow: windowOf(job),
      crew: job.crew,
      vehicle: job.vehicle,
      cancellationReason: job.cancellationReason,
      notes: status === 'completed' && random.chance(0.03) ? random.pick(NOTES) : '',
      price: { amount: job.visitPence + job.tonnePence, currency: customer.currency },
      wasteItems: job.items.map((item, index) => ({ ...itemBody(item), ...movement(job, index) })),
    },
  };
}

const windowOf = ({ site, round }: Visit): string =>
  new Random('window', site.reference, round.service).pick(WINDOWS);

/** How an item travelled: under its own number, to the one transfer station, within two hours of the time it was collected in. */
function movement(job: DemoJob, index: number): object {
  const { reference, day } = job;
  const random = new Random('movement', reference, index);
  const hour = Number(windowOf(job).slice(6, 8)) + random.between(0, 1);
  const time = `${String(hour).padStart(2, '0')}:${random.pick(['05', '20', '35', '50'])}`;
  return {
    trackingId: `${day.slice(2, 4)}${random.code(6)}`,
    receivingSite: RECEIVER,
    receivingPermit: PERMIT,
    receivedAt: `${day}T${time}:00Z`,
  };
}

const itemBody = ({ stream, kilograms, estimated, containers, consignmentCode, fates }: DemoItem) => ({
  description: stream.description,
  ewcCodes: stream.codes,
  weightGrams: kilograms * 1000,
  estimated,
  physicalForm: stream.form,
  containerType: stream.container,
  containerCount: containers,
  consignmentCode,
  fates: fates.map((fate) => ({ code: fate.code, weightGrams: fate.kilograms * 1000, estimated })),
});
