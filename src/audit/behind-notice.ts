import type { Viewer } from '../access/viewer.js';
import { say, type Text } from '../platform/errors.js';
import type { LatestChange } from './latest-change.queries.js';

/** Above a form that met another change: whose it was, and when. */
export interface BehindNotice {
  readonly text: Text;
  readonly at: Date;
}

/** Says whose change a form met: another window of the same person's counts, too. */
export const behindNotice = (change: LatestChange | undefined, viewer: Pick<Viewer, 'id'>): BehindNotice => ({
  text: whose(change, viewer),
  at: change?.at ?? new Date(),
});

function whose(change: LatestChange | undefined, { id }: Pick<Viewer, 'id'>): Text {
  if (!change?.who) return say('platform.behind.notice.unknown');
  return change.actorId === id
    ? say('platform.behind.notice.you')
    : say('platform.behind.notice.who', { who: change.who });
}
