import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import type { ListAbove, Rows } from '../engine/list.above.js';
import type { ListRequest } from '../engine/list.request.js';
import { TODAY } from '../engine/today.sql.js';
import { SALES_STATE, SALES_STATUSES } from './sales.fields.js';

/** What ends within so many days is said. */
export const SOON = 30;

/** How many sales documents there are of each status: together they are the list, and each opens what it counts. */
export const salesCards: ListAbove = {
  sql: (conditions) =>
    `select ${SALES_STATE} as status, count(*)::int as count,
       (count(*) filter (where r.expires between ${TODAY} and ${TODAY} + ${SOON}))::int as ending
     from sales r where ${conditions.join(' and ')} group by 1`,
  block: (rows, base, request) => {
    const stats = SALES_STATUSES.flatMap((status) => {
      const of = rows.filter((row) => row['status'] === status);
      const ending = status === 'sent' ? sum(of, 'ending') : 0;
      const stat = {
        label: say(`sales.status.${status}`),
        cell: cell.number(sum(of, 'count')),
        note: ending > 0 ? say('sales.cards.ending', { count: ending, days: SOON }) : null,
        href: href(base, status, request),
      };
      return of.length > 0 ? [stat] : [];
    });
    return stats.length > 0 ? { kind: 'stats', title: say('sales.cards.title'), stats } : undefined;
  },
};

const sum = (rows: Rows, name: string): number => rows.reduce((all, row) => all + Number(row[name]), 0);

/** The list that a card counts: of the same customer and site. */
function href(base: string, status: string, { customer, site }: ListRequest): string {
  const query = { status, ...(customer ? { customer } : {}), ...(site ? { site } : {}) };
  return `${base}?${new URLSearchParams(query)}`;
}
