import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsQueries } from '../access/facts.queries.js';
import type { Viewer } from '../access/viewer.js';
import { lockCustomer } from '../customers/customers.service.js';
import { Invitations } from '../invitations/invitations.service.js';
import { Database } from '../platform/database/database.js';
import { Invalid, NotFound, Outdated, say } from '../platform/errors.js';
import { seenVersion } from '../platform/http/if-match.js';
import { boundsOf, isWithinBounds, type Bounds } from './colleague-bounds.js';
import type { NewPortalUser, PersonAccess } from './person-access.js';
import type { PersonRow } from './portal-users.queries.js';
import { PortalUsers } from './portal-users.service.js';

/** What a person has, of a row that was read. */
export const accessOfRow = (row: PersonRow): PersonAccess => ({
  sites: row.everySite ? 'all' : row.siteIds,
  withheld: row.withheld,
  showLiveClockIns: row.showLiveClockIns,
  shareAllIncidents: row.shareAllIncidents,
});

/** Whether a manager may change this person: a colleague who has no more than they, and is no manager. */
export const mayLookAfter = (row: PersonRow, manager: Viewer, bounds: Bounds): boolean =>
  row.id !== manager.portal?.access?.id && !row.manager && isWithinBounds(accessOfRow(row), bounds);

/**
 * What a customer's own manager does: invites, limits and removes colleagues, never beyond what they have themselves at
 * that moment. Written by the application's role in the same statements as for staff, with the manager as the actor.
 */
@Injectable()
export class Colleagues {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly users: PortalUsers,
    private readonly invitations: Invitations,
  ) {}

  /**
   * @throws NotFound for those who are no managers now, Invalid, also when it is too many, Conflict when they have access
   *   already
   */
  async invite(viewer: Viewer, person: NewPortalUser, id: string): Promise<void> {
    const mails = await this.database.transaction(async (manager) => {
      const bounds = await this.held(manager, viewer);
      if (await this.exists(manager, id)) return [];
      mustBeWithin(person, bounds);
      await this.mayMail(manager, bounds);
      try {
        await this.users.give(manager, viewer, bounds.customerId, person, { id, leaving: 'all' });
      } catch (error) {
        // Whose address it is otherwise is nobody's business here: staff, disabled, or not yet decided.
        if (error instanceof Invalid && 'email' in error.fields)
          throw new Invalid({ email: say('portal-users.colleagues.notHere', { email: person.email }) });
        throw error;
      }
      return [await this.invitations.send(manager, viewer, id)];
    });
    this.invitations.feed(mails);
  }

  /** @throws NotFound, Outdated, Invalid */
  async limit(viewer: Viewer, row: PersonRow, access: PersonAccess): Promise<void> {
    await this.database.transaction(async (manager) => {
      const bounds = await this.heldFor(manager, viewer, row);
      mustBeWithin(access, bounds);
      await this.users.change(manager, viewer, row.id, access, seenVersion(row.version));
    });
  }

  /** Sends the invitation again. @throws NotFound, Conflict when the person has accepted, Invalid when it is too many */
  async inviteAgain(viewer: Viewer, row: PersonRow): Promise<void> {
    const mail = await this.database.transaction(async (manager) => {
      await this.mayMail(manager, await this.heldFor(manager, viewer, row));
      return this.invitations.send(manager, viewer, row.id);
    });
    this.invitations.feed([mail]);
  }

  /** @throws NotFound */
  async remove(viewer: Viewer, row: PersonRow): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.heldFor(manager, viewer, row);
      await this.users.endWithin(manager, viewer, row.id);
    });
  }

  /** The manager's own access, held and looked at again: what was taken from it a moment ago counts. */
  private async held(manager: EntityManager, viewer: Viewer): Promise<Bounds> {
    const id = viewer.portal?.access?.id ?? '';
    const customerId = viewer.portal?.customers[0]?.id ?? '';
    await lockCustomer(manager, customerId);
    await manager.query('select from portal_users where id = $1 for share', [id]);
    const bounds = boundsOf(await this.facts.ofAccess(id, manager));
    if (!bounds || bounds.customerId !== customerId) throw new NotFound();
    return bounds;
  }

  private async heldFor(manager: EntityManager, viewer: Viewer, row: PersonRow): Promise<Bounds> {
    const bounds = await this.held(manager, viewer);
    const [now] = await manager.query<{ version: number; customer: string | null }[]>(
      'select version, customer_id as customer from portal_users where id = $1 and ended_at is null for update',
      [row.id],
    );
    if (now?.customer !== bounds.customerId || !mayLookAfter(row, viewer, bounds)) throw new NotFound();
    // What stood on the page may not hold any more: somebody may just have been made a manager, or see more.
    if (now.version !== row.version) throw new Outdated(say('portal-users.colleagues.movedOn'));
    return bounds;
  }

  /** The customer is held: those of all its managers count, one after the other. @throws Invalid at `email` */
  private async mayMail(manager: EntityManager, { customerId }: Bounds): Promise<void> {
    const [row] = await manager.query<{ sent: number }[]>(SENT_BY_MANAGERS, [customerId]);
    if ((row?.sent ?? 0) >= MOST_A_DAY)
      throw new Invalid({ email: say('portal-users.colleagues.tooMany', { count: MOST_A_DAY }) });
  }

  private async exists(manager: EntityManager, id: string): Promise<boolean> {
    const found = await manager.query<unknown[]>('select from portal_users where id = $1', [id]);
    return found.length > 0;
  }
}

/** As many invitations go out for the managers of one customer within 24 hours. */
const MOST_A_DAY = 50;

const SENT_BY_MANAGERS = `
  select count(*)::int as sent from audit_lines a join logins l on l.id = a.actor_id and l.kind = 'customer'
  where a.customer_id = $1 and a.at > now() - interval '24 hours'
    and a.action in ('invitation.sent', 'invitation.sent-again')`;

/** What was offered is within bounds; what somebody made up is not. @throws Invalid at `sites` */
function mustBeWithin(access: PersonAccess, bounds: Bounds): void {
  if (!isWithinBounds(access, bounds)) throw new Invalid({ sites: say('portal-users.colleagues.tooMuch') });
}
