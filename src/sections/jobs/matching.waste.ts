import { fateGroup, FATE_GROUPS, type FateGroup } from '../../platform/codes/fate-code.js';
import type { Bind, Filtered } from '../engine/filter.js';

const OPERATIONS = [
  ...Array.from({ length: 13 }, (_, index) => `R${index + 1}`),
  ...Array.from({ length: 15 }, (_, index) => `D${index + 1}`),
];

/** The operations that a fate stands for: itself, or those of its group; none for what is not yet known. */
export const operationsOf = (fate: string): readonly string[] =>
  (FATE_GROUPS as readonly string[]).includes(fate)
    ? OPERATIONS.filter((code) => fateGroup(code) === (fate as FateGroup))
    : [fate];

/** The customer, though it follows from the job, lets the planner see how much a large customer has. */
export const ITEM_OF_JOB = 'i.job_id = r.id and i.customer_id = r.customer_id';
const FATE_OF_ITEM = 'f.waste_item_id = i.id and f.customer_id = i.customer_id';

/** The waste that filters speak of: items `i` with their fates, and how many grams of each belong to them. */
export interface MatchingWaste {
  readonly tables: string;
  readonly conditions: readonly string[];
  readonly grams: string;
  /** Whether the grams are those of fates, which are not the whole item's. */
  readonly ofFates: boolean;
}

const KNOWN = `(select coalesce(sum(f.grams), 0) from waste_fates f where ${FATE_OF_ITEM} and f.code is not null)`;

const HAS_CODE =
  'select from waste_item_codes k where k.waste_item_id = i.id and k.customer_id = i.customer_id';

/**
 * The waste of jobs by EWC code, chapter and fate; all of it where no filter speaks of waste.
 * @param counted an item's weight counts under its main code alone; it is found by each of its codes
 */
export function matchingWaste(
  { ewc, mainEwc, chapter, fate }: Filtered,
  bind: Bind,
  counted = true,
): MatchingWaste {
  const conditions = [
    ...(mainEwc ? [`i.ewc_code = ${bind(mainEwc)}`] : []),
    ...(ewc
      ? [counted ? `i.ewc_code = ${bind(ewc)}` : `exists (${HAS_CODE} and k.code = ${bind(ewc)})`]
      : []),
    ...(chapter ? [`starts_with(i.ewc_code, ${bind(chapter)})`] : []),
  ];
  if (!fate) return { tables: 'waste_items i', conditions, grams: 'i.grams', ofFates: false };
  if (fate === 'unknown') {
    const grams = `i.grams - ${KNOWN}`;
    return { tables: 'waste_items i', conditions: [...conditions, `${grams} > 0`], grams, ofFates: true };
  }
  return {
    tables: `waste_items i join waste_fates f on ${FATE_OF_ITEM}`,
    conditions: [...conditions, `f.code = any (${bind(operationsOf(fate))}::text[])`],
    grams: 'f.grams',
    ofFates: true,
  };
}

/** Whether filters speak of waste at all. */
export const speaksOfWaste = ({ ewc, mainEwc, chapter, fate }: Filtered): boolean =>
  Boolean(ewc ?? mainEwc ?? chapter ?? fate);
