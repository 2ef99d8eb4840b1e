import type { Viewer } from './viewer.js';

/** Why somebody no longer looks at the portal as another: they stopped, or something ended it for them. */
export type ViewingEnd = 'stopped' | 'signed-out' | 'session' | 'time' | 'access' | 'right';

/** A member of staff looks at the portal as one of its people. */
export interface Viewing {
  readonly id: string;
  readonly portalUserId: string;
  /** Who looks. Everything that happens is theirs. */
  readonly by: { readonly id: string; readonly name: string };
  /** The person as the portal knows them: the routes of the portal are asked as if it were they. */
  readonly person: Viewer;
  readonly until: Date;
  /** Where they came from. */
  readonly backHref: string;
  /** Why it is over, though it has not been ended yet. */
  readonly over: ViewingEnd | null;
}

/** Ends a viewing and writes it down. The guard asks it; implemented to the right, where the audit log is. */
export abstract class ViewingEnds {
  /** Does nothing when it has ended already. */
  abstract end(id: string, why: ViewingEnd): Promise<void>;
}
