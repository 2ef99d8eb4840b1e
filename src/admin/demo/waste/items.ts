import { daysBetween, monthNumber, type Day } from '../days.js';
import type { Random } from '../random.js';
import type { Visit } from './visits.js';
import { MONTHS, STREAMS, type Fates, type Stream } from './streams.data.js';

/** Waste as a visit took it. */
export interface DemoItem {
  readonly stream: Stream;
  readonly kilograms: number;
  readonly estimated: boolean;
  readonly containers: number;
  readonly consignmentCode: string;
  readonly fates: readonly { readonly code: string; readonly kilograms: number }[];
}

/** What a visit took: seldom all that it could have, and where it went as far as anybody knows yet. */
export function items(visit: Visit, today: Day, random: Random): DemoItem[] {
  const { round, day } = visit;
  // Bins are either weighed by the lorry or not: then all of a visit is estimated.
  const guess = random.next();
  const known = fateIsKnown(daysBetween(day, today), random);
  return round.streams
    .filter((_, index) => index === 0 || random.chance(0.86))
    .map((name) => {
      const stream: Stream = STREAMS[name];
      const containers = random.between(...round.containers);
      const kilograms = weight(stream, containers, day, random);
      return {
        stream,
        kilograms,
        containers,
        estimated: guess < stream.estimated,
        consignmentCode: stream.properties ? consignmentCode(visit, random) : '',
        fates: known ? split(kilograms, fatesOn(stream, daysBetween(day, today), random)) : [],
      };
    });
}

function weight(
  { kilograms: [least, most], step, season }: Stream,
  containers: number,
  day: Day,
  random: Random,
): number {
  // Twice by chance, so that the middle is more usual than the ends.
  const usual = least + ((random.next() + random.next()) / 2) * (most - least);
  const exact = usual * containers * (MONTHS[season][monthNumber(day) - 1] ?? 1);
  return Math.max(step, Math.round(exact / step) * step);
}

/** Returns come in weeks later, a few never. */
function fateIsKnown(age: number, random: Random): boolean {
  if (age < 9) return false;
  if (age < 21) return random.chance(0.15);
  if (age < 45) return random.chance(0.62);
  return random.chance(age < 120 ? 0.95 : 0.985);
}

/** The longer ago, the more went to landfill: the business gets better at it. */
function fatesOn({ fates }: Stream, age: number, random: Random): Fates {
  const chosen = random.pick(fates);
  const landfill = chosen.find(([code]) => code === 'D1');
  if (!landfill || chosen.length === 1) return chosen;
  const share = landfill[1] * (0.55 + (0.9 * Math.min(age, 730)) / 730);
  const rest = (1 - share) / (1 - landfill[1]);
  return chosen.map(([code, part]) => [code, code === 'D1' ? share : part * rest] as const);
}

/** Parts of a weight in whole kilograms; what rounding leaves goes to the first. */
function split(kilograms: number, fates: Fates): DemoItem['fates'] {
  const [first, ...others] = fates.map(([code, share]) => ({
    code,
    kilograms: Math.floor(kilograms * share),
  }));
  const rest = kilograms - others.reduce((sum, part) => sum + part.kilograms, 0);
  return [{ code: first?.code ?? 'R13', kilograms: rest }, ...others].filter((part) => part.kilograms > 0);
}

/** Six characters of the premises, then five of the note, as the hazardous waste rules for England want them. */
function consignmentCode({ customer }: Visit, random: Random): string {
  const premises = customer.name
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 6)
    .padEnd(6, 'X');
  return `${premises}/${random.code(5)}`;
}
