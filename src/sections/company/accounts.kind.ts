import { field } from '../engine/field.js';
import type { RecordKind } from '../engine/section.js';

/** A consolidated account as systems write it: its name, and whose records it shows together. */
export const consolidatedAccounts: RecordKind = {
  key: 'accounts',
  collection: 'consolidated-accounts',
  table: 'consolidated_accounts',
  fields: [field.reference(), field.text('name', { required: true, longest: 200 })],
  children: [
    {
      name: 'customers',
      table: 'consolidated_account_customers',
      rootColumn: 'consolidated_account_id',
      parentColumn: 'consolidated_account_id',
      bare: true,
      link: true,
      most: 1000,
      fields: [field.customer()],
    },
  ],
  check: ({ customers }) => {
    const named = Array.isArray(customers) ? customers.map((one) => String(one).trim().normalize('NFC')) : [];
    return new Set(named).size < named.length ? { field: 'customers', key: 'sections.api.twice' } : undefined;
  },
};
