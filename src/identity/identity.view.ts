import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';

type Errors = Readonly<Record<string, Text>>;

export interface SignInModel extends PageModel {
  readonly email: string;
  readonly to: string;
  readonly forgotHref: string;
}

/** The sign-in form, empty or again. */
export function signInPage(filled: { email?: string; to?: string; errors?: Errors }): Page<SignInModel> {
  const { email = '', to = '', errors = {} } = filled;
  const head = { title: say('identity.signIn.title') };
  return visitorPage('identity/sign-in', { head, email, to, forgotHref: '/forgot-password', errors });
}

export interface ForgotPasswordModel extends PageModel {
  readonly email: string;
}

export function forgotPasswordPage(filled: { email?: string; errors?: Errors }): Page<ForgotPasswordModel> {
  const { email = '', errors = {} } = filled;
  const head = {
    title: say('identity.forgot.title'),
    purpose: say('identity.forgot.purpose'),
    back: { label: say('identity.signIn.title'), href: '/sign-in' },
  };
  return visitorPage('identity/forgot-password', { head, email, errors });
}

export interface NewPasswordModel extends PageModel {
  readonly action: string;
}

export function newPasswordPage({
  token,
  errors = {},
}: {
  token: string;
  errors?: Errors;
}): Page<NewPasswordModel> {
  const head = { title: say('identity.reset.title'), purpose: say('identity.reset.purpose') };
  return visitorPage('identity/new-password', { head, action: `/reset-password/${token}`, errors });
}

/** A page in the calm card of signing in; a form shown again answers 422. */
function visitorPage<Model extends PageModel>(view: string, model: Model): Page<Model> {
  return new Page(view, model, {
    layout: 'visitor',
    status: Object.keys(model.errors ?? {}).length > 0 ? 422 : 200,
  });
}
