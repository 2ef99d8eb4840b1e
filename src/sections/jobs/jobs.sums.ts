import { say } from '../../platform/errors.js';
import { field, type Field } from '../engine/field.js';
import type { Filtered } from '../engine/filter.js';
import type { ListRequest } from '../engine/list.request.js';
import type { ListSums } from '../engine/section.js';
import { figureSql } from './figures.sql.js';
import { ITEM_OF_JOB, matchingWaste, operationsOf, speaksOfWaste } from './matching.waste.js';

const KEPT = ['status', 'ewc', 'mainEwc', 'chapter', 'fate'];

/** Whether a list holds completed jobs that nothing narrows but days, customer, site and these filters. */
export const isKept = ({ q, filters }: ListRequest, kept: readonly string[]): boolean =>
  !q && filters['status'] === 'completed' && Object.keys(filters).every((name) => kept.includes(name));

/**
 * What the jobs of a list weigh together. Where filters speak of waste, only the weight that belongs to them: of the
 * items with that code, of what went to that fate. Reports count the same.
 */
export const jobWeights: ListSums = {
  kept: (request, reach) => {
    const { chapter, fate } = request.filters;
    const [ewc, other] = [request.filters['mainEwc'], request.filters['ewc']].filter(Boolean);
    // What a fate weighs within one code is kept nowhere.
    if (!isKept(request, KEPT) || other || (fate && (ewc ?? chapter))) return undefined;
    const figure = fate
      ? { measure: 'fate' as const, codes: fate === 'unknown' ? [''] : operationsOf(fate) }
      : {
          measure: (ewc ?? chapter) ? ('ewc' as const) : ('month' as const),
          chapter,
          codes: ewc ? [ewc] : undefined,
        };
    const { from, to } = request;
    return figureSql({ ...figure, by: [], range: { from, to } }, reach);
  },

  sql: (conditions, filters, bind) => {
    const waste = matchingWaste(filters, bind);
    const own = [ITEM_OF_JOB, ...waste.conditions].join(' and ');
    const estimated = waste.ofFates ? '0' : `case when i.estimated then i.grams else 0 end`;
    // First the jobs, then the few items of each.
    return `select coalesce(sum(x.grams), 0)::bigint as grams, coalesce(sum(x.estimated), 0)::bigint as estimated
      from (select r.id, r.customer_id from jobs r where ${conditions.join(' and ')} offset 0) r,
        lateral (select sum(${waste.grams}), sum(${estimated}) from ${waste.tables} where ${own}) as x (grams, estimated)`;
  },

  lines: (rows, filters) => {
    const sum = (name: string) => rows.reduce((total, row) => total + BigInt(row[name] ?? 0), 0n);
    // Of what went to a fate, nobody keeps how much was estimated.
    const [grams, estimated] = [sum('grams'), filters['fate'] ? 0n : sum('estimated')];
    const which = speaksOfWaste(filters) ? 'matching' : 'all';
    // Where nothing was weighed there is nothing to be said.
    if (grams === 0n) return [];
    const values = { grams: String(grams), estimated: String(estimated) };
    return [say(`jobs.sums.${estimated > 0n ? `${which}Estimated` : which}`, values)];
  },
};

/** Of each job the weight that belongs to the filters, so that the rows add up to the line. */
export function matchingWeight(filters: Filtered): Field[] {
  if (!speaksOfWaste(filters)) return [];
  const { tables, conditions, grams } = matchingWaste(filters, literal);
  const all = [ITEM_OF_JOB, ...conditions].join(' and ');
  const derived = `(select coalesce(sum(${grams}), 0)::bigint from ${tables} where ${all})`;
  return [field.weight('matchingWeight', { list: 'telling', derived })];
}

/** Codes only: what the filters let through has letters and digits. */
function literal(value: unknown): string {
  const codes = [value].flat().map(String);
  if (codes.some((code) => !/^[A-Z0-9]+$/.test(code))) throw new Error(`"${codes.join()}" is no code.`);
  return Array.isArray(value) ? `'{${codes.join(',')}}'` : `'${codes[0]}'`;
}
