import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';
import { codesAreFew, derivedOfItem, fatesFit } from './waste-item.rules.js';

export const JOB_STATUSES = ['scheduled', 'in-progress', 'completed', 'cancelled'] as const;
export const PHYSICAL_FORMS = ['', 'solid', 'liquid', 'sludge', 'gas', 'powder', 'mixed'] as const;

/** The container types of Digital Waste Tracking; none is where nobody said. */
export const CONTAINER_TYPES = [
  '',
  'BAG',
  'BAL',
  'BOX',
  'CAN',
  'CAR',
  'CAS',
  'CON',
  'DRU',
  'FIB',
  'IBC',
  'LOO',
  'PAL',
  'ROR',
  'SKI',
  'TAN',
  'WBI',
] as const;

export const jobStatus = field.choice('status', JOB_STATUSES, {
  list: 'telling',
  tones: { scheduled: 'information', 'in-progress': 'attention', completed: 'good', cancelled: 'neutral' },
});

export const jobPrice = field.money('price', {
  currencyColumn: 'price_currency',
  needs: 'money',
  list: 'offered',
  filter: true,
});

export const jobFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.site({ list: 'telling' }),
  field.text('service', { list: 'short', longest: 200, filter: true }),
  // The main code of the first waste item, and what all items weigh together.
  field.ewc('waste', {
    list: 'shown',
    derived: '(select w.ewc_code from waste_items w where w.job_id = r.id order by w.position limit 1)',
  }),
  field.weight('weight', {
    list: 'short',
    filter: true,
    derived: '(select sum(w.grams) from waste_items w where w.job_id = r.id)',
    kept: (holds) =>
      `exists (select from job_weights w where w.job_id = r.id and w.customer_id = r.customer_id and ${holds('w.grams')})`,
  }),
  jobStatus,
  field.text('timeWindow', { list: 'offered', longest: 100 }),
  field.text('crew', { list: 'offered', longest: 200, filter: true }),
  field.text('vehicle', { list: 'offered', longest: 50, filter: true }),
  field.text('cancellationReason'),
  field.text('notes', { longest: 5000 }),
  jobPrice,
];

const fates: Child = {
  name: 'fates',
  table: 'waste_fates',
  rootColumn: 'job_id',
  parentColumn: 'waste_item_id',
  most: 50,
  fields: [
    field.fate('code', { required: true }),
    field.weight('weight', { column: 'grams', required: true }),
    field.yesNo('estimated'),
  ],
};

const codes: Child = {
  name: 'ewcCodes',
  table: 'waste_item_codes',
  rootColumn: 'job_id',
  parentColumn: 'waste_item_id',
  bare: true,
  least: 1,
  most: 5,
  fields: [field.ewc('code', { required: true })],
};

export const wasteItems: Child = {
  name: 'wasteItems',
  table: 'waste_items',
  rootColumn: 'job_id',
  parentColumn: 'job_id',
  most: 100,
  fields: [
    field.text('description', { longest: 500 }),
    field.weight('weight', { column: 'grams', required: true }),
    field.yesNo('estimated'),
    field.choice('physicalForm', PHYSICAL_FORMS),
    field.choice('containerType', CONTAINER_TYPES),
    field.whole('containerCount'),
    field.text('consignmentCode', { longest: 50 }),
    field.text('trackingId', { longest: 50 }),
    field.text('receivingSite', { longest: 200 }),
    field.text('receivingPermit', { longest: 50 }),
    field.time('receivedAt'),
  ],
  children: [codes, fates],
  check: (item) => codesAreFew(item) ?? fatesFit(item),
  derive: derivedOfItem,
};
