import { formatEwcCode, parseEwcCode } from '../../platform/codes/ewc-code.js';
import { FATE_GROUPS, parseFateCode } from '../../platform/codes/fate-code.js';
import { say } from '../../platform/errors.js';
import { choiceFilter, type Filter } from '../engine/filter.js';
import { gapFilters } from './gap.filters.js';
import { jobPrice, jobStatus } from './jobs.fields.js';
import { IS_UPCOMING } from './jobs.next.js';
import { ITEM_OF_JOB, matchingWaste } from './matching.waste.js';

const readCode = (text: string): string | undefined => {
  const code = parseEwcCode(text);
  return 'problem' in code ? undefined : code.code;
};

/** Jobs with an item that has this code, whether as its main one or as another. */
const ewc: Filter = {
  name: 'ewc',
  written: formatEwcCode,
  wrong: 'jobs.filters.wrong.ewc',
  read: readCode,
  sql: (value, bind) =>
    `exists (select from waste_item_codes k where k.job_id = r.id and k.customer_id = r.customer_id and k.code = ${bind(value)})`,
};

/** Jobs with an item of this main code: what a bar of the types report stands for. */
const mainEwc: Filter = {
  name: 'mainEwc',
  quiet: true,
  written: (value) => say('jobs.filters.mainEwcIs', { code: formatEwcCode(value) }),
  read: readCode,
  sql: (value, bind) =>
    `exists (select from waste_items i where ${ITEM_OF_JOB} and i.ewc_code = ${bind(value)})`,
};

/** Jobs with an item whose main code lies in this chapter of the list of waste. */
const chapter: Filter = {
  name: 'chapter',
  written: (value) => say('jobs.filters.chapterIs', { chapter: value }),
  wrong: 'jobs.filters.wrong.chapter',
  read: (text) => (/^(0[1-9]|1\d|20)$/.test(text) ? text : undefined),
  sql: (value, bind) =>
    `exists (select from waste_items i where ${ITEM_OF_JOB} and starts_with(i.ewc_code, ${bind(value)}))`,
};

const isGroup = (text: string): boolean => (FATE_GROUPS as readonly string[]).includes(text);

/**
 * Jobs with waste that went this way: an operation, or a group of them such as `recycling`; `unknown` stands for weight
 * without a fate. With a code or chapter it is that waste which must have gone this way.
 */
const fate: Filter = {
  name: 'fate',
  written: (value) => (isGroup(value) ? say(`jobs.fates.groups.${value}`) : value),
  wrong: 'jobs.filters.wrong.fate',
  read: (text) => {
    if (isGroup(text)) return text;
    const parsed = parseFateCode(text);
    return 'problem' in parsed ? undefined : (parsed.code ?? undefined);
  },
  sql: (_value, bind, filters) => {
    const { tables, conditions } = matchingWaste(filters, bind, false);
    return `exists (select from ${tables} where ${[ITEM_OF_JOB, ...conditions].join(' and ')})`;
  },
};

/** Jobs that are planned or under way, from today on: what is still to come. */
const when: Filter = {
  name: 'when',
  choices: ['upcoming'],
  words: 'when',
  read: (text) => (text === 'upcoming' ? text : undefined),
  sql: () => IS_UPCOMING,
};

/** Jobs with an item that travelled under this code: its waste tracking ID, or that of its consignment note. */
const tracking: Filter = {
  name: 'tracking',
  wrong: 'jobs.filters.wrong.tracking',
  read: (text) => (text.length <= 50 ? text : undefined),
  sql: (value, bind) => {
    const code = bind(value);
    return `r.id in (select i.job_id from waste_items i where i.tracking_id = ${code} or i.consignment_code = ${code})`;
  },
};

/** Jobs with a price in this currency, or with none: what a figure of costs stands for, and what it leaves out. */
const currency: Filter = {
  name: 'currency',
  field: jobPrice,
  quiet: true,
  written: (value) =>
    value === 'none' ? say('jobs.filters.noPrice') : say('jobs.filters.currencyIs', { currency: value }),
  read: (text) => (/^([A-Z]{3}|none)$/.test(text) ? text : undefined),
  sql: (value, bind) => (value === 'none' ? 'r.price_currency is null' : `r.price_currency = ${bind(value)}`),
};

/** Jobs that belong to no site. */
const noSite: Filter = {
  name: 'noSite',
  quiet: true,
  written: () => say('jobs.filters.noSite'),
  read: (text) => (text === 'yes' ? text : undefined),
  sql: () => 'r.site_id is null',
};

export const jobFilters: readonly Filter[] = [
  choiceFilter(jobStatus),
  when,
  ewc,
  mainEwc,
  chapter,
  fate,
  tracking,
  currency,
  noSite,
  ...gapFilters,
];
