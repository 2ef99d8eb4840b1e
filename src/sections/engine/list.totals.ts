import { say, type Text } from '../../platform/errors.js';
import type { Field } from './field.js';
import type { ListSums } from './section.js';

/** What else is to be known to add up a list. SQL over the record `r`. */
interface Adding {
  /** What is taken off. */
  readonly less?: string;
  /** What is not counted with the rest, and said beside it. */
  readonly apart?: string;
}

/**
 * What the amounts of a list come to: a line for each currency, as none is ever added to another. Of the first field in
 * all, at `<section>.total`; of the others, of the same currency, what is above zero, at `<section>.total.of`.
 * @param section its key, by which its table is called too
 */
export function totalOf(
  section: string,
  [field, ...parts]: readonly [Field, ...Field[]],
  { less = 'false', apart = 'false' }: Adding = {},
): ListSums {
  const sum = (name: string, sql: string, lessSql: string) =>
    `sum(case when ${less} then ${lessSql} else ${sql} end)::text as "${name}"`;
  // Of the others nothing is set off: what is over in one record is not taken from another.
  const sums = [
    sum(field.name, `r.${field.column}`, `-r.${field.column}`),
    ...parts.map(({ name, column }) => sum(name, `greatest(r.${column}, 0)`, '0')),
  ];
  return {
    field,
    upTo: MOST_ADDED,
    sql: (conditions) => `
      select r.${field.currencyColumn} as currency, case when ${apart} then 'apart' when ${less} then 'less' else 'whole' end as part,
        count(*) as records, ${sums.join(', ')}
      from ${section} r where ${[...conditions, `r.${field.column} is not null`].join(' and ')} group by 1, 2`,
    lines: (rows) => {
      // One record says itself what it comes to.
      if (rows.reduce((count, { records = 0 }) => count + Number(records), 0) < 2) return [];
      const currencies = [...new Set(rows.map(({ currency = '' }) => currency))].sort();
      return currencies.flatMap((currency) => {
        const own = rows.filter((row) => row['currency'] === currency);
        return [
          totalText(section, currency, field, own),
          ...parts.flatMap((part) => partText(section, currency, part, own)),
        ];
      });
    },
  };
}

/** Adding up as many takes twice as long as counting them, which the list does anyway. */
const MOST_ADDED = 100_000;

type Sums = readonly Readonly<Record<string, string>>[];

const added = (rows: Sums, { name }: Field): bigint =>
  rows.reduce((sum, row) => sum + BigInt(row[name] ?? 0), 0n);

function totalText(key: string, currency: string, field: Field, rows: Sums): Text {
  const counted = rows.filter(({ part }) => part !== 'apart');
  const others = rows.filter(({ part }) => part === 'apart');
  const less = ['whole', 'less'].every((one) => rows.some(({ part }) => part === one));
  const apart = added(others, field);
  const values = { amount: `${currency} ${added(counted, field)}`, apart: `${currency} ${apart}` };
  if (apart !== 0n && counted.length === 0) return say(`${key}.total.apart`, values);
  if (apart === 0n) return say(`${key}.total.${less ? 'less' : 'all'}`, values);
  return say(`${key}.total.${less ? 'lessApart' : 'allApart'}`, values);
}

function partText(key: string, currency: string, part: Field, rows: Sums): Text[] {
  const amount = added(
    rows.filter((row) => row['part'] !== 'apart'),
    part,
  );
  return amount === 0n ? [] : [say(`${key}.total.of.${part.name}`, { amount: `${currency} ${amount}` })];
}
