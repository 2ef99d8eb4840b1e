import { say, type Text } from '../../platform/errors.js';
import { Page, type PageModel } from '../../platform/pages/page.js';
import { customerHref } from '../customer-pages.js';
import { accountHref } from './account-hrefs.js';
import { accountHead } from './accounts.view.js';
import { MOST_FOUND, type AccountCustomer } from './accounts.queries.js';
import type { ConsolidatedAccount } from './consolidated-account.entity.js';

interface Line {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly href: string;
  readonly state: { readonly words: Text; readonly tone: 'good' | 'neutral' };
  readonly label: Text;
}

export interface AccountCustomersModel extends PageModel {
  readonly mayChange: boolean;
  readonly count: Text;
  readonly removal: string;
  readonly customers: readonly Line[];
  readonly search: { readonly action: string; readonly q: string };
  readonly addition: string;
  readonly found: readonly Line[];
  readonly foundNothing: boolean;
  /** There are more than the search shows. */
  readonly more: boolean;
}

/** The tab *Customers*: whose records the account shows together, and a search for more. */
export function accountCustomers(
  account: ConsolidatedAccount,
  customers: readonly AccountCustomer[],
  { q, found }: { readonly q: string; readonly found: readonly AccountCustomer[] },
  mayChange: boolean,
): Page<AccountCustomersModel> {
  const href = `${accountHref(account)}/customers`;
  return new Page('customers/account-customers', {
    head: { ...accountHead(account, 'customers'), purpose: say('accounts.customers.purpose') },
    mayChange,
    count: say('accounts.customers.count', { count: customers.length }),
    removal: `${href}/removal`,
    customers: customers.map((one) => line(one, 'remove')),
    search: { action: href, q },
    addition: `${href}/addition`,
    found: found.map((one) => line(one, 'add')),
    foundNothing: q !== '' && found.length === 0,
    more: found.length === MOST_FOUND,
  });
}

const line = (customer: AccountCustomer, verb: 'add' | 'remove'): Line => ({
  id: customer.id,
  reference: customer.reference,
  name: customer.name,
  href: customerHref(customer),
  state: {
    words: say(customer.portalEnabled ? 'accounts.customers.on' : 'accounts.customers.off'),
    tone: customer.portalEnabled ? 'good' : 'neutral',
  },
  label: say(`accounts.customers.${verb}`, { name: customer.name }),
});
