import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import type { NamedInvitation } from '../invitations/invitations.queries.js';
import { Invitations } from '../invitations/invitations.service.js';
import { PorticoError } from '../platform/errors.js';
import { People } from './people.service.js';

/** An invitation that was ticked, with the version of the link that the list had shown. */
export interface ChosenInvitation extends NamedInvitation {
  readonly seen: number;
}

/** Does something to the invitations that somebody has ticked: each of them whole, or not at all. */
@Injectable()
export class SelectedInvitations {
  constructor(
    private readonly people: People,
    private readonly invitations: Invitations,
  ) {}

  /** How many were mailed. Who has accepted, was mailed since, or finds the door closed is left out. */
  sendAgain(viewer: Viewer, chosen: readonly ChosenInvitation[]): Promise<number> {
    return count(
      chosen,
      async ({ portalUserId: id, accountId, seen }) =>
        (await this.people.send(viewer, accountId, [{ id, seen }], 'ask')).length,
    );
  }

  /** How many were revoked. Whoever has accepted, or was sent a new link since, is left out. */
  revoke(viewer: Viewer, chosen: readonly ChosenInvitation[]): Promise<number> {
    return count(chosen, async ({ id, seen }) =>
      (await this.invitations.revoke(viewer, id, seen)).revoked ? 1 : 0,
    );
  }
}

/** One after the other; what the business refuses counts as none. */
async function count<One>(chosen: readonly One[], work: (one: One) => Promise<number>): Promise<number> {
  let done = 0;
  for (const one of chosen)
    done += await work(one).catch((error: unknown) => {
      if (error instanceof PorticoError) return 0;
      throw error;
    });
  return done;
}
