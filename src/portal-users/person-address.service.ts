import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { lockAccount } from '../customers/accounts/account.lock.js';
import { namesOf } from '../identity/names.js';
import { Invitations } from '../invitations/invitations.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';
import { PersonLogins } from './person-logins.js';
import { PortalAccessQueries } from './portal-access.queries.js';
import type { PersonRow } from './portal-users.queries.js';

interface HeldAccess {
  readonly loginId: string;
  /** None of a consolidated account. */
  readonly customerId: string | null;
}

/** Puts an invitation to rights that went to a wrong address. */
@Injectable()
export class PersonAddress {
  constructor(
    private readonly database: Database,
    private readonly logins: PersonLogins,
    private readonly access: PortalAccessQueries,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
  ) {}

  /**
   * Gives the access to the person of another address, with its sites and limits, and invites them. The link before is
   * worth nothing from then on.
   * @throws Conflict when somebody has accepted it or it was changed meanwhile, Invalid at `email`
   * @returns whether they were mailed: not while the portal, or the customer's access, is off
   */
  async correct(viewer: Viewer, row: PersonRow, email: string, version: number): Promise<boolean> {
    const mail = await this.database.transaction(async (manager) => {
      await lockAccount(manager, row.accountId);
      const before = await this.held(manager, row.id, version);
      const after = await this.logins.login(manager, viewer, { email, ...namesOf(row) });
      if (after.id === before.loginId)
        throw new Invalid({ email: say('portal-users.address.same', { email }) });
      await this.free(manager, row.accountId, after.id, email);
      await manager.query(
        'update portal_users set login_id = $2, version = version + 1, updated_at = now() where id = $1',
        [row.id, after.id],
      );
      await this.audit.record(manager, viewer, {
        action: 'portal-user.address-corrected',
        subject: { kind: 'portal-user', id: row.id },
        customerId: before.customerId,
        before: { loginId: before.loginId },
        after: { loginId: after.id },
      });
      const { portalEnabled, access } = await this.access.within(manager, row.accountId);
      if (portalEnabled && access.enabled) return this.invitations.send(manager, viewer, row.id);
      await this.invitations.withdraw(manager, viewer, { id: row.id, customerId: before.customerId });
      return undefined;
    });
    if (mail) this.invitations.feed([mail]);
    return mail !== undefined;
  }

  private async held(manager: EntityManager, id: string, version: number): Promise<HeldAccess> {
    const [held] = await manager.query<HeldAccess[]>(
      `select login_id as "loginId", customer_id as "customerId" from portal_users
       where id = $1 and ended_at is null and not active and version = $2 for update`,
      [id, version],
    );
    if (!held) throw new Conflict(say('portal-users.address.movedOn'));
    return held;
  }

  private async free(manager: EntityManager, accountId: string, loginId: string, email: string) {
    const taken = await manager.query<unknown[]>(
      'select from portal_users where account_id = $1 and login_id = $2 and ended_at is null',
      [accountId, loginId],
    );
    if (taken.length > 0) throw new Invalid({ email: say('portal-users.people.already', { email }) });
  }
}
