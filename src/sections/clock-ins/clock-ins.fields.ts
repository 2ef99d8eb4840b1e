import { field, type Field } from '../engine/field.js';

export const clockInFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('person', { required: true, list: 'telling', longest: 200 }),
  field.text('role', { list: 'shown', longest: 200 }),
  field.site(),
  field.time('inAt', { required: true, list: 'telling', sort: { column: 'in_at' } }),
  field.time('outAt', { list: 'telling' }),
];
