import { CSV_BEGINNING, csvLine } from '../../../platform/csv.js';
import { say, type Text } from '../../../platform/errors.js';
import { minorDigits } from '../../../platform/pages/formats.js';
import { decimal } from '../../../platform/pages/rounding.js';
import type { Range } from '../../../platform/months.js';
import { AGES, type Statement } from './statement.js';

/**
 * A statement as CSV: the same lines as its page, with opening and closing balance, one currency after the other. How old
 * what is open is stands in columns of its own in the line of the closing balance: amounts and balances add up without it.
 */
export function statementCsv(
  statements: readonly Statement[],
  { from, to }: Range,
  write: (text: Text) => string,
): string {
  const heads = ['date', 'what', 'reference', 'amount', 'balance', 'currency', 'marked'];
  const aged = [...AGES.map((age) => say(`statement.ages.${age}`)), say('statement.unset')];
  const notAged = aged.map(() => '');
  const rows = statements.flatMap(({ currency, opening, lines, closing, ages, unset }) => {
    const money = (amount: bigint) => ({ number: decimal(amount, minorDigits(currency)) });
    return [
      [from, write(say('statement.opening')), '', '', money(opening), currency, '', ...notAged],
      ...lines.map(({ date, kind, reference, amount, balance, marked }) => [
        date,
        write(say(`statement.csv.kinds.${kind}`)),
        reference,
        money(BigInt(amount)),
        money(balance),
        currency,
        marked ?? '',
        ...notAged,
      ]),
      [
        to,
        write(say('statement.closing')),
        '',
        '',
        money(closing),
        currency,
        '',
        ...AGES.map((age) => money(ages[age])),
        money(-unset),
      ],
    ];
  });
  const head = [...heads.map((name) => say(`statement.csv.${name}`)), ...aged].map(write);
  return CSV_BEGINNING + [head, ...rows].map(csvLine).join('');
}
