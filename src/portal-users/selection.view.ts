import { invitationState } from '../invitations/invitation-state.js';
import { INVITATIONS } from '../invitations/invitations-list.filters.js';
import { SELECTION } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { ChosenInvitation } from './selection.service.js';

/** What can be done to ticked invitations. */
export const DEEDS = ['sending', 'revocations'] as const;
export type Deed = (typeof DEEDS)[number];

/** What will happen to each of them, before it does; undefined when nothing would. */
export function selectionPage(deed: Deed, chosen: readonly ChosenInvitation[], now: Date): Page | undefined {
  const lines = chosen.map((one) => ({ one, why: hindrance(deed, one, now) }));
  const count = lines.filter(({ why }) => !why).length;
  if (count === 0) return undefined;
  const back = { label: say('platform.confirm.back'), href: INVITATIONS };
  const points = lines.map(({ one: { email, customer }, why }) =>
    say(`invitations.selection.${why ?? deed}.line`, { email, customer }),
  );
  const model = {
    head: {
      title: say(`invitations.selection.${deed}.title`, { count }),
      back: { label: say('invitations.list.title'), href: INVITATIONS },
    },
    confirm: {
      text: say(`invitations.selection.${deed}.text`, { count }),
      points,
      action: `${SELECTION}/${deed}`,
      fields: chosen.map(({ id, seen }) => ({ name: 'chosen', value: `${id}.${seen}` })),
      button: say(`invitations.selection.${deed}.button`, { count }),
      danger: deed === 'revocations',
      back,
    },
  };
  return new Page('platform/confirm', model as PageModel & { confirm: object });
}

/** Why nothing would happen to this one; undefined when something will. */
function hindrance(deed: Deed, one: ChosenInvitation, now: Date): string | undefined {
  const state = invitationState(one, now);
  if (state === 'accepted') return 'accepted';
  if (deed === 'revocations') return state === 'revoked' ? 'revoked' : undefined;
  if (one.disabled) return 'disabled';
  return one.off ?? undefined;
}

/** How it went. @param mailsGoOut or wait for a mail server */
export function selectionDone(deed: Deed, done: number, asked: number, mailsGoOut: boolean): Text {
  const waiting = deed === 'sending' && done > 0 && !mailsGoOut ? 'Waiting' : '';
  return done < asked
    ? say(`invitations.selection.${deed}.some${waiting}`, { count: done, left: asked - done })
    : say(`invitations.selection.${deed}.done${waiting}`, { count: done });
}
