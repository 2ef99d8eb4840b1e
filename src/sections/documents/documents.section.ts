import type { PermissionDefinition } from '../../access/catalogue.js';
import { say } from '../../platform/errors.js';
import { daysWords, readDays, type Days } from '../engine/days.filter.js';
import { fieldLabel } from '../engine/field.cells.js';
import type { Field } from '../engine/field.js';
import type { Filter } from '../engine/filter.js';
import type { Section } from '../engine/section.js';
import { REFERENCE_LENGTH } from '../records/record.fields.js';
import { TODAY } from '../engine/today.sql.js';
import { SOON } from '../licences/licence-state.js';
import { documentFields } from './documents.fields.js';
import { doubtfulSite, siteOfDocuments } from './documents.site.js';
import { documentPage } from './documents.view.js';
import { DUTY_OF_CARE, NOTE_TYPES, ONE_DAYS, ticketEnds, typesSql } from './notes.js';

/** One of the types that somebody has documents of; by what systems call it, or by words of its name. */
const type: Filter = {
  name: 'type',
  offers: ({ customerId, sites }) => ({
    name: 'document types to choose from',
    text: `select t.key as value, t.name as label from file_types t
      where $1::uuid is null or exists (select from documents r where r.type = t.key and r.customer_id = $1
        and ($2::uuid[] is null or r.site_id = any ($2)) and r.deleted_at is null)
      order by t.position, t.name`,
    values: [customerId ?? null, sites === 'all' ? null : sites],
  }),
  read: (text) => (/^\P{Cc}{1,100}$/u.test(text.trim()) ? text.trim() : undefined),
  sql: (value, bind) => {
    const words = bind(value);
    return `r.type in (select key from file_types where key = ${words} or position(fold(${words}) in fold(name)) > 0)`;
  },
};

/** Documents of one job or order, by its reference: the way from its page to all of its documents. */
const about = (name: 'job' | 'order', table: 'jobs' | 'orders'): Filter => {
  const field = documentFields.find((one) => one.name === name) as Field;
  return {
    name,
    field,
    label: fieldLabel({ key: 'documents' }, field),
    quiet: true,
    read: (text) => (text.length <= REFERENCE_LENGTH ? text : undefined),
    sql: (value, bind) => `r.${field.column} in (select id from ${table} where reference = ${bind(value)})`,
  };
};

const GAPS: Readonly<Record<string, string>> = {
  unsigned: `r.type in (${typesSql(NOTE_TYPES)}) and not r.signed`,
  // Another one that goes on from there takes its place.
  ending: `r.type = 'season-ticket' and ${ticketEnds('r')} between ${TODAY} and ${TODAY} + ${SOON}
    and not exists (select from documents n where n.customer_id = r.customer_id and n.type = r.type
      and n.site_id is not distinct from r.site_id and n.deleted_at is null
      and n.date <= ${ticketEnds('r')} + 1 and ${ticketEnds('n')} > ${ticketEnds('r')})`,
};

/** What is the matter with notes: only links bring it. */
const gap: Filter = {
  name: 'gap',
  needs: [DUTY_OF_CARE],
  quiet: true,
  laborious: true,
  words: 'gaps',
  read: (text) => (Object.hasOwn(GAPS, text) ? text : undefined),
  sql: (value) => GAPS[value] as string,
};

/**
 * What shows how waste was moved in some days, perhaps at one site: notes and returns of those days, and season tickets
 * and licences that held in them. A season ticket or licence of no site is for all of them.
 */
const movements: Filter = {
  name: 'movements',
  needs: [DUTY_OF_CARE],
  quiet: true,
  laborious: true,
  read: (text) => (readDays(text) ? text : undefined),
  siteOf: (value) => readDays(value)?.site,
  written: (value, siteName) => daysWords('documents.filters.movementsOf', value, siteName),
  sql: (value, bind) => {
    const { from, to, site } = readDays(value) as Days;
    const [first, last] = [`${bind(from)}::date`, `${bind(to)}::date`];
    const days = `((r.type in (${typesSql(ONE_DAYS)}) and r.date between ${first} and ${last})
      or (r.type = 'season-ticket' and r.date <= ${last} and ${ticketEnds('r')} >= ${first})
      or (r.type = 'licence' and r.date <= ${last} and coalesce(r.valid_to, ${last}) >= ${first}))`;
    if (!site) return days;
    const where = `${bind(site)}::uuid`;
    return `${days} and (r.site_id = ${where} or (r.site_id is null and (r.type = 'season-ticket'
      or (r.type = 'licence' and r.job_id is null)
      or (select j.site_id from jobs j where j.id = r.job_id) = ${where})))`;
  },
};

/** The gaps and the pack, as customers see them where the business shows them. */
const dutyOfCare: PermissionDefinition = {
  key: DUTY_OF_CARE,
  needs: ['documents', 'jobs'],
  words: DUTY_OF_CARE,
};

/** Documents of file types that are marked as customer files. */
export const documents: Section = {
  key: 'documents',
  collection: 'documents',
  table: 'documents',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  // An order's files are shown where the files of orders are.
  shown: `r.type in (select key from file_types where customer_file)
    and (r.order_id is null or (portal_may('orders.files') and exists (select from orders o
      where o.id = r.order_id and o.deleted_at is null and o.status <> 'draft')))`,
  fields: documentFields,
  inherits: siteOfDocuments,
  filters: [type, about('job', 'jobs'), about('order', 'orders'), gap, movements],
  parts: [dutyOfCare],
  byHand: {
    groups: {
      details: ['name', 'type', 'date', 'validTo', 'signed'],
      about: ['site', 'job', 'order'],
    },
    help: ['site'],
    withFile: true,
    check: ({ date, validTo }): Record<string, string> =>
      date && validTo && String(validTo) < String(date) ? { validTo: 'documents.wrong.endsBefore' } : {},
    against: doubtfulSite,
  },
  bundle: { all: say('documents.zip.all'), ticked: say('documents.zip.ticked') },
  page: documentPage,
};
