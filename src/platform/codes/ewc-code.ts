import { EWC_CODES_BY_SUB_CHAPTER } from './ewc-codes.data.js';
import { tidyCode, type Problem } from './written-code.js';

/** Why a text is no EWC code: nothing there; not six digits; not in the list; starred though it is not hazardous. */
export const EWC_PROBLEMS = ['ewc-missing', 'ewc-malformed', 'ewc-unknown', 'ewc-not-hazardous'] as const;
export type EwcProblem = (typeof EWC_PROBLEMS)[number];

export type EwcCode = { readonly code: string; readonly hazardous: boolean };

const HAZARDOUS: ReadonlyMap<string, boolean> = new Map(
  Object.entries(EWC_CODES_BY_SUB_CHAPTER).flatMap(([subChapter, endings]) =>
    endings
      .split(' ')
      .map((ending): [string, boolean] => [subChapter + ending.slice(0, 2), ending.endsWith('*')]),
  ),
);

// No slash: a cell of the wrong column, a date like 17/05/04, would pass for soil and stones.
const SEPARATOR = '[ ._\u2010-\u2015-]?';
// One or two digits first: spreadsheets turn 010101 into 10101. Their export may add a decimal: 200301.0.
const WRITTEN = new RegExp(`^(\\d{1,2})${SEPARATOR}(\\d{2})${SEPARATOR}(\\d{2})(?:\\.0)? ?(\\*?)$`);

/**
 * The EWC code (List of Waste, Decision 2000/532/EC) in a text: `200301`, `20 03 01`, `20-03-01`, `20.03.01`,
 * `16 06 01*`, and `10101` for 010101. Answers the six digits and whether the list marks the code hazardous.
 *
 * The star may be left out, as most people do. A star on a code that is not hazardous is refused rather than dropped:
 * either the code or the mark is wrong (17 05 04* is one digit from 17 05 03*), and a guess would hide hazardous
 * waste or invent some.
 */
export function parseEwcCode(text: string): EwcCode | Problem<EwcProblem> {
  const tidy = tidyCode(text);
  if (tidy === '') return { problem: 'ewc-missing' };
  const [, chapter, middle, end, star] = WRITTEN.exec(tidy) ?? [];
  if (chapter === undefined || middle === undefined || end === undefined) return { problem: 'ewc-malformed' };
  const code = chapter.padStart(2, '0') + middle + end;
  const hazardous = HAZARDOUS.get(code);
  if (hazardous === undefined) return { problem: 'ewc-unknown' };
  if (star === '*' && !hazardous) return { problem: 'ewc-not-hazardous' };
  return { code, hazardous };
}

/** Whether the list marks these six digits hazardous; false for a code that is not in the list. */
export function isHazardousEwcCode(code: string): boolean {
  return HAZARDOUS.get(code) ?? false;
}

/** Six digits as people read them: `160601` is `16 06 01*`, the star being the list's hazardous mark. */
export function formatEwcCode(code: string): string {
  const spaced = code.replace(/^(\d{2})(\d{2})(\d{2})$/, '$1 $2 $3');
  return isHazardousEwcCode(code) ? `${spaced}*` : spaced;
}

/** The two digits of the chapter of a six-digit code, the key of `ewc_chapters`. */
export function ewcChapter(code: string): string {
  return code.slice(0, 2);
}
