import { formatEwcCode, parseEwcCode } from '../../platform/codes/ewc-code.js';
import { parseFateCode } from '../../platform/codes/fate-code.js';
import { choiceFilter, type Filter } from '../engine/filter.js';
import { jobStatus } from './jobs.fields.js';

/** Jobs with an item of this main code: what a bar of the types report stands for. */
const ewc: Filter = {
  name: 'ewc',
  written: formatEwcCode,
  read: (text) => {
    const code = parseEwcCode(text);
    return 'problem' in code ? undefined : code.code;
  },
  sql: (value, bind) =>
    `exists (select from waste_items w where w.job_id = r.id and w.ewc_code = ${bind(value)})`,
};

/** Jobs with an item whose main code lies in this chapter of the list of waste. */
const chapter: Filter = {
  name: 'chapter',
  read: (text) => (/^(0[1-9]|1\d|20)$/.test(text) ? text : undefined),
  sql: (value, bind) =>
    `exists (select from waste_items w where w.job_id = r.id and starts_with(w.ewc_code, ${bind(value)}))`,
};

/** `unknown` stands for weight without a fate. */
const fate: Filter = {
  name: 'fate',
  read: (text) => {
    if (text === 'unknown') return text;
    const parsed = parseFateCode(text);
    return 'problem' in parsed ? undefined : (parsed.code ?? undefined);
  },
  sql: (value, bind) =>
    value === 'unknown'
      ? `exists (select from waste_items w where w.job_id = r.id and w.grams >
          (select coalesce(sum(f.grams), 0) from waste_fates f where f.waste_item_id = w.id and f.code is not null))`
      : `exists (select from waste_fates f where f.job_id = r.id and f.code = ${bind(value)})`,
};

export const jobFilters: readonly Filter[] = [choiceFilter(jobStatus), ewc, chapter, fate];
