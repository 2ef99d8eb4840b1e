import { fateGroup } from '../../src/platform/codes/fate-code.js';
import { formatsFor } from '../../src/platform/pages/formats.js';
import type { Scene } from './scene.js';

/** A completed, planned or cancelled job as a test makes it up. */
export interface Collection {
  readonly reference: string;
  readonly site: string | null;
  readonly date: string;
  readonly status: string;
  readonly items: readonly CollectedItem[];
}

export interface CollectedItem {
  readonly ewcCodes: readonly string[];
  readonly weightGrams: number;
  readonly estimated: boolean;
  readonly fates: readonly { readonly code: string; readonly weightGrams: number }[];
}

const CODES = ['200301', '150101', '160601', '170904', '200108'];
const FATES = ['R3', 'R1', 'R13', 'D5', 'R10', 'D10', 'NS'];
const STATUSES = ['completed', 'completed', 'completed', 'completed', 'cancelled', 'scheduled'];

/** So many jobs from September 2025 on, three days apart, all different and always the same. */
export function collections(prefix: string, count: number, sites: readonly string[]): Collection[] {
  let seed = 7;
  const chance = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const item = (): CollectedItem => {
    const weightGrams = 1000 + chance(4_000_000);
    const part = chance(weightGrams);
    const [first, second] = [FATES[chance(7)], FATES[chance(7)]] as [string, string];
    const fates = [
      { code: first, weightGrams: part },
      { code: second, weightGrams: Math.floor((weightGrams - part) / 3) },
    ];
    const [main, other] = [CODES[chance(5)], CODES[chance(5)]] as [string, string];
    return {
      ewcCodes: main === other ? [main] : [main, other],
      weightGrams,
      estimated: chance(3) === 0,
      fates: fates.slice(0, chance(3)),
    };
  };
  return Array.from({ length: count }, (_, index) => ({
    reference: `${prefix}-${String(index + 1).padStart(3, '0')}`,
    site: chance(8) === 0 ? null : (sites[chance(sites.length)] ?? null),
    date: new Date(Date.UTC(2025, 8, 1 + index * 3)).toISOString().slice(0, 10),
    status: STATUSES[chance(6)] ?? 'completed',
    items: Array.from({ length: chance(3) }, item),
  }));
}

/** Sends them as one batch. */
export async function collect(scene: Scene, customer: string, jobs: readonly Collection[]): Promise<void> {
  const lines = jobs.map(({ items, ...job }) => JSON.stringify({ ...job, customer, wasteItems: items }));
  const { status, body } = await scene.api('POST', 'jobs/batch', lines.join('\n'), {
    'content-type': 'application/x-ndjson',
  });
  const refused = String(body['text']).match(/"result":"refused".*/g);
  if (status !== 200 || refused) throw new Error(`The batch was not taken: ${status} ${refused?.join('\n')}`);
}

/** Which of the jobs and of their waste are meant. */
export interface Meant {
  readonly from?: string;
  readonly to?: string;
  readonly sites?: readonly string[];
  readonly ewc?: string;
  readonly chapter?: string;
  /** A code, a group, or `unknown`. */
  readonly fate?: string;
  /** Also jobs that are not completed, which reports do not count. */
  readonly anyStatus?: boolean;
}

/** The grams of completed jobs, counted by hand. */
export function weighed(jobs: readonly Collection[], meant: Meant = {}): number {
  const { from = '', to = '9', sites, ewc, chapter, fate, anyStatus = false } = meant;
  const counted = jobs.filter(
    ({ status, date, site }) =>
      (anyStatus || status === 'completed') &&
      date >= from &&
      date <= to &&
      (!sites || (site !== null && sites.includes(site))),
  );
  const items = counted
    .flatMap((job) => job.items)
    .filter(({ ewcCodes: [main = ''] }) => (!ewc || main === ewc) && (!chapter || main.startsWith(chapter)));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  if (!fate) return sum(items.map(({ weightGrams }) => weightGrams));
  return sum(
    items.map(({ weightGrams, fates }) => {
      const known = fates.filter(({ code }) => code !== 'NS');
      if (fate === 'unknown') return weightGrams - sum(known.map((one) => one.weightGrams));
      const fits = known.filter(({ code }) => code === fate || fateGroup(code) === fate);
      return sum(fits.map((one) => one.weightGrams));
    }),
  );
}

const formats = formatsFor('en-GB', 'Europe/London', 'GBP');
/** As a page writes it. */
export const asWeight = (grams: number): string => formats.weight(grams);
