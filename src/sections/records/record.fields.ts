import { readDay } from '../../platform/calendar.js';
import { say, type Text } from '../../platform/errors.js';
import { parseEwcCode } from '../../platform/codes/ewc-code.js';
import { parseFateCode } from '../../platform/codes/fate-code.js';
import type { Field } from '../engine/field.js';
import type { ChildBody } from '../engine/section.js';

/** Faults of a body: the path of a property, such as `wasteItems[0].weightGrams`, and the sentence for it. */
export type Faults = Record<string, Text>;

/** What the API calls a field: weights say their unit. */
export const apiName = (field: Field): string =>
  field.kind === 'weight' ? `${field.name}Grams` : field.name;

export const REFERENCE_LENGTH = 200;

/** A reference as it is kept: trimmed and composed (NFC). Undefined when it is none, or too long. */
export function readReference(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const reference = value.trim().normalize('NFC');
  return reference.length > 0 &&
    reference.length <= REFERENCE_LENGTH &&
    !hasControls(reference) &&
    isWellFormed(reference)
    ? reference
    : undefined;
}

/** What a column of whole numbers holds. */
export const MOST_WHOLE = 2_147_483_647;

const hasControls = (text: string): boolean =>
  [...text].some((letter) => letter.charCodeAt(0) < 32 || letter === '\u007f');

export const asObject = (value: unknown): ChildBody | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ChildBody) : undefined;

/** One field's columns. */
export function readField(
  field: Field,
  value: unknown,
  path: string,
  faults: Faults,
): Record<string, unknown> {
  const wrong = (key: string, values?: Text['values']): Record<string, unknown> => {
    faults[path] = say(`sections.api.${key}`, values);
    return {};
  };
  if (value === undefined || value === null || value === '') {
    if (field.required) return wrong('required');
    return emptyColumns(field);
  }
  switch (field.kind) {
    case 'customer':
    case 'site':
    case 'job':
    case 'order':
    case 'document':
    case 'invoice':
    case 'flag':
    case 'fileType': {
      const reference = readReference(value);
      return reference ? { [field.column]: reference } : wrong('reference');
    }
    case 'text':
      return readText(field, value, wrong, (key) => {
        faults[path] = say(key);
        return {};
      });
    case 'choice':
      return field.choices?.includes(String(value))
        ? { [field.column]: value }
        : wrong('choice', { choices: (field.choices ?? []).join(', ') });
    case 'date':
      return isDay(value) ? { [field.column]: value } : wrong('date');
    case 'time': {
      const moment = readMoment(value);
      return moment ? { [field.column]: moment } : wrong('time');
    }
    case 'whole':
      return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MOST_WHOLE
        ? { [field.column]: value }
        : wrong('whole');
    case 'yesNo':
      return typeof value === 'boolean' ? { [field.column]: value } : wrong('yesNo');
    case 'weight':
      return isGrams(value) ? { [field.column]: String(value) } : wrong('grams');
    case 'money':
      return readMoney(field, value, wrong);
    case 'ewc': {
      const code = typeof value === 'string' ? parseEwcCode(value) : undefined;
      return code && !('problem' in code) ? { [field.column]: code.code } : wrong('ewc');
    }
    case 'fate': {
      const fate = typeof value === 'string' ? parseFateCode(value) : undefined;
      return fate && !('problem' in fate) ? { [field.column]: fate.code, written: fate.text } : wrong('fate');
    }
    case 'reference':
      return {};
  }
}

function emptyColumns(field: Field): Record<string, unknown> {
  if (field.kind === 'text') return { [field.column]: '' };
  if (field.kind === 'choice') return { [field.column]: field.choices?.[0] };
  if (field.kind === 'yesNo') return { [field.column]: false };
  if (field.kind === 'money')
    return field.currencyColumn === 'currency'
      ? {}
      : { [field.column]: null, [field.currencyColumn as string]: null };
  return { [field.column]: field.empty ?? null };
}

type Wrong = (key: string, values?: Text['values']) => Record<string, unknown>;

function readText(
  field: Field,
  value: unknown,
  wrong: Wrong,
  misshapen: (key: string) => Record<string, unknown>,
): Record<string, unknown> {
  if (typeof value !== 'string') return wrong('text');
  const typed = value.trim().normalize('NFC');
  const text = field.shape?.kept?.(typed) ?? typed;
  const longest = field.longest ?? 500;
  if (text.includes('\u0000') || !isWellFormed(text)) return wrong('text');
  if (field.required && text === '') return wrong('required');
  if (text !== '' && field.shape && !field.shape.pattern.test(text)) return misshapen(field.shape.wrong);
  return text.length <= longest ? { [field.column]: text } : wrong('longest', { longest });
}

function readMoney(field: Field, value: unknown, wrong: Wrong): Record<string, unknown> {
  const { amount, currency, ...others } = asObject(value) ?? {};
  const fits = Number.isSafeInteger(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
  if (!fits || Object.keys(others).length > 0) return wrong('money');
  return { [field.column]: amount, [field.currencyColumn as string]: currency };
}

const isGrams = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
  (typeof value === 'bigint' && value >= 0n) ||
  (typeof value === 'string' && /^\d{1,15}$/.test(value));

/** A day of the calendar, written as ISO 8601 does. */
const isDay = (value: unknown): boolean => typeof value === 'string' && readDay(value) !== undefined;

/** A moment as it is kept and compared: of ISO 8601 with its offset, to the millisecond. */
function readMoment(value: unknown): string | undefined {
  const written = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
  const [, day] = (typeof value === 'string' && written.exec(value)) || [];
  if (!isDay(day)) return undefined;
  const moment = new Date(String(value));
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Half of a pair of surrogates is no letter, and no database keeps it. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
