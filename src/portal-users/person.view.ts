import { say, type Text } from '../platform/errors.js';
import type { Action } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { invitationStateView, type InvitationStateView } from '../invitations/invitation-state.view.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { addressHref } from './person-address.view.js';
import type { PersonRow } from './portal-users.queries.js';

/** A form of one button. */
export interface ButtonForm {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly button: { readonly label: Text; readonly icon: string; readonly kind: 'primary' | 'secondary' };
}

/** A person as the tab *Portal Access* shows them. */
export interface PersonView {
  readonly href: string;
  readonly email: Text;
  readonly name: Text | null;
  readonly state: InvitationStateView;
  readonly facts: readonly Text[];
  readonly lastSignedInAt: Date | null;
  readonly send: ButtonForm | null;
  /** *See the portal as ...* */
  readonly see: ButtonForm | null;
  readonly actions: readonly Action[];
}

/**
 * @param mayChange whether the viewer may invite and end
 * @param backHref where the viewer is, if they may look at the portal as this person
 */
export function personView(row: PersonRow, mayChange: boolean, now: Date, backHref?: string): PersonView {
  const state = invitationStateView(row, now);
  const href = portalUserHref(row.id);
  return {
    href,
    email: verbatim(row.email),
    name: row.name ? verbatim(row.name) : null,
    state,
    facts: personFacts(row),
    lastSignedInAt: row.lastSignedInAt,
    send: mayChange ? sendForm(row, state) : null,
    see: backHref ? seeForm(row, backHref) : null,
    actions: [whyAction(row), ...(mayChange ? actions(row, state) : [])],
  };
}

/** What is different about this person from everybody else of the customer. */
export function personFacts(row: PersonRow): Text[] {
  return [
    row.everySite
      ? say('portal-users.person.everySite')
      : say('portal-users.person.someSites', { count: row.siteIds.length }),
    ...(row.everySite || row.everySiteOf.length === 0
      ? []
      : [say('portal-users.person.wholeCustomers', { count: row.everySiteOf.length })]),
    ...(row.withheld.length > 0 ? [say('portal-users.person.seesLess')] : []),
    ...(row.disabled ? [say('portal-users.person.disabled')] : []),
    ...(row.reports > 0 ? [say('portal-users.person.reports', { count: row.reports })] : []),
    ...(row.news > 0 ? [say('portal-users.person.news', { count: row.news })] : []),
  ];
}

/** *Send invitation*, later *Send again*; nothing for somebody who has accepted. */
export function sendForm(row: PersonRow, { state }: InvitationStateView): ButtonForm | null {
  if (state === 'accepted' || row.disabled) return null;
  const again = state !== 'none';
  return {
    action: `${portalUserHref(row.id)}/invitations`,
    hidden: [{ name: 'seen', value: String(row.tokenVersion ?? 0) }],
    button: {
      label: say(`portal-users.person.${again ? 'sendAgain' : 'send'}`),
      icon: 'mail',
      kind: again ? 'secondary' : 'primary',
    },
  };
}

/** *See the portal as Priya*, and back to where the button was. */
const seeForm = ({ id, name, email }: PersonRow, backHref: string): ButtonForm => ({
  action: `${portalUserHref(id)}/viewing`,
  hidden: [{ name: 'back', value: backHref }],
  button: { label: say('access.viewing.see', { person: name || email }), icon: 'eye', kind: 'secondary' },
});

/** The way to the page that says what this person sees, and why. */
const whyAction = ({ id }: PersonRow): Action => ({
  label: say('why.link'),
  href: `${portalUserHref(id)}/access`,
  kind: 'quiet',
});

function actions(row: PersonRow, { state }: InvitationStateView): Action[] {
  const open = ['queued', 'sent', 'failed', 'bounced', 'expired'].includes(state);
  const wrong = state === 'failed' || state === 'bounced';
  return [
    ...(wrong
      ? [{ label: say('portal-users.person.correct'), href: addressHref(row.id), kind: 'quiet' } as const]
      : []),
    { label: say('portal-users.person.change'), href: portalUserHref(row.id), kind: 'quiet' },
    ...(open && row.invitationId
      ? [
          {
            label: say('portal-users.person.revoke'),
            href: `/admin/invitations/${row.invitationId}/revocation`,
            kind: 'quiet',
          } as const,
        ]
      : []),
    { label: say('portal-users.person.end'), href: `${portalUserHref(row.id)}/end`, kind: 'quiet' },
  ];
}
