import { contactsOf } from '../company/contacts.child.js';
import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';

export const SITE_KINDS = ['static', 'patrol'] as const;
/** Where its invoices go: to the customer as a whole, or to the site. */
export const SITE_INVOICING = ['organisation', 'own'] as const;
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
  field.text('postcode', { list: 'shown', longest: 20, filter: true, looksLike: 'postcode' }),
  field.text('accountNumber', { list: 'shown', longest: 100, filter: true }),
  field.text('contactName', { list: 'shown', longest: 200 }),
  field.text('contactPhone', { longest: 50, reaches: 'phone' }),
  field.text('contactEmail', { longest: 320, reaches: 'email' }),
  field.text('sicCode', { longest: 10, looksLike: 'sicCode' }),
  field.text('coordinates', {
    longest: 50,
    shape: {
      pattern: /^-?([0-8]?\d(\.\d{1,8})?|90(\.0{1,8})?), ?-?((1[0-7]\d|\d?\d)(\.\d{1,8})?|180(\.0{1,8})?)$/,
      example: '51.5716, -0.7769',
      wrong: 'sites.wrong.coordinates',
    },
  }),
  field.choice('invoicing', SITE_INVOICING, { list: 'offered', filter: true }),
  field.text('invoicingAddress'),
  field.choice('kind', SITE_KINDS, { list: 'offered', filter: true, usedWith: 'checkpoint-reports' }),
  siteStatus,
];

/** Its people beyond the first. */
export const siteContacts = contactsOf('site_contacts', 'site_id');

/** What stands there, as the business's own system knows it. */
export const siteContainers: Child = {
  name: 'containers',
  table: 'site_containers',
  rootColumn: 'site_id',
  parentColumn: 'site_id',
  most: 200,
  fields: [
    field.text('type', { required: true, longest: 200 }),
    field.whole('count', { empty: 1 }),
    field.date('since'),
    field.text('note', { longest: 500 }),
  ],
};
