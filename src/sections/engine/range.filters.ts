import { readDay } from '../../platform/calendar.js';
import { say, type Text } from '../../platform/errors.js';
import { readTypedMoney } from '../../platform/http/typed-money.js';
import { partMoney } from '../../platform/money.js';
import { minorDigits } from '../../platform/pages/formats.js';
import { decimal as pointed } from '../../platform/pages/rounding.js';
import type { Field } from './field.js';
import { sqlOf, type Bind, type Filter } from './filter.js';

/** How the two ends of a range are typed, read and compared. */
interface Range {
  readonly input: 'date' | 'number' | 'money';
  readonly read: Filter['read'];
  /** The condition that what the field holds lies on this side of the value. */
  readonly sql: (held: string, sign: '>=' | '<=', value: string, bind: Bind) => string;
  readonly written: (end: 'from' | 'to', value: string) => Text;
}

/** The two ends of what a day, a number, a weight or an amount may be: `weightFrom` and `weightTo`. */
export function rangeFilters(field: Field): Filter[] {
  const { input, read, sql, written } = rangeOf(field);
  const nameOf = (end: 'from' | 'to') => `${field.name}${end === 'from' ? 'From' : 'To'}`;
  const kept = field.kept ?? ((holds) => holds(sqlOf(field)));
  return (['from', 'to'] as const).map((end) => ({
    name: nameOf(end),
    field,
    end,
    input,
    read,
    sql: (value, bind, filters) => {
      const from = filters[nameOf('from')];
      // Where both ends are known they are one condition: a narrow range is looked for as such.
      if (end === 'to' && from !== undefined) return 'true';
      const to = end === 'from' ? filters[nameOf('to')] : undefined;
      const ends = [
        { sign: end === 'from' ? '>=' : '<=', value } as const,
        ...(to === undefined ? [] : [{ sign: '<=', value: to } as const]),
      ];
      return kept((held) => ends.map((one) => sql(held, one.sign, one.value, bind)).join(' and '));
    },
    written: (value) => written(end, value),
  }));
}

function rangeOf(field: Field): Range {
  switch (field.kind) {
    case 'date':
      return {
        input: 'date',
        read: readDay,
        sql: (held, sign, text, bind) => `${held} ${sign} ${bind(text)}::date`,
        written: (end, day) => say(`sections.filters.chip.${end}`, { day }),
      };
    case 'weight':
      return {
        input: 'number',
        read: decimal(3),
        sql: (held, sign, text, bind) => `${held} ${sign} ${bind(inUnits(text, 3))}::bigint`,
        written: (end, kilograms) =>
          say(`sections.filters.chip.${end}Weight`, { grams: inUnits(kilograms, 3) }),
      };
    case 'money':
      return {
        input: 'money',
        read: readAmount,
        sql: (held, sign, text, bind) => amountIs(held, `r.${field.currencyColumn}`, sign, text, bind),
        written: (end, number) => say(`sections.filters.chip.${end}Number`, { number }),
      };
    default:
      return {
        input: 'number',
        read: (text) => (/^\d{1,9}$/.test(text) ? String(Number(text)) : undefined),
        sql: (held, sign, text, bind) => `${held} ${sign} ${bind(text)}::bigint`,
        written: (end, number) => say(`sections.filters.chip.${end}Number`, { number }),
      };
  }
}

/** A number as pages write it, such as `2,500` or `1,234.50`. */
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * A number as people type it, with at most so many decimals, brought to one form. Commas before groups of three digits part
 * thousands, as they do on the pages; any other comma stands before decimals.
 */
const decimal =
  (digits: number) =>
  (text: string): string | undefined => {
    const [, whole = '', part = ''] =
      /^(\d{1,12})(?:[.,](\d+))?$/.exec(GROUPED.test(text) ? text.replaceAll(',', '') : text) ?? [];
    const decimals = part.replace(/0+$/, '');
    if (whole === '' || decimals.length > digits) return undefined;
    return `${BigInt(whole)}${decimals ? `.${decimals}` : ''}`;
  };

/** 1.5 in thousandths is 1500. */
function inUnits(text: string, digits: number): string {
  const [whole = '0', part = ''] = text.split('.');
  return String(BigInt(whole + part.padEnd(digits, '0')));
}

/** An amount in an address: `100`, `100.5 EUR`. */
const ADDRESSED = /^\d{1,12}(\.\d{0,2}[1-9])?( [A-Z]{3})?$/;

/** An amount as forms read it, in whatever currency each record has, or in the one that is named: `1,000`, `£100.50`. */
function readAmount(text: string, usual?: string): string | undefined {
  const amount = usual === undefined ? text : addressed(text, usual);
  return amount !== undefined && ADDRESSED.test(amount) ? amount : undefined;
}

function addressed(text: string, usual: string): string | undefined {
  const money = readTypedMoney(text, usual);
  if ('fault' in money) return undefined;
  const { amount, currency } = money;
  const number = pointed(BigInt(amount), minorDigits(currency)).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1');
  return partMoney(text).sign === '' ? number : `${number} ${currency}`;
}

function amountIs(value: string, column: string, sign: '>=' | '<=', text: string, bind: Bind): string {
  const [number = '', currency] = text.split(' ');
  const thousandths = bind(inUnits(number, 3));
  const minor = `${thousandths}::numeric / (case when ${column} in (${THREE_DECIMALS}) then 1 when ${column} in (${NO_DECIMALS}) then 1000 else 10 end)`;
  const compared = `${value} ${sign} ${minor}`;
  return currency ? `(${column} = ${bind(currency)} and ${compared})` : compared;
}

/** ISO 4217's exceptions to two decimals, as SQL lists them. */
export const NO_DECIMALS = `'BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','VND','VUV','XAF','XOF','XPF'`;
export const THREE_DECIMALS = `'BHD','IQD','JOD','KWD','LYD','OMR','TND'`;
