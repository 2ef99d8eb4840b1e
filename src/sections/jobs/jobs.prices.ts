import { say } from '../../platform/errors.js';
import type { ListSums } from '../engine/section.js';
import { figureSql } from './figures.sql.js';
import { jobPrice } from './jobs.fields.js';
import { isKept } from './jobs.sums.js';

/** What the jobs of a list cost together: a line for each currency, as none is ever added to another. */
export const jobPrices: ListSums = {
  field: jobPrice,

  kept: (request, reach) => {
    if (!isKept(request, ['status', 'currency'])) return undefined;
    const { from, to, filters } = request;
    const codes = filters['currency'] ? [filters['currency']] : undefined;
    return figureSql({ measure: 'cost', by: ['code'], range: { from, to }, codes }, reach);
  },

  sql: (conditions) =>
    `select r.price_currency as key, count(*) as records, sum(r.price_amount)::bigint as amount from jobs r
      where ${[...conditions, 'r.price_amount is not null'].join(' and ')} group by 1`,

  lines: (rows) => {
    const currencies = [...new Set(rows.map(({ key = '' }) => key))].sort();
    return currencies.flatMap((currency) => {
      const own = rows.filter(({ key }) => key === currency);
      const amount = own.reduce((sum, row) => sum + BigInt(row['amount'] ?? 0), 0n);
      const count = own.reduce((sum, row) => sum + Number(row['records'] ?? 0), 0);
      // Prices of nothing, such as those of jobs that were cancelled, come to nothing that need be said.
      return amount === 0n ? [] : [say('jobs.sums.prices', { count, price: `${currency} ${amount}` })];
    });
  },
};
