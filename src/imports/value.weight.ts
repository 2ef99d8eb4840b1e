import { say } from '../platform/errors.js';
import { type DecimalMark, readDecimal, toUnits } from '../platform/decimals.js';
import type { Parsed, ValueParser } from './value.parsed.js';

/** The units a weight may stand in. "Ton" is missing on purpose: it is three different weights. */
export const WEIGHT_UNITS = ['t', 'kg', 'g'] as const;
export type WeightUnit = (typeof WEIGHT_UNITS)[number];

const GRAMS: Readonly<Record<WeightUnit, bigint>> = { t: 1_000_000n, kg: 1_000n, g: 1n };
const WORDS: Readonly<Record<WeightUnit, RegExp>> = {
  t: /^(t|te|tonnes?|metric tonn?e?s?)\.?$/i,
  kg: /^(kgs?|kilos?|kilogram(me)?s?)\.?$/i,
  g: /^(gr?|grams?|grammes?)\.?$/i,
};

// 1.5E+03: what a spreadsheet writes when a column is too narrow; digits may be gone.
const SHORTENED = /^e[+-]?\d+$/i;

/** The unit a word stands for, if any. */
export const weightUnit = (word: string): WeightUnit | undefined =>
  WEIGHT_UNITS.find((unit) => WORDS[unit].test(word.trim()));

/** Parts `12.5 kg` into figure and unit; either may be empty. */
export const partWeight = (text: string): { figure: string; unit: string } => {
  const at = text.search(/[a-zµ]/i);
  return at < 0
    ? { figure: text, unit: '' }
    : { figure: text.slice(0, at).trim(), unit: text.slice(at).trim() };
};

/**
 * Reads a weight as whole grams. A unit in the cell itself counts before the column's. Finer figures are rounded half
 * up and say so. Below zero, without a unit, or heavier than nine thousand million tonnes is refused.
 */
export const weightParser =
  (mark: DecimalMark, columnUnit?: WeightUnit): ValueParser<bigint> =>
  (text): Parsed<bigint> => {
    const { figure, unit: word } = partWeight(text);
    const unit = word === '' ? columnUnit : weightUnit(word);
    if (SHORTENED.test(word)) return { problem: say('imports.value.shortened') };
    const decimal = readDecimal(figure, mark);
    if (!decimal)
      return { problem: say(mark === '.' ? 'imports.value.number' : 'imports.value.numberComma') };
    if (!unit)
      return {
        problem: word === '' ? say('imports.value.noUnit') : say('imports.value.unit', { unit: word }),
      };
    if (decimal.digits < 0n) return { problem: say('imports.value.negativeWeight') };
    const { units, rounded } = toUnits(decimal, GRAMS[unit]);
    return units > Number.MAX_SAFE_INTEGER
      ? { problem: say('imports.value.tooHeavy') }
      : { value: units, rounded };
  };
