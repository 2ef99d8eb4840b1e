import { field } from '../engine/field.js';
import type { RecordKind } from '../engine/section.js';

/** A customer as systems write it: the record behind the section `company`. */
export const customers: RecordKind = {
  key: 'company',
  collection: 'customers',
  table: 'customers',
  fields: [
    field.reference(),
    field.text('name', { required: true, longest: 200 }),
    field.text('tradingName', { longest: 200 }),
    field.text('contactName', { longest: 200 }),
    field.text('email', { longest: 320 }),
    field.text('phone', { longest: 50 }),
    field.text('address'),
    field.text('postcode', { longest: 20 }),
    field.text('invoicingAddress'),
    field.text('sicCode', { longest: 10 }),
    field.text('vatNumber', { longest: 30 }),
    field.text('accountManager', { longest: 200 }),
  ],
};
