import type { ImportField } from './import.fields.js';

/** The fields of a job as the specs of this folder import them. */
export const JOB_FIELDS: readonly ImportField[] = [
  { path: 'reference', kind: 'reference', required: true },
  { path: 'customer', kind: 'reference', required: true },
  { path: 'site', kind: 'reference' },
  { path: 'date', kind: 'date', required: true },
  { path: 'status', kind: 'choice', choices: ['planned', 'in-progress', 'completed'], required: true },
  { path: 'crew', kind: 'text' },
  { path: 'price', kind: 'money' },
  { path: 'wasteItems[].ewcCodes', kind: 'ewc', required: true },
  { path: 'wasteItems[].weight', kind: 'weight', required: true },
  { path: 'wasteItems[].estimated', kind: 'boolean' },
  { path: 'wasteItems[].containerCount', kind: 'integer' },
  { path: 'wasteItems[].fates[].code', kind: 'fate', required: true, opens: true },
  { path: 'wasteItems[].fates[].weight', kind: 'weight', required: true },
];
