import { field, type Field } from '../engine/field.js';

export const venueFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  // 0 to 23; without one the count is of the whole day.
  field.whole('hour'),
  field.text('hourOfDay', { list: 'shown', derived: `(lpad(r.hour::text, 2, '0') || ':00')` }),
  field.site(),
  field.whole('visitors', { list: 'telling' }),
  field.whole('occupancy', { list: 'shown' }),
  field.whole('incidents', { list: 'shown' }),
];
