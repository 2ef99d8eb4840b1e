import { say, type Text } from '../platform/errors.js';
import { Page, type Action, type PageModel } from '../platform/pages/page.js';
import type { LinkClosed } from './login-links.service.js';

type Errors = Readonly<Record<string, Text>>;

export interface SignInModel extends PageModel {
  readonly email: string;
  readonly to: string;
  /** Whether *Keep me signed in* is ticked. */
  readonly keep: boolean;
  readonly forgotHref: string;
  /** While nobody has set the installation up, and nobody can sign in. */
  readonly setUp: Action | null;
}

/** The sign-in form, empty or again. */
export function signInPage(filled: {
  email?: string;
  to?: string;
  keep?: boolean;
  errors?: Errors;
  setUp?: boolean;
  status?: 429;
}): Page<SignInModel> {
  const { email = '', to = '', keep = false, errors = {}, status } = filled;
  const head = { title: say('identity.signIn.title') };
  const setUp = filled.setUp ? { label: say('identity.signIn.setUp'), href: '/set-up' } : null;
  const model = { head, email, to, keep, forgotHref: FORGOTTEN, setUp, errors };
  return visitorPage('identity/sign-in', model, status);
}

export const FORGOTTEN = '/forgot-password';

export interface ForgotPasswordModel extends PageModel {
  readonly email: string;
  readonly action: string;
}

export function forgotPasswordPage(filled: {
  email?: string;
  errors?: Errors;
  status?: 429;
}): Page<ForgotPasswordModel> {
  const { email = '', errors = {}, status } = filled;
  const head = {
    title: say('identity.forgot.title'),
    purpose: say('identity.forgot.purpose'),
    back: { label: say('identity.signIn.title'), href: '/sign-in' },
  };
  return visitorPage('identity/forgot-password', { head, email, errors, action: FORGOTTEN }, status);
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

export interface ResetClosedModel extends PageModel {
  readonly because: Text;
  /** Asks for a new link; null for whom only the office can send one. */
  readonly action: Action | null;
}

/** A mailed link that leads no further says why, and what to do now; `ask` is where another one is asked for. */
export function resetClosedPage(
  because: LinkClosed['because'] | 'broken',
  ask: string | undefined,
): Page<ResetClosedModel> {
  const head = { title: say(`identity.reset.title-${because}`) };
  const action = ask ? { label: say('identity.reset.ask'), href: ask } : null;
  const words = ask ? because : `${because}First`;
  const status = because === 'broken' ? 404 : 410;
  return visitorPage(
    'identity/reset-closed',
    { head, because: say(`identity.reset.${words}`), action },
    status,
  );
}

/** A page in the calm card of signing in; a form shown again answers 422. */
export function visitorPage<Model extends PageModel>(
  view: string,
  model: Model,
  status?: number,
): Page<Model> {
  const again = Object.keys(model.errors ?? {}).length > 0;
  return new Page(view, model, { layout: 'visitor', status: status ?? (again ? 422 : 200) });
}
