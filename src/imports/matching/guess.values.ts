import { parseFateCode } from '../../platform/codes/fate-code.js';
import type { ImportField } from '../import.fields.js';
import { ewcParser } from '../value.codes.js';
import { dateParser } from '../value.date.js';
import { readDecimal } from '../../platform/decimals.js';
import { momentParser } from '../value.moment.js';
import { partMoney } from '../../platform/money.js';
import { partWeight } from '../value.weight.js';
import { booleanParser, choiceParser } from '../value.words.js';
import type { ColumnGlimpse } from './glimpse.js';

/**
 * Whether half of the first values at least of a column could be this field's. An empty column could be anything. What is one of
 * a closed list is guessed only where every word is known; of a status people say what its words mean.
 */
export function looksLike(
  { kind, path, typed, choices = [] }: Pick<ImportField, 'kind' | 'path' | 'typed' | 'choices'>,
  { firsts, words }: ColumnGlimpse,
): boolean {
  if (kind === 'choice' && path !== 'status') {
    const read = choiceParser(choices);
    return words?.every((word) => 'value' in read(word)) ?? false;
  }
  const test = typed === 'hours' ? isHours : TESTS[kind];
  return !test || firsts.length === 0 || firsts.filter(test).length * 2 >= firsts.length;
}

const isNumber = (text: string): boolean =>
  readDecimal(text, '.') !== undefined || readDecimal(text, ',') !== undefined;
const isHours = (text: string): boolean => /^\d{1,4}:[0-5]\d$/.test(text) || isNumber(text);
const dates = [dateParser('auto', 'day'), dateParser('auto', 'month')];
const moment = momentParser('auto', undefined, 'UTC');

const TESTS: Readonly<Partial<Record<ImportField['kind'], (text: string) => boolean>>> = {
  // A year of two digits is a date as well: how it is meant is said afterwards.
  date: (text) =>
    dates.some((read) => 'value' in read(text)) || /^\d{1,2}[/. -]\d{1,2}[/. -]\d{2}\b/.test(text),
  time: (text) => 'value' in moment(text),
  weight: (text) => isNumber(partWeight(text).figure),
  money: (text) => isNumber(partMoney(text).figure),
  integer: isNumber,
  boolean: (text) => 'value' in booleanParser(text),
  ewc: (text) => 'value' in ewcParser(text),
  fate: (text) => {
    const found = parseFateCode(text);
    return !('problem' in found) && found.code !== null;
  },
};
