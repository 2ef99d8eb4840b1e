import type { ImportField } from './import.fields.js';
import { propertyOf } from './import.fields.js';

/** A map for a file whose columns are named as the fields are; weights then stand in grams, as the API has them. */
export const mapByHeadings = (columns: readonly string[], fields: readonly ImportField[]): unknown => {
  const found = fields.flatMap((field) => {
    const scope = field.path.slice(0, field.path.lastIndexOf('.') + 1);
    const names = [field.path, scope + propertyOf(field)].map((name) => name.toLowerCase());
    const column = columns.find((one) => names.includes(one.toLowerCase()));
    if (column === undefined) return [];
    return [[field.path, field.kind === 'weight' ? { column, unit: 'g' } : { column }] as const];
  });
  return { fields: Object.fromEntries(found) };
};
