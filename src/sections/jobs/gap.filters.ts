import type { Permission } from '../../access/catalogue.js';
import { DUTY_OF_CARE, NOTE_TYPES, ticketEnds, typesSql } from '../documents/notes.js';
import type { Filter } from '../engine/filter.js';
import { ITEM_OF_JOB, matchingWaste } from './matching.waste.js';

/*
 * What duty of care asks of each movement of waste, by section 34 of the Environmental Protection Act 1990 and the
 * regulations made under it: a note, or a season ticket that holds on the day; for hazardous waste a consignment note and
 * its code; a carrier who is registered on the day. Beside it, what a return cannot be made without.
 */
const ITEM = `select from waste_items i where ${ITEM_OF_JOB}`;

/** Whether one of the job's notes is a consignment note; null where it has none at all. */
const NOTES = `(select bool_or(n.type = 'consignment-note') from documents n where n.job_id = r.id
  and n.customer_id = r.customer_id and n.deleted_at is null and n.type in (${typesSql(NOTE_TYPES)}))`;

const TICKET = `select from documents t
  where t.customer_id = r.customer_id and t.type = 'season-ticket' and t.deleted_at is null
    and (t.site_id is null or t.site_id = r.site_id) and r.date between t.date and ${ticketEnds('t')}`;

/** Whether one of the job's items is hazardous; null where it moves no waste. Asked job by job: `exists` reads them all. */
const HAZARDOUS = `(select bool_or(i.hazardous) from waste_items i where ${ITEM_OF_JOB})`;

/** Hazardous waste needs a consignment note: neither a season ticket covers it nor a transfer note. */
const NO_NOTE = `(case ${HAZARDOUS}
  when true then ${NOTES} is distinct from true
  when false then ${NOTES} is null and not exists (${TICKET})
  else false end)`;

const REGISTRATION = `select from licences l where l.kind = 'carrier-registration' and l.deleted_at is null
  and (l.customer_id is null or l.customer_id = r.customer_id) and (l.site_id is null or l.site_id = r.site_id)`;

/** Where no registration is kept at all, nothing can be said of any day. */
const NO_CARRIER = `exists (${ITEM}) and exists (${REGISTRATION})
  and not exists (${REGISTRATION} and not l.revoked
    and r.date between coalesce(l.valid_from, r.date) and coalesce(l.valid_to, r.date))`;

const unknownFate = matchingWaste({ fate: 'unknown' }, String);

const OF_ITEMS: Readonly<Record<string, string>> = {
  'no-consignment-code': `exists (${ITEM} and i.hazardous and i.consignment_code = '')`,
  'no-fate': `exists (select from ${unknownFate.tables} where ${[ITEM_OF_JOB, ...unknownFate.conditions].join(' and ')})`,
  estimated: `exists (${ITEM} and i.estimated)`,
};

/** A filter that only links bring; each of its values is a question of yes or no. */
const gap = (
  name: string,
  questions: Readonly<Record<string, string>>,
  others: readonly Permission[] = [],
): Filter => ({
  name,
  needs: [DUTY_OF_CARE, ...others],
  quiet: true,
  laborious: true,
  beside: true,
  words: `gaps.${name}`,
  read: (text) => (Object.hasOwn(questions, text) ? text : undefined),
  sql: (value) => questions[value] as string,
});

/** Customers' people are told nothing of notes that are not shared with them. */
const TOLD_OF_NOTES = `(portal_customer() is null or not exists (
  select from file_types f where f.key in (${typesSql(NOTE_TYPES)}) and not f.customer_file))`;

/** What is missing of jobs. What is told from other records needs those to be open, too. */
export const gapFilters: readonly Filter[] = [
  gap('note', { missing: `(${NO_NOTE} and ${TOLD_OF_NOTES})` }, ['documents']),
  gap('carrier', { lapsed: NO_CARRIER }, ['licences']),
  gap('gap', OF_ITEMS),
  gap('moved', { waste: `exists (${ITEM})` }),
];
