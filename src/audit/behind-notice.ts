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

/** Above a form of what was deleted meanwhile: by whom and when, as far as that is known, and where it is brought back. */
export interface DeletedNotice {
  readonly text: Text;
  readonly at: Date | null;
  readonly wayBack: string;
}

/** @param deletion the line that tells of it; it may have been cleared away since */
export const deletedNotice = (
  deletion: LatestChange | undefined,
  viewer: Pick<Viewer, 'id'>,
  wayBack: string,
): DeletedNotice => ({ text: whose(deletion, viewer, 'deleted'), at: deletion?.at ?? null, wayBack });

function whose(
  change: LatestChange | undefined,
  { id }: Pick<Viewer, 'id'>,
  what: 'notice' | 'deleted' = 'notice',
): Text {
  if (!change?.who) return say(`platform.behind.${what}.unknown`);
  return change.actorId === id
    ? say(`platform.behind.${what}.you`)
    : say(`platform.behind.${what}.who`, { who: change.who });
}
