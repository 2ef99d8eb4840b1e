import { say } from '../../platform/errors.js';
import type { ListSums } from '../engine/section.js';
import { wholeDays } from './whole-days.sql.js';

/** What the chart's bars open agrees with them: visitors and incidents added up, and the most people at once. */
export const venueSums: ListSums = {
  sql: (conditions) =>
    `select coalesce(sum(d.visitors), 0)::bigint as visitors, coalesce(sum(d.incidents), 0)::bigint as incidents,
       coalesce(max(d.occupancy), 0) as occupancy from (${wholeDays(conditions)}) d`,
  lines: (rows) => {
    const all = (name: string) => rows.map((row) => Number(row[name] ?? 0));
    const sum = (name: string) => all(name).reduce((one, other) => one + other, 0);
    const occupancy = Math.max(0, ...all('occupancy'));
    return [
      say('venue-analytics.sums', { visitors: sum('visitors'), occupancy, incidents: sum('incidents') }),
    ];
  },
};
