import { customerHref } from '../../customers/customer-pages.js';
import { verbatim } from '../../platform/pages/words.js';
import { say, type Text } from '../../platform/errors.js';
import { Page } from '../../platform/pages/page.js';
import type { CustomersOwn, RemovableCustomer } from './customer-removals.queries.js';

/** What deleting a customer means. Pure. */
export function customerDeletion(customer: RemovableCustomer, own: CustomersOwn, changed = false): Page {
  const { name, reference, version } = customer;
  const href = customerHref(customer);
  const some = (what: 'accounts' | 'schedules'): Text[] =>
    own[what] > 0 ? [say(`customers.deletion.${what}`, { count: own[what] })] : [];
  const confirm = {
    text: say(`customers.deletion.${changed ? 'changed' : 'text'}`, { name }),
    points: [
      say('customers.deletion.people', { count: own.people }),
      ...some('accounts'),
      ...some('schedules'),
      say('customers.deletion.sites', { count: own.sites }),
      say('customers.deletion.records', { count: own.records }),
      say('customers.deletion.reference', { reference }),
      say('customers.deletion.undo'),
    ],
    action: `${href}/deletion`,
    fields: [{ name: 'version', value: String(version) }],
    button: say('customers.deletion.button', { name }),
    danger: true,
    back: { label: say('platform.confirm.back'), href },
  };
  const head = {
    title: say('customers.deletion.title', { name }),
    back: { label: verbatim(name), href },
  };
  return new Page('platform/confirm', { head, confirm }, { status: changed ? 409 : 200 });
}

/** The way back of a deleted customer. Pure. */
export function customerRestoration(customer: RemovableCustomer, people: number): Page {
  const { name } = customer;
  const back = { label: say('customers.list.title'), href: '/admin/customers' };
  const confirm = {
    text: say('customers.restoration.text', { name }),
    points: [say('customers.restoration.access', { count: people })],
    action: `${customerHref(customer)}/restoration`,
    button: say('customers.restoration.button', { name }),
    back: { label: say('platform.confirm.back'), href: back.href },
  };
  return new Page('platform/confirm', {
    head: { title: say('customers.restoration.title', { name }), back },
    confirm,
  });
}
