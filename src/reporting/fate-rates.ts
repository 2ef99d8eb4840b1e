import { fateGroup, FATE_GROUPS, isLandfill, type FateGroup } from '../platform/codes/fate-code.js';

/** What became of waste: grams of each group, and of what lies in landfill. */
export interface FateTotals {
  readonly total: bigint;
  readonly groups: Readonly<Record<FateGroup, bigint>>;
  readonly landfill: bigint;
}

/** A part of a whole, or nothing to divide by. */
export interface Rate {
  readonly part: bigint;
  readonly whole: bigint;
}

/** Adds up grams by operation; an empty code is weight whose fate is not yet known. */
export function fateTotals(lines: Iterable<readonly [code: string, grams: bigint]>): FateTotals {
  const groups = Object.fromEntries(FATE_GROUPS.map((group) => [group, 0n])) as Record<FateGroup, bigint>;
  let [total, landfill] = [0n, 0n];
  for (const [code, grams] of lines) {
    groups[fateGroup(code || null)] += grams;
    total += grams;
    if (isLandfill(code)) landfill += grams;
  }
  return { total, groups, landfill };
}

/** (R2 to R9 and R11) / all weight. */
export const recyclingRate = ({ groups, total }: FateTotals): Rate => ({
  part: groups.recycling,
  whole: total,
});

/** All R except R12 and R13 / all weight; energy (R1) is among it, and is shown apart as well. */
export const recoveryRate = ({ groups, total }: FateTotals): Rate => ({
  part: groups.recycling + groups.energy + groups['other-recovery'],
  whole: total,
});

/** What is known to have gone elsewhere than D1 and D5 / all weight: of what is not yet known nobody can say so. */
export const landfillDiversion = ({ landfill, total, groups }: FateTotals): Rate => ({
  part: total - landfill - groups.unknown,
  whole: total,
});
