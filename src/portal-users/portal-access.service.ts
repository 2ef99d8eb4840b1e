import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/catalogue.js';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { lockCustomer } from '../customers/customers.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Outdated, say } from '../platform/errors.js';
import type { Answers } from '../platform/http/behind.js';
import { isBehind, type Seen } from '../platform/http/if-match.js';
import { SUBJECTS } from '../settings/subjects.js';
import {
  accessAnswers,
  permissionsMoved,
  withAccessChange,
  type PortalAccess,
  type PortalAccessChange,
} from './portal-access.js';
import { PortalAccessQueries, type KeptPortalAccess } from './portal-access.queries.js';
import { accessTag } from './portal-access.tag.js';

/** A form was filled in from switches that somebody has moved since. */
export class AccessMovedOn extends Conflict {
  constructor(readonly kept: KeptPortalAccess) {
    super(say('portal-users.access.movedOn'));
  }
}

/** What a save did. */
export interface SavedPortalAccess {
  readonly before: PortalAccess;
  readonly after: PortalAccess;
}

/** Changes a customer's switches, for the page and the API alike. It applies from the next request on. */
@Injectable()
export class PortalAccessService {
  constructor(
    private readonly database: Database,
    private readonly queries: PortalAccessQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Changes what is named and leaves the rest; changing nothing leaves no trace.
   * @param seen what the change was made upon, of the API
   * @throws NotFound, Outdated
   */
  save(
    actor: Actor,
    customerId: string,
    change: PortalAccessChange,
    seen?: Seen,
  ): Promise<SavedPortalAccess> {
    return this.database.transaction(async (manager) => {
      await lockCustomer(manager, customerId);
      const kept = await this.queries.within(manager, customerId);
      if (isBehind(seen, accessTag(kept.access))) throw new Outdated(say('portal-users.api.movedOn'));
      return this.write(manager, actor, customerId, kept.access, change);
    });
  }

  /**
   * The same within a transaction that holds the customer, for a form: `shown` are the switches as it had shown them.
   * @throws AccessMovedOn when somebody moved them since, and not to where this form wants them
   */
  async saveForm(
    manager: EntityManager,
    actor: Actor,
    customerId: string,
    change: PortalAccessChange,
    shown: Answers | undefined,
  ): Promise<SavedPortalAccess> {
    const kept = await this.queries.within(manager, customerId);
    const now = accessAnswers(kept.access);
    const behind = Object.keys(now).some((field) => now[field] !== shown?.[field]);
    if (behind && difference(now, accessAnswers(withAccessChange(kept.access, change))))
      throw new AccessMovedOn(kept);
    return this.write(manager, actor, customerId, kept.access, change);
  }

  /** Switches a customer's access on, within a transaction that holds the customer. */
  async switchOn(manager: EntityManager, actor: Actor, customerId: string): Promise<void> {
    const { access } = await this.queries.within(manager, customerId);
    await this.write(manager, actor, customerId, access, { enabled: true });
  }

  /** Switches the portal on for the whole organisation. It grants nobody access. */
  async openPortal(manager: EntityManager, actor: Actor): Promise<void> {
    const [, opened] = await manager.query<[unknown[], number]>(
      'update portal_settings set enabled = true, version = version + 1, updated_at = now() where not enabled',
    );
    if (opened === 0) return;
    await this.audit.record(manager, actor, {
      action: 'portal-settings.changed',
      subject: SUBJECTS.portalSettings,
      before: { enabled: false },
      after: { enabled: true },
    });
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    customerId: string,
    before: PortalAccess,
    change: PortalAccessChange,
  ): Promise<SavedPortalAccess> {
    const after = withAccessChange(before, change);
    const sides = difference(accessAnswers(before), accessAnswers(after));
    if (!sides) return { before, after };
    if (after.enabled !== before.enabled)
      await manager.query('update customers set portal_enabled = $2 where id = $1', [
        customerId,
        after.enabled,
      ]);
    await this.setPermissions(manager, customerId, permissionsMoved(before, after), after);
    const subject = { kind: 'customer', id: customerId };
    await this.audit.record(manager, actor, {
      action: 'portal-access.changed',
      subject,
      customerId,
      ...sides,
    });
    return { before, after };
  }

  private async setPermissions(
    manager: EntityManager,
    customerId: string,
    moved: readonly Permission[],
    { sections }: PortalAccess,
  ): Promise<void> {
    if (moved.length === 0) return;
    await manager.query(
      `insert into customer_permissions (customer_id, permission, allowed, set_by)
       select $1, permission, allowed, 'hand' from unnest($2::text[], $3::boolean[]) as moved(permission, allowed)
       on conflict (customer_id, permission)
         do update set allowed = excluded.allowed, set_by = 'hand', set_at = now()`,
      [customerId, moved, moved.map((permission) => sections[permission])],
    );
  }
}
