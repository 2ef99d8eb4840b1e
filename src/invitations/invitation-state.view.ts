import { say, type Text } from '../platform/errors.js';
import type { Tone } from '../platform/pages/page.js';
import { invitationState, type InvitationRow, type InvitationState } from './invitation-state.js';

/** A moment below the state, with the words that say what it is. */
export interface InvitationMoment {
  readonly words: Text;
  readonly at: Date;
}

/** The state of an invitation as pages show it: a word, the moments that belong to it, and what went wrong. */
export interface InvitationStateView {
  readonly state: InvitationState;
  readonly words: Text;
  readonly tone: Tone;
  readonly moments: readonly InvitationMoment[];
  /** The mail server's own words, while the mail is not out, or of why it came back. */
  readonly answer: Text | null;
}

const TONES: Readonly<Record<InvitationState, Tone>> = {
  none: 'attention',
  queued: 'information',
  sent: 'information',
  failed: 'danger',
  bounced: 'danger',
  accepted: 'good',
  expired: 'attention',
  revoked: 'neutral',
};

export function invitationStateView(row: InvitationRow, now: Date): InvitationStateView {
  const state = invitationState(row, now);
  return {
    state,
    ...(state === 'queued' && row.noMailServer
      ? { words: say('invitations.state.waiting'), tone: 'attention' }
      : { words: invitationWords(state), tone: TONES[state] }),
    moments: moments(state, row),
    answer: answer(state, row),
  };
}

function answer(state: InvitationState, { answer: said, bounceReason }: InvitationRow): Text | null {
  const words = state === 'bounced' ? bounceReason : said;
  return words && ['failed', 'queued', 'bounced'].includes(state)
    ? say(`invitations.answer.${state}`, { answer: words })
    : null;
}

export const invitationWords = (state: InvitationState): Text => say(`invitations.state.${state}`);

function moments(state: InvitationState, row: InvitationRow): InvitationMoment[] {
  const moment = (key: string, at: Date | null): InvitationMoment[] =>
    at ? [{ words: say(`invitations.moment.${key}`), at }] : [];
  switch (state) {
    case 'accepted':
      return moment('accepted', row.acceptedAt);
    case 'revoked':
      return moment('revoked', row.revokedAt);
    case 'sent':
      return [...moment('sent', row.sentAt), ...moment('until', row.expiresAt), ...asked(row, moment)];
    case 'bounced':
      return [...moment('bounced', row.bouncedAt), ...asked(row, moment)];
    case 'expired':
      return [...moment('ranOut', row.expiresAt), ...asked(row, moment)];
    default:
      return [];
  }
}

const asked = (row: InvitationRow, moment: (key: string, at: Date | null) => InvitationMoment[]) =>
  moment('asked', row.askedAgainAt);
