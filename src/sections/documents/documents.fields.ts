import { field, type Field } from '../engine/field.js';

export const documentFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('name', { required: true, list: 'telling', longest: 300, sort: { column: 'name_key' } }),
  field.fileType('type', { required: true, list: 'telling' }),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.site(),
  field.job({ list: 'offered' }),
  field.order({ list: 'offered' }),
  field.date('validTo', { list: 'shown', filter: true, sort: { column: 'valid_to', nullable: true } }),
  field.yesNo('signed', { list: 'offered', filter: true }),
  // Rises with each file that takes the place of another; kept by whoever keeps the file.
  field.whole('fileVersion', { list: 'shown', readOnly: true }),
];
