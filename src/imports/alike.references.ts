import type { EntityManager } from 'typeorm';
import { say, type Text } from '../platform/errors.js';

/** A new customer of a file, and one that is there whose reference differs from it in letter case only. */
export interface Alike {
  readonly written: string;
  readonly stands: string;
}

/** As many are kept: whoever has more has the same mistake in every row. */
const KEPT = 100;
const SHOWN = 5;

/** Those of new customers that look like others: a file that says `sf1001` does not mean SF1001, which may be a mistake. */
export const alikeCustomers = (manager: EntityManager, references: readonly string[]): Promise<Alike[]> =>
  references.length === 0
    ? Promise.resolve([])
    : manager.query<Alike[]>(
        `select distinct on (v.reference) v.reference as written, c.reference as stands
         from unnest($1::text[]) as v (reference) join customers c
           on lower(c.reference) = lower(v.reference collate "C") and c.reference <> v.reference and c.deleted_at is null
         where c.reference <> all ($1) or c.reference < v.reference collate "C"
         order by v.reference, c.reference`,
        [references],
      );

/** Each once, in the order in which they were found. */
export const withMoreAlike = (before: readonly Alike[], found: readonly Alike[]): readonly Alike[] =>
  [...new Map([...before, ...found].map((one) => [one.written, one])).values()].slice(0, KEPT);

/** What is said of them after a check. */
export function alikeTexts(alike: readonly Alike[]): Text[] {
  const [first] = alike;
  if (!first) return [];
  if (alike.length === 1) return [say('imports.report.alike', { ...first })];
  const pairs = alike.slice(0, SHOWN).map(({ written, stands }) => `${written} (${stands})`);
  return [say('imports.report.alikeMany', { count: alike.length, pairs: pairs.join(', ') })];
}
