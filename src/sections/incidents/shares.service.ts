import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { SHARES, type ShareChoice } from './shares.sql.js';

/** The boxes of a report's page as they were sent. */
export interface SentShares {
  /** The accesses whose box is ticked. */
  readonly ticked: ReadonlySet<string>;
  /** Those whose box was ticked when the page was made, and those whose was not. */
  readonly shown: ReadonlySet<string>;
  readonly offered: ReadonlySet<string>;
}

/** Shares reports with people of customers, by hand. */
@Injectable()
export class IncidentShares {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Shares with those who were ticked since the page was made, and takes back from those who were unticked. Answers how
   * many of each. Somebody who may not see the report is left out.
   * @throws NotFound
   */
  async save(actor: Actor, incidentId: string, sent: SentShares): Promise<{ shared: number; taken: number }> {
    if (!isId(incidentId)) throw new NotFound();
    return this.database.transaction(async (manager) => {
      const [incident] = await manager.query<{ customerId: string }[]>(
        `select customer_id as "customerId" from incidents
         where id = $1 and deleted_at is null and status <> 'draft' for no key update`,
        [incidentId],
      );
      if (!incident) throw new NotFound();
      const people = await manager.query<ShareChoice[]>(SHARES, [incidentId]);
      const added = people.filter(({ id, how }) => !how && sent.offered.has(id) && sent.ticked.has(id));
      const taken = people.filter(({ id, how }) => how && sent.shown.has(id) && !sent.ticked.has(id));
      await this.share(manager, actor, incidentId, incident.customerId, added);
      await this.takeBack(manager, actor, incidentId, incident.customerId, taken);
      return { shared: added.length, taken: taken.length };
    });
  }

  private async share(
    manager: EntityManager,
    actor: Actor,
    incidentId: string,
    customerId: string,
    people: readonly ShareChoice[],
  ): Promise<void> {
    if (people.length === 0) return;
    const ids = people.map(({ id }) => id);
    await manager.query(
      `insert into incident_shares (incident_id, customer_id, portal_user_id, how, shared_by)
       select $1, $2, id, 'hand', $4 from unnest($3::uuid[]) as id on conflict do nothing`,
      [incidentId, customerId, ids, actor.id ?? null],
    );
    await this.note(manager, actor, 'incident.shared', incidentId, customerId, ids);
  }

  private async takeBack(
    manager: EntityManager,
    actor: Actor,
    incidentId: string,
    customerId: string,
    people: readonly ShareChoice[],
  ): Promise<void> {
    if (people.length === 0) return;
    const ids = people.map(({ id }) => id);
    await manager.query(
      'delete from incident_shares where incident_id = $1 and portal_user_id = any ($2::uuid[])',
      [incidentId, ids],
    );
    await this.note(manager, actor, 'incident.taken-back', incidentId, customerId, ids);
  }

  private note(
    manager: EntityManager,
    actor: Actor,
    action: 'incident.shared' | 'incident.taken-back',
    id: string,
    customerId: string,
    portalUsers: readonly string[],
  ): Promise<void> {
    const subject = { kind: 'incidents', id };
    return this.audit.record(manager, actor, { action, subject, customerId, after: { portalUsers } });
  }
}
