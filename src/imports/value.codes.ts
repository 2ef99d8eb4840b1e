import { type EwcProblem, parseEwcCode } from '../platform/codes/ewc-code.js';
import { type FateProblem, parseFateCode } from '../platform/codes/fate-code.js';
import { say } from '../platform/errors.js';
import type { ValueParser } from './value.parsed.js';

const MOST_CODES = 5;

// Written out, so that a search for a key finds where it is said.
const EWC_SENTENCES: Readonly<Record<EwcProblem, string>> = {
  'ewc-missing': 'imports.value.ewcMalformed',
  'ewc-malformed': 'imports.value.ewcMalformed',
  'ewc-unknown': 'imports.value.ewcUnknown',
  'ewc-not-hazardous': 'imports.value.ewcNotHazardous',
};
const FATE_SENTENCES: Readonly<Record<FateProblem, string>> = {
  'fate-missing': 'imports.value.fateMalformed',
  'fate-malformed': 'imports.value.fateMalformed',
  'fate-too-long': 'imports.value.fateTooLong',
};

/** Reads one to five EWC codes parted by `;`, `|`, a comma or a line break; the first is the main one. */
export const ewcParser: ValueParser<string[]> = (text) => {
  const codes: string[] = [];
  for (const written of text.split(/[;|,\n]/).map((part) => part.trim())) {
    if (written === '') continue;
    const found = parseEwcCode(written);
    if ('problem' in found) return { problem: say(EWC_SENTENCES[found.problem], { code: written }) };
    if (!codes.includes(found.code)) codes.push(found.code);
  }
  if (codes.length === 0) return { problem: say('imports.value.ewcMalformed', { code: text }) };
  if (codes.length > MOST_CODES) return { problem: say('imports.value.ewcTooMany', { count: codes.length }) };
  return { value: codes };
};

/** Reads an R or D code as it is written; sub-codes and other fates are kept. */
export const fateParser: ValueParser<string> = (text) => {
  const found = parseFateCode(text);
  return 'problem' in found ? { problem: say(FATE_SENTENCES[found.problem]) } : { value: found.text };
};
