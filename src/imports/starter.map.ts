import type { ImportField } from './import.fields.js';
import { mapByHeadings } from './import.headings.js';

/** The text of a map to begin with: what the headings tell, and a place for every needed field that they do not. */
export const starterMap = (columns: readonly string[], fields: readonly ImportField[]): string => {
  const { fields: found } = mapByHeadings(columns, fields) as { fields: Readonly<Record<string, unknown>> };
  const needed = fields.filter(({ path, required }) => required && !path.includes('.'));
  const missing = needed.filter(({ path }) => !(path in found)).map(({ path }) => [path, '{}']);
  return JSON.stringify({ fields: { ...Object.fromEntries(missing), ...found } }, null, 2);
};
