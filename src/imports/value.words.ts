import { say } from '../platform/errors.js';
import { type DecimalMark, readDecimal } from '../platform/decimals.js';
import type { ValueParser } from './value.parsed.js';

const TRUE = new Set(['true', 'yes', 'y', '1', 'x', 'on', '✓']);
const FALSE = new Set(['false', 'no', 'n', '0', 'off']);
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** Reads text as it stands, in one Unicode form. */
export const textParser: ValueParser<string> = (text) =>
  CONTROL.test(text) ? { problem: say('imports.value.control') } : { value: text.normalize('NFC') };

/** Reads a business's own identifier: 1 to 200 characters, compared exactly. */
export const referenceParser: ValueParser<string> = (text) => {
  const reference = text.normalize('NFC');
  if (/\p{Cc}/u.test(reference)) return { problem: say('imports.value.control') };
  if (reference.length > 200)
    return { problem: say('imports.value.referenceTooLong', { length: reference.length }) };
  return { value: reference };
};

/** Reads several identifiers parted by `;`, `|`, a comma or a line break, each once. */
export const referencesParser: ValueParser<string[]> = (text) => {
  const read = text
    .split(/[;|,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(referenceParser);
  const values: string[] = [];
  for (const one of read) {
    if ('problem' in one) return one;
    if (!values.includes(one.value)) values.push(one.value);
  }
  return { value: values };
};

/** Reads a yes or a no. */
export const booleanParser: ValueParser<boolean> = (text) => {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return { value: true };
  return FALSE.has(word) ? { value: false } : { problem: say('imports.value.boolean') };
};

/**
 * Reads one of a closed list, or what people call it, in any letter case, with spaces, dashes or underscores between its
 * words. What two of them are called is neither.
 */
export const choiceParser = (
  choices: readonly string[],
  words: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): ValueParser<string> => {
  const said = choices.flatMap((choice) =>
    words[choice] ? [[spelling(words[choice]), choice] as const] : [],
  );
  const alone = said.filter(([one]) => said.filter(([other]) => other === one).length === 1);
  const further = new Map(Object.entries(more).map(([word, choice]) => [spelling(word), choice]));
  const own = choices.map((choice) => [spelling(choice), choice] as const);
  const bySpelling = new Map([...alone, ...own]);
  return (text) => {
    const choice = bySpelling.get(spelling(text));
    if (choice !== undefined) return { value: choice };
    const assumed = further.get(spelling(text));
    return assumed === undefined
      ? {
          problem: say('imports.value.choice', {
            choices: choices.map((one) => words[one] ?? one).join(', '),
          }),
        }
      : { value: assumed, keeps: () => true };
  };
};

const spelling = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

/** Reads a whole number; `12.0` is one, `12.5` is not. */
export const integerParser =
  (mark: DecimalMark): ValueParser<number> =>
  (text) => {
    const decimal = readDecimal(text, mark);
    if (!decimal)
      return { problem: say(mark === '.' ? 'imports.value.number' : 'imports.value.numberComma') };
    const divisor = 10n ** BigInt(decimal.scale);
    const value = Number(decimal.digits / divisor);
    const whole = decimal.digits % divisor === 0n && Number.isSafeInteger(value);
    return whole ? { value } : { problem: say('imports.value.integer') };
  };
