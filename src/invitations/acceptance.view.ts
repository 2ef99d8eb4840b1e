import type { Viewer } from '../access/viewer.js';
import { namesOf } from '../identity/names.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type Action, type PageModel } from '../platform/pages/page.js';
import type { BrokenLink, ClosedBecause, OpenInvitation } from './invitation.links.js';

export interface AcceptanceModel extends PageModel {
  readonly action: string;
  readonly lede: Text;
  readonly email: string;
  /** Chooses a password, enters the one they have, or is signed in already. */
  readonly kind: { readonly newPerson?: true; readonly knownPerson?: true; readonly signedIn?: true };
  readonly firstName: string;
  readonly lastName: string;
  /** Set when somebody else is signed in with this browser. */
  readonly other: Text | null;
  readonly expiresAt: Date;
  readonly forgotHref: string;
}

/** What a form that is shown again was sent with. */
export interface AcceptanceAgain {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly errors?: Readonly<Record<string, Text>>;
}

/** The form of an open invitation. */
export function acceptancePage(
  token: string,
  invitation: OpenInvitation,
  viewer: Viewer,
  { errors, ...typed }: AcceptanceAgain = {},
): Page<AcceptanceModel> {
  const { email, hasPassword, customer, inviter, expiresAt } = invitation;
  const signedIn = viewer.id === invitation.loginId;
  const model: AcceptanceModel = {
    head: { title: say('invitations.accept.title') },
    action: invitationHref(token),
    lede: inviter
      ? say('invitations.accept.lede', { inviter, customer })
      : say('invitations.accept.ledeOfNobody', { customer }),
    email,
    kind: signedIn ? { signedIn: true } : hasPassword ? { knownPerson: true } : { newPerson: true },
    ...namesOf(invitation),
    ...typed,
    other: viewer.id && !signedIn ? say('invitations.accept.other', { name: viewer.name }) : null,
    expiresAt,
    forgotHref: '/forgot-password',
    errors: errors ?? {},
  };
  return new Page('invitations/acceptance', model, { layout: 'visitor', status: errors ? 422 : 200 });
}

export interface ClosedModel extends PageModel {
  readonly because: Text;
  /** A form that asks for a new link. */
  readonly ask: { readonly action: string } | null;
  readonly askedAt: Date | null;
  readonly actions: readonly Action[];
  /** Whom to call or write to. */
  readonly contact: boolean;
}

/** A link that leads no further says why, and what to do now. */
export function closedPage(
  token: string,
  because: ClosedBecause,
  { customer, askedAgainAt }: OpenInvitation,
  now = new Date(),
): Page<ClosedModel> {
  const mayAsk = because === 'expired' || because === 'replaced';
  const asked = mayAsk ? askedAgainAt : null;
  const model: ClosedModel = {
    head: { title: say(`invitations.closed.title-${because}`) },
    because: say(`invitations.closed.${because}`, { customer }),
    ask:
      mayAsk && (!asked || mayAskAgain(asked, now)) ? { action: `${invitationHref(token)}/renewal` } : null,
    askedAt: asked,
    actions:
      because === 'used'
        ? [
            { label: say('identity.signIn.title'), href: '/sign-in' },
            { label: say('invitations.closed.newPassword'), href: '/forgot-password', kind: 'secondary' },
          ]
        : [],
    contact: because === 'revoked',
  };
  return new Page('invitations/closed', model, { layout: 'visitor', status: 410 });
}

/** A link behind which nothing can be found: whether anything ever stood behind it is not told. */
export function brokenPage(because: BrokenLink['because']): Page<ClosedModel> {
  const model: ClosedModel = {
    head: { title: say(`invitations.closed.title-${because}`) },
    because: say(`invitations.closed.${because}`),
    ask: null,
    askedAt: null,
    actions: [],
    contact: true,
  };
  return new Page('invitations/closed', model, { layout: 'visitor', status: 404 });
}

/** A day after they asked, nothing having come. */
const mayAskAgain = (asked: Date, now: Date): boolean => now.getTime() - asked.getTime() > 86_400_000;

export const invitationHref = (token: string): string => `/invitations/${token}`;
