import type { BehindNotice } from '../../audit/behind-notice.js';
import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { CustomerFormModel } from '../customers.view.js';
import { accountHref, ACCOUNTS } from './account-hrefs.js';
import type { AccountFields } from './accounts.forms.js';
import type { ConsolidatedAccount } from './consolidated-account.entity.js';

type Filled = { readonly typed: AccountFields; readonly errors?: Readonly<Record<string, Text>> };

/** @param id of the account to be, made with the form, so that the same form sent twice adds one */
export const newAccountForm = (id: string, { typed, errors }: Filled): CustomerFormModel => ({
  head: {
    title: say('accounts.add.action'),
    purpose: say('accounts.add.purpose'),
    back: { label: say('accounts.list.title'), href: ACCOUNTS },
  },
  action: ACCOUNTS,
  hidden: [{ name: 'id', value: id }],
  groups: formGroups(typed, errors),
  movedOn: null,
  button: say('accounts.add.button'),
  cancel: { label: say('platform.confirm.back'), href: ACCOUNTS },
  errors,
});

/** @param behind whose change the form met: what stands now is shown beside what was typed */
export const editAccountForm = (
  account: ConsolidatedAccount,
  version: number,
  { typed, errors }: Filled,
  behind?: BehindNotice,
): CustomerFormModel => ({
  head: {
    title: say('customers.edit.title', { name: account.name }),
    back: { label: verbatim(account.name), href: accountHref(account) },
  },
  action: accountHref(account),
  hidden: [{ name: 'version', value: String(version) }],
  groups: formGroups(typed, errors),
  movedOn: behind
    ? {
        ...behind,
        fields: FIELDS.map((field) => ({
          label: say(`customers.fields.${field}`),
          theirs: account[field],
          other: { label: say('customers.form.yours'), value: typed[field] },
        })),
      }
    : null,
  button: say('customers.edit.button'),
  cancel: { label: say('platform.confirm.back'), href: accountHref(account) },
  errors,
});

const FIELDS = ['reference', 'name'] as const;

const formGroups = (typed: AccountFields, errors: Filled['errors']) => [
  {
    title: say('customers.groups.names'),
    fields: FIELDS.map((field) => ({
      name: field,
      label: say(`customers.fields.${field}`),
      value: typed[field],
      error: errors?.[field],
      required: true,
      ...(field === 'reference' ? { help: say('accounts.form.reference'), width: 'medium' } : {}),
    })),
  },
];
