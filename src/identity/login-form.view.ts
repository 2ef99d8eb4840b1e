import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { LOGINS, loginHref } from './logins-list.view.js';
import type { LoginRow } from './login.queries.js';
import type { TypedLogin } from './logins.forms.js';

type Errors = Readonly<Record<string, Text>>;

export interface LoginFormModel extends PageModel {
  readonly errors: Errors;
  readonly form: { readonly action: string } & TypedLogin;
  /** Whether the form offers the role group for customers; a copy has the role groups of the other. */
  readonly offersPortal: boolean;
  readonly recommendation: Text;
  readonly recommended: { readonly label: Text; readonly href: string } | null;
}

const back = { label: say('identity.logins.title'), href: LOGINS };

/** *Add new login*. For staff, duplicating somebody is the better way. */
export const newLoginPage = (form: TypedLogin, errors: Errors = {}): Page<LoginFormModel> =>
  formPage({
    head: { title: say('identity.logins.add'), purpose: say('identity.logins.addPurpose'), back },
    errors,
    form: { action: LOGINS, ...form },
    offersPortal: true,
    recommendation: say('identity.logins.copy.recommended'),
    recommended: { label: say('identity.logins.copy.choose'), href: `${LOGINS}?type=staff` },
  });

/** A member of staff made after another. */
export const copyLoginPage = (from: LoginRow, form: TypedLogin, errors: Errors = {}): Page<LoginFormModel> =>
  formPage({
    head: {
      title: say('identity.logins.copy.title', { name: from.name || from.email }),
      purpose: say('identity.logins.copy.purpose'),
      back: {
        label: verbatim(from.name || from.email),
        href: loginHref(from.id),
      },
    },
    errors,
    form: { action: `${loginHref(from.id)}/copy`, ...form },
    offersPortal: false,
    recommendation: say('identity.logins.copy.link'),
    recommended: null,
  });

const formPage = (model: LoginFormModel): Page<LoginFormModel> =>
  new Page('identity/login-form', model, { status: Object.keys(model.errors).length > 0 ? 422 : 200 });
