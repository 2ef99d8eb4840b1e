import { CSV_BEGINNING, csvLine } from '../../../platform/csv.js';
import { say, type Text } from '../../../platform/errors.js';
import { minorDigits } from '../../../platform/pages/formats.js';
import { decimal } from '../../../platform/pages/rounding.js';
import type { Range } from '../../../platform/months.js';
import type { Statement } from './statement.js';

/** A statement as CSV: the same lines as its page, with opening and closing balance, one currency after the other. */
export function statementCsv(
  statements: readonly Statement[],
  { from, to }: Range,
  write: (text: Text) => string,
): string {
  const heads = ['date', 'what', 'reference', 'amount', 'balance', 'currency', 'marked'];
  const rows = statements.flatMap(({ currency, opening, lines, closing }) => {
    const money = (amount: bigint) => ({ number: decimal(amount, minorDigits(currency)) });
    return [
      [from, write(say('statement.opening')), '', '', money(opening), currency, ''],
      ...lines.map(({ date, kind, reference, amount, balance, marked }) => [
        date,
        write(say(`statement.csv.kinds.${kind}`)),
        reference,
        money(BigInt(amount)),
        money(balance),
        currency,
        marked ?? '',
      ]),
      [to, write(say('statement.closing')), '', '', money(closing), currency, ''],
    ];
  });
  const head = heads.map((name) => write(say(`statement.csv.${name}`)));
  return CSV_BEGINNING + [head, ...rows].map(csvLine).join('');
}
