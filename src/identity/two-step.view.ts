import { say, type Text } from '../platform/errors.js';
import { Page, type Action, type PageModel } from '../platform/pages/page.js';
import type { ShownAgain } from './own-passwords.js';
import { qrPath, secretAddress } from './two-step.codes.js';
import type { TwoStep } from './two-step.service.js';

export interface TwoStepModel extends PageModel {
  readonly action: string;
  readonly since: Date | null;
  /** What the app is to be told, as a picture and to be typed; null unless it is being set up. */
  readonly setUp: { readonly qr: ReturnType<typeof qrPath>; readonly secret: string } | null;
  /** New recovery codes: shown this once. */
  readonly codes: readonly string[] | null;
  readonly left: Text;
  /** Nothing else is open until it is on. */
  readonly needed: boolean;
  /** The way on, for whom nothing was open before. */
  readonly goOn: Action | null;
  /** Nothing of it can be checked any more. */
  readonly lost: boolean;
}

/** Whose page it is, and what their app shows it under. */
export interface TwoStepOwner {
  readonly room: 'admin' | 'portal';
  readonly email: string;
  readonly organisation: string;
  /** Nothing else is open to them until it is set up. */
  readonly needed: boolean;
}

/** Two-step sign-in on one's own profile: off, being set up, or on. Pure. */
export function twoStepPage(
  { room, email, organisation, needed }: TwoStepOwner,
  { since, secret, codesLeft, lost }: TwoStep,
  { codes, errors = {}, status = 422 }: Partial<ShownAgain> & { readonly codes?: readonly string[] } = {},
): Page<TwoStepModel> {
  const again = Object.keys(errors).length > 0;
  return new Page(
    'identity/two-step',
    {
      head: {
        title: say('identity.twoStep.title'),
        purpose: say('identity.twoStep.purpose'),
        ...(needed ? {} : { back: { label: say('identity.profile.title'), href: `/${room}/profile` } }),
      },
      errors,
      action: `/${room}/two-step`,
      since,
      setUp: secret
        ? { qr: qrPath(secretAddress(secret, organisation, email)), secret: inFours(secret) }
        : null,
      codes: codes ?? null,
      needed: needed && since === null,
      goOn: needed && codes ? { label: say('identity.twoStep.goOn'), href: `/${room}` } : null,
      lost,
      left: say('identity.twoStep.left', { count: codesLeft }),
    },
    { status: again ? status : 200 },
  );
}

const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
