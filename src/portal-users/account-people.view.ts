import { may, type Viewer } from '../access/viewer.js';
import { accountPeopleHref } from '../customers/accounts/account-hrefs.js';
import { accountHead } from '../customers/accounts/accounts.view.js';
import type { ConsolidatedAccount } from '../customers/accounts/consolidated-account.entity.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { personView, type PersonView } from './person.view.js';
import type { PersonRow } from './portal-users.queries.js';
import type { TypedFault } from './typed-people.js';

export interface AccountPeopleModel extends PageModel {
  readonly mayChange: boolean;
  readonly form: { readonly action: string; readonly id: string };
  readonly typed: {
    readonly value: string;
    readonly send: boolean;
    readonly error: Text | null;
    readonly faults: readonly TypedFault[];
  };
  readonly people: readonly PersonView[];
  readonly peopleTitle: Text;
}

/** What a form that is shown again was filled in with. */
export interface TypedAccountPeople {
  readonly formId: string;
  readonly text: string;
  readonly send: boolean;
  readonly errors?: Readonly<Record<string, Text>>;
  readonly faults?: readonly TypedFault[];
}

/** The tab *People* of a consolidated account. */
export function accountPeople(
  account: ConsolidatedAccount,
  people: readonly PersonRow[],
  viewer: Viewer,
  { formId, text, send, errors = {}, faults = [] }: TypedAccountPeople,
): Page<AccountPeopleModel> {
  const mayChange = may(viewer, 'access.write');
  const now = new Date();
  const model: AccountPeopleModel = {
    head: { ...accountHead(account, 'people'), purpose: say('accounts.people.purpose') },
    errors,
    mayChange,
    form: { action: accountPeopleHref(account), id: formId },
    typed: { value: text, send, error: errors['people'] ?? null, faults },
    people: people.map((row) => personView(row, mayChange, now)),
    peopleTitle: say('portal-users.people.title', { count: people.length }),
  };
  return new Page('portal-users/account-people', model, {
    status: Object.keys(errors).length > 0 ? 422 : 200,
  });
}
