import { field, type Field } from '../engine/field.js';

export const SITE_KINDS = ['static', 'patrol'] as const;
export const SITE_STATUSES = ['active', 'on-stop', 'archived'] as const;

export const siteStatus = field.choice('status', SITE_STATUSES, {
  list: 'telling',
  tones: { active: 'good', 'on-stop': 'attention', archived: 'neutral' },
});

export const siteFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('name', { required: true, list: 'telling', longest: 200, sort: { column: 'name_key' } }),
  field.text('address', { list: 'shown' }),
  field.text('postcode', { list: 'shown', longest: 20, filter: true }),
  field.text('accountNumber', { list: 'shown', longest: 100, filter: true }),
  field.text('contactName', { list: 'shown', longest: 200 }),
  field.text('contactPhone', { longest: 50 }),
  field.text('contactEmail', { longest: 320 }),
  field.text('sicCode', { longest: 10 }),
  field.choice('kind', SITE_KINDS, { list: 'offered', filter: true }),
  siteStatus,
];
