import { portalAccessHref, type TabCustomer } from '../customers/customer-pages.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { TypedColleague } from './colleagues.forms.js';

export const accountFormHref = (customer: { readonly id: string }): string =>
  `${portalAccessHref(customer)}/people`;

export interface AccountFormModel extends PageModel {
  readonly errors: Readonly<Record<string, Text>>;
  readonly form: { readonly action: string; readonly id: string };
  readonly typed: TypedColleague;
}

/** The form of a customer account, empty or again. */
export function accountFormPage(
  customer: TabCustomer,
  formId: string,
  typed: TypedColleague,
  errors: AccountFormModel['errors'] = {},
): Page<AccountFormModel> {
  const model: AccountFormModel = {
    head: {
      title: say('portal-users.account.title'),
      purpose: say('portal-users.account.purpose'),
      back: {
        label: say('portal-users.person.back.customer', { customer: customer.name }),
        href: portalAccessHref(customer),
      },
    },
    errors,
    form: { action: accountFormHref(customer), id: formId },
    typed,
  };
  return new Page('portal-users/account-form', model, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
