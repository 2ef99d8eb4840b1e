import { say, type Text } from '../platform/errors.js';
import type { Page, PageModel } from '../platform/pages/page.js';
import { visitorPage, type ForgotPasswordModel } from './identity.view.js';

export const SIGN_IN_LINK = '/sign-in-link';

/** The form that asks for a link to sign in with. */
export function signInLinkPage(filled: {
  email?: string;
  errors?: Readonly<Record<string, Text>>;
  status?: 429;
}): Page<ForgotPasswordModel> {
  const { email = '', errors = {}, status } = filled;
  const head = {
    title: say('identity.link.title'),
    purpose: say('identity.link.purpose'),
    back: { label: say('identity.signIn.title'), href: '/sign-in' },
  };
  return visitorPage('identity/forgot-password', { head, email, errors, action: SIGN_IN_LINK }, status);
}

export interface SignInByLinkModel extends PageModel {
  readonly action: string;
}

/** The button that signs in: programs that look at links before people do use nothing up. */
export const signInByLinkPage = (token: string, email: string): Page<SignInByLinkModel> =>
  visitorPage('identity/sign-in-by-link', {
    head: { title: say('identity.link.open'), purpose: say('identity.link.as', { email }) },
    action: `/sign-in/${token}`,
  });
