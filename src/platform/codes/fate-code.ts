import { tidyCode, type Problem } from './written-code.js';

/** Why a text is no fate: nothing there; not a code at all (it has no letter first); longer than a code can be. */
export const FATE_PROBLEMS = ['fate-missing', 'fate-malformed', 'fate-too-long'] as const;
export type FateProblem = (typeof FATE_PROBLEMS)[number];

/** `code` is the operation it counts as, `R3` or `D9`, or null for *not yet known*; `text` is what was written. */
export type FateCode =
  | { readonly kind: 'R' | 'D'; readonly code: string; readonly text: string }
  | { readonly kind: 'other'; readonly code: null; readonly text: string };

export const FATE_GROUPS = [
  'recycling',
  'energy',
  'other-recovery',
  'interim',
  'disposal',
  'unknown',
] as const;
export type FateGroup = (typeof FATE_GROUPS)[number];

/** The longest fate that is kept, in characters. */
export const FATE_TEXT_LENGTH = 40;

const HIGHEST = { R: 13, D: 15 } as const;
// An operation and, in returns of the Environment Agency, the numbers of its sub-code: R03.01.03.
const OPERATION = /^([RD])[ ._-]?0*(\d{1,2})(?:\.\d{1,2})*$/i;

/**
 * The recovery or disposal operation (Annexes I and II of Directive 2008/98/EC) in a text: `R4`, `R04`, `r 04`, `D09`;
 * a sub-code such as `R03.01.03` counts as R3. Codes outside R1 to R13 and D1 to D15 (`NS`, `OF`, `R14`) are kept as
 * text and count as not yet known. A text that starts with no letter is refused: `3` says neither R3 nor D3, and is
 * most often a cell of the next column.
 */
export function parseFateCode(text: string): FateCode | Problem<FateProblem> {
  const tidy = tidyCode(text);
  if (tidy === '') return { problem: 'fate-missing' };
  if (tidy.length > FATE_TEXT_LENGTH) return { problem: 'fate-too-long' };
  if (!/^\p{L}\P{Cc}*$/u.test(tidy)) return { problem: 'fate-malformed' };
  const [, letter, digits] = OPERATION.exec(tidy) ?? [];
  const kind = letter?.toUpperCase() === 'R' ? 'R' : 'D';
  const number = Number(digits);
  if (letter === undefined || number < 1 || number > HIGHEST[kind])
    return { kind: 'other', code: null, text: tidy };
  return { kind, code: `${kind}${number}`, text: tidy };
}

const RECYCLING = ['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R11'];
const INTERIM = ['R12', 'R13', 'D13', 'D14', 'D15'];
const LANDFILL = ['D1', 'D5'];

/**
 * Where an operation counts in reports, each code in one group: recycling is R2 to R9 and R11, energy R1, interim R12,
 * R13 and D13 to D15 (the waste goes on elsewhere), disposal every other D. Other recovery is what is left of recovery
 * (all R except R12 and R13): R10, land treatment. The recovery rate is recycling, energy and other recovery together.
 * Takes the `code` of `parseFateCode`; null, and anything else, is unknown. The table `recovery_disposal_codes` says the
 * same in `fate_group`.
 */
export function fateGroup(code: string | null): FateGroup {
  if (code === null || !/^(R([1-9]|1[0-3])|D([1-9]|1[0-5]))$/.test(code)) return 'unknown';
  if (INTERIM.includes(code)) return 'interim';
  if (RECYCLING.includes(code)) return 'recycling';
  if (code === 'R1') return 'energy';
  return code.startsWith('R') ? 'other-recovery' : 'disposal';
}

/** Whether an operation puts waste in landfill, D1 or D5: what landfill diversion subtracts. */
export function isLandfill(code: string | null): boolean {
  return code !== null && LANDFILL.includes(code);
}
