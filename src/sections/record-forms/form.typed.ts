import { REACHED } from '../../mail/reached.js';
import { formatEwcCode } from '../../platform/codes/ewc-code.js';
import { parseFateCode } from '../../platform/codes/fate-code.js';
import { clockIn, isLikelyDay, momentAt, readDay } from '../../platform/calendar.js';
import type { Money } from '../../platform/money.js';
import { OFFICIAL_NUMBERS } from '../../platform/official-numbers.js';
import { minorDigits } from '../../platform/pages/formats.js';
import { decimal } from '../../platform/pages/rounding.js';
import type { Field } from '../engine/field.js';
import { MOST_WHOLE, readReference } from '../records/record.fields.js';
import { readTypedAmount, readTypedMoney, type TypedMoneyFault } from '../../platform/http/typed-money.js';
import { cleanReference } from '../../platform/http/typed-text.js';

/** What texts of a form are read and written by. */
export interface FormSurroundings {
  readonly timeZone: string;
  /** Of amounts that name none. */
  readonly currency: string;
}

/** A value as a body holds it, or the sentence below `sections.form.wrong` for what cannot be read. */
export type Typed =
  | { readonly value: unknown }
  | { readonly wrong: string; readonly values?: Readonly<Record<string, string>> };

const MOMENT = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:\.(\d{1,3}))?$/;

/** Reads what somebody typed into a field's input. Nothing typed is null. */
export function readTyped(field: Field, text: string, { timeZone, currency }: FormSurroundings): Typed {
  if (field.kind === 'yesNo') return { value: text !== '' };
  if (text === '') return { value: null };
  switch (field.kind) {
    case 'weight':
      return orWrong(readGrams(text), 'weight');
    case 'money':
      return typedMoney(readTypedMoney(text, currency), MONEY_FAULTS);
    case 'whole':
      return readWhole(field, text, currency);
    case 'time':
      return readMoment(text, timeZone);
    case 'date':
      return /^\d{4}-/.test(text) && !isLikelyDay(text) ? { wrong: 'year' } : { value: text };
    case 'text':
      return readText(field, text);
    case 'customer':
    case 'site':
    case 'job':
    case 'order':
    case 'document':
    case 'invoice':
      return orWrong(readReference(cleanReference(text)), 'reference');
    case 'fate':
      return isListed(text) ? { value: text } : { wrong: 'fate' };
    default:
      return { value: text };
  }
}

/** How a value of a body stands in the field's input. */
export function typedText(field: Field, value: unknown, { timeZone, currency }: FormSurroundings): string {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'yesNo':
      return value === true ? 'on' : '';
    case 'weight':
      return inWholes(String(value), 3);
    case 'money': {
      const money = value as { amount: number; currency: string };
      const amount = amountText(money.amount, money.currency);
      return money.currency === currency ? amount : `${amount} ${money.currency}`;
    }
    case 'whole':
      return wholeText(field, Number(value), currency);
    case 'time':
      return localText(timeZone, String(value));
    case 'ewc':
      return formatEwcCode(String(value));
    default:
      return String(value);
  }
}

function readMoment(text: string, timeZone: string): Typed {
  const [, day, minute, seconds = ':00', part = ''] = MOMENT.exec(text) ?? [];
  if (day && !isLikelyDay(day)) return { wrong: 'year' };
  if (!day || !minute || !readDay(day)) return { wrong: 'time' };
  const whole = momentAt(timeZone, day, `${minute}${seconds}`);
  if (clockIn(timeZone, whole) !== `${day}T${minute}${seconds}`)
    return { wrong: 'skipped', values: { day, time: minute } };
  return { value: new Date(whole.getTime() + Number(part.padEnd(3, '0'))).toISOString() };
}

const LIKE = { ...REACHED, sicCode: OFFICIAL_NUMBERS.sicCode };

/** Whoever writes an address or a number by hand means one that reaches somebody, or one that there is. */
function readText({ reaches, looksLike }: Field, text: string): Typed {
  const way = reaches ?? looksLike;
  return way && !LIKE[way](text) ? { wrong: way } : { value: text };
}

/** Whether a fate is one of the R and D codes: what systems call it beside them is kept as it came. */
function isListed(text: string): boolean {
  const fate = parseFateCode(text);
  return 'kind' in fate && fate.kind !== 'other';
}

const orWrong = (value: unknown, wrong: string): Typed => (value === undefined ? { wrong } : { value });

const SHARE_OF_A_KILOGRAM: Readonly<Record<string, number>> = { '': 3, kg: 3, t: 6, g: 0 };

/** Grams of `380`, `380 kg`, `1.24 t` or `500 g`; undefined for anything finer than a gram. */
export function readGrams(text: string): number | undefined {
  const [, number = '', unit = ''] = /^([\d.,]+)\s*(kg|t|g)?$/i.exec(text) ?? [];
  const grams = inUnits(number, SHARE_OF_A_KILOGRAM[unit.toLowerCase()] ?? 0);
  return grams === undefined ? undefined : Number(grams);
}

const MONEY_FAULTS: Partial<Record<TypedMoneyFault, string>> = { amount: 'money' };
/** Rows have no currency of their own. */
const AMOUNT_FAULTS: Partial<Record<TypedMoneyFault, string>> = { otherCurrency: 'currencyOfRow' };

const typedMoney = (
  money: ReturnType<typeof readTypedMoney>,
  faults: typeof MONEY_FAULTS,
  valueOf: (money: Money) => unknown = (one) => one,
): Typed => ('fault' in money ? { wrong: faults[money.fault] ?? money.fault } : { value: valueOf(money) });

function readWhole({ typed }: Field, text: string, currency: string): Typed {
  switch (typed) {
    case 'amount':
      return within(typedMoney(readTypedAmount(text, currency), AMOUNT_FAULTS, ({ amount }) => amount));
    case 'thousandths':
      return within(orWrong(numberOf(inUnits(text, 3)), 'quantity'));
    case 'hours': {
      const [, hours, minutes = '0'] = /^(\d{1,4})(?::([0-5]\d))?$/.exec(text) ?? [];
      return orWrong(hours && Number(hours) * 60 + Number(minutes), 'hours');
    }
    default:
      return within(/^\d{1,15}$/.test(text) ? { value: Number(text) } : { wrong: 'whole' });
  }
}

/** What a column of whole numbers holds: nothing below zero, and not beyond its end. */
const within = (typed: Typed): Typed => {
  if ('wrong' in typed) return typed;
  if (Number(typed.value) < 0) return { wrong: 'amount' };
  return Number(typed.value) > MOST_WHOLE ? { wrong: 'tooMuch' } : typed;
};

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

function wholeText({ typed }: Field, value: number, currency: string): string {
  switch (typed) {
    case 'amount':
      return amountText(value, currency);
    case 'thousandths':
      return inWholes(String(value), 3);
    case 'hours':
      return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`;
    default:
      return String(value);
  }
}

const amountText = (amount: number, currency: string): string =>
  decimal(BigInt(amount), minorDigits(currency));

/**
 * 1.5 in thousandths is 1500. A comma is a point, but not before three digits, where it may part thousands: nobody
 * shall write 1,000 and have 1. More decimals than there are units is no such number.
 */
function inUnits(text: string, digits: number): string | undefined {
  const [, whole, mark, decimals = ''] = /^(\d{1,12})(?:([.,])(\d+))?$/.exec(text) ?? [];
  const ambiguous = mark === ',' && decimals.length === 3;
  if (whole === undefined || ambiguous || decimals.length > digits) return undefined;
  return String(BigInt(whole + decimals.padEnd(digits, '0')));
}

const inWholes = (units: string, digits: number): string =>
  decimal(BigInt(units), digits).replace(/\.?0+$/, '');

/** A moment as clocks here show it, as exactly as it is known. */
function localText(timeZone: string, moment: string): string {
  const at = new Date(moment);
  const clock = clockIn(timeZone, at);
  const rest = at.getTime() % 1000;
  if (rest > 0) return `${clock}.${String(rest).padStart(3, '0')}`;
  return clock.endsWith(':00') ? clock.slice(0, -3) : clock;
}
