import { say, type Text } from '../platform/errors.js';
import type { Page, PageModel } from '../platform/pages/page.js';
import { visitorPage } from './identity.view.js';

const SIGN_IN_CODE = '/sign-in-code';

/** Where the code of two-step sign-in is asked for. @param to where the person was going */
export const codeHref = (to?: string): string =>
  to ? `${SIGN_IN_CODE}?${new URLSearchParams({ to })}` : SIGN_IN_CODE;

export interface SignInCodeModel extends PageModel {
  readonly action: string;
  readonly to: string;
}

/** Asks for the code of the app, or one of the recovery codes. */
export const signInCodePage = (
  email: string,
  filled: { to?: string | undefined; errors?: Readonly<Record<string, Text>>; status?: 429 } = {},
): Page<SignInCodeModel> => {
  const { to = '', errors = {}, status } = filled;
  const head = {
    title: say('identity.twoStep.code.title'),
    purpose: say('identity.twoStep.code.purpose', { email }),
    back: { label: say('identity.twoStep.code.other'), href: '/sign-in?other=yes' },
  };
  return visitorPage('identity/sign-in-code', { head, action: SIGN_IN_CODE, to, errors }, status);
};
