import { say, type Text } from '../platform/errors.js';
import type { SessionRow } from './login-sessions.queries.js';

/** The model of `components/sessions`: where somebody is signed in, and ways to end it. */
export interface SessionsView {
  readonly rows: readonly {
    readonly beganAt: Date;
    readonly address: string;
    /** The sentence for it: of some it is not known from where. */
    readonly since: string;
    /** Until when it lasts, of one that is kept; null of others, which end the same day. */
    readonly until: Date | null;
    /** The session of the person who looks. */
    readonly own: boolean;
    /** Null for one's own, which *Sign out* ends. */
    readonly action: string | null;
    readonly label: Text;
  }[];
  /** Ends all of them, or all others; null when there is nothing to end. */
  readonly all: { readonly action: string; readonly label: Text } | null;
}

const A_DAY = 24 * 3_600_000;

/** @param base the page whose `/sessions/...` end them */
export function sessionsView(
  rows: readonly SessionRow[],
  { base, own, mayEnd }: { base: string; own: string | undefined; mayEnd: boolean },
): SessionsView {
  const mine = rows.some(({ id }) => id === own);
  const ending = rows.filter(({ id }) => id !== own);
  return {
    rows: rows.map(({ id, beganAt, expiresAt, address }) => ({
      beganAt,
      address,
      since: `identity.sessions.${address ? 'since' : 'sinceOnly'}`,
      until: expiresAt.getTime() - beganAt.getTime() > A_DAY ? expiresAt : null,
      own: id === own,
      action: mayEnd && id !== own ? `${base}/sessions/${id}/end` : null,
      label: address ? say('identity.sessions.end', { address }) : say('identity.sessions.endThis'),
    })),
    all:
      mayEnd && ending.length > 0
        ? { action: `${base}/sessions/end`, label: say(`identity.sessions.${mine ? 'endOthers' : 'endAll'}`) }
        : null,
  };
}
