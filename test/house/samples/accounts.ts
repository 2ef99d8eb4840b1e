import { accountCustomers } from '../../../src/customers/accounts/account-customers.view.js';
import type { AccountCustomer } from '../../../src/customers/accounts/accounts.queries.js';
import type { ConsolidatedAccount } from '../../../src/customers/accounts/consolidated-account.entity.js';

export const sampleAccount: ConsolidatedAccount = {
  id: '01900000-0000-7000-8000-00000000ac01',
  reference: 'GROUP-1',
  name: 'Thames Hotels, all of them',
  nameKey: 'thames hotels, all of them',
  version: 2,
  createdAt: new Date('2025-03-04T14:05:00Z'),
  updatedAt: new Date('2026-03-04T14:05:00Z'),
  changedIn: '1000',
  deletedAt: null,
};
const customers: AccountCustomer[] = [
  'Henley Riverside Hotel Ltd',
  'Marlow Bridge Hotel & Conference Centre Ltd',
].map((name, index) => ({ id: `c${index}`, reference: `C-${index}`, name, portalEnabled: index === 0 }));
const found = customers.map((one) => ({ ...one, id: `f${one.id}`, name: `${one.name} (Holdings)` }));

/** The tab *Customers* of a consolidated account. */
export const accountCustomerSamples = [
  accountCustomers(sampleAccount, customers, { q: 'hotel', found }, true).model,
  accountCustomers(sampleAccount, [], { q: 'nothing', found: [] }, true).model,
  accountCustomers(sampleAccount, customers, { q: '', found: [] }, false).model,
];
