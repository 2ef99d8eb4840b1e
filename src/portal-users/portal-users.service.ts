import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditAction } from '../audit/actions.js';
import { Audit, difference, type Actor } from '../audit/audit.service.js';
import { Invitations } from '../invitations/invitations.service.js';
import { mayBeInvitedTo } from '../invitations/site-rule.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, NotFound, Outdated, say } from '../platform/errors.js';
import { isBehind, type Seen } from '../platform/http/if-match.js';
import { isId, newId } from '../platform/ids.js';
import { PersonLogins, type Leaving } from './person-logins.js';
import { PortalUser } from './portal-user.entity.js';
import { personAccess, type NewPortalUser, type PersonAccess } from './person-access.js';
import { PersonSites } from './person-sites.js';

/** Gives people their accesses, changes and ends them. */
@Injectable()
export class PortalUsers {
  constructor(
    private readonly database: Database,
    private readonly people: PersonLogins,
    private readonly sites: PersonSites,
    private readonly invitations: Invitations,
    private readonly audit: Audit,
  ) {}

  /**
   * Gives a person access to a customer or a consolidated account, within a transaction that holds it. Their login is
   * made when there is none; somebody who signs in here already keeps password and name.
   * @param leaving what of a login that exists already stays as it is
   * @throws Invalid at `email` for staff, at `sites`; Conflict when they have this access already
   */
  async give(
    manager: EntityManager,
    actor: Actor,
    accountId: string,
    person: NewPortalUser,
    { id = newId(), leaving }: { readonly id?: string; readonly leaving?: Leaving } = {},
  ): Promise<PortalUser> {
    const login = await this.people.login(manager, actor, person, leaving);
    const [already] = await manager.query<{ revoked: boolean }[]>(
      `select not u.active and exists (select from invitations i
         where i.portal_user_id = u.id and i.revoked_at is not null and i.accepted_at is null) as revoked
       from portal_users u where login_id = $1 and account_id = $2 and ended_at is null`,
      [login.id, accountId],
    );
    if (already) {
      const why = already.revoked ? 'revoked' : 'already';
      throw new Conflict(say(`portal-users.people.${why}`, { email: login.email }));
    }
    await this.checkSites(manager, accountId, person);
    const { sites, everySiteOf, withheld, showLiveClockIns, shareAllIncidents, manager: manages } = person;
    const [account] = await manager.query<{ consolidated: boolean }[]>(
      'select consolidated from portal_accounts where id = $1',
      [accountId],
    );
    const of = account?.consolidated
      ? { customerId: null, consolidatedAccountId: accountId }
      : { customerId: accountId, consolidatedAccountId: null };
    const access = {
      everySite: sites === 'all',
      withheld: [...withheld],
      showLiveClockIns,
      shareAllIncidents,
      manager: manages ?? false,
    };
    await manager.insert(PortalUser, { id, loginId: login.id, ...of, ...access });
    await this.sites.set(manager, id, sites, everySiteOf);
    await this.record(manager, actor, 'portal-user.added', { id, ...of }, { after: personAccess(person) });
    return manager.findOneByOrFail(PortalUser, { id });
  }

  /**
   * Changes what somebody may see, and their name.
   * @param seen which version the change was made upon; left out, it is made upon whatever stands
   * @throws NotFound, Outdated, Invalid at `sites`
   */
  async change(
    manager: EntityManager,
    actor: Actor,
    id: string,
    change: Partial<NewPortalUser>,
    seen?: Seen,
  ): Promise<void> {
    const user = await this.held(manager, id);
    if (isBehind(seen, user.version)) throw new Outdated(say('portal-users.api.movedOn'));
    const before = await this.accessOf(manager, user);
    const after = personAccess({ ...before, ...change });
    if (change.sites || change.everySiteOf) await this.checkSites(manager, user.accountId, after);
    const renamed = await this.people.rename(manager, user.loginId, change);
    const sides = difference(before, after);
    if (!sides && !renamed) return;
    const { sites, everySiteOf, withheld, showLiveClockIns, shareAllIncidents } = after;
    await manager.query(
      `update portal_users set every_site = $2, withheld = $3, show_live_clock_ins = $4, share_all_incidents = $5,
         manager = $6, version = version + 1, updated_at = now()
       where id = $1`,
      [id, sites === 'all', withheld, showLiveClockIns, shareAllIncidents, after.manager],
    );
    await this.sites.set(manager, id, sites, everySiteOf);
    // A name is a person's own: the line says that it changed, not from what to what.
    const extra = renamed ? { name: 'changed' } : {};
    const { before: old = {}, after: now = {} } = sides ?? {};
    await this.record(manager, actor, 'portal-user.changed', user, {
      before: old,
      after: { ...now, ...extra },
    });
  }

  /**
   * Ends somebody's access at once, with the link they may still have. The login stays, for its other accesses.
   * @throws NotFound
   */
  async end(actor: Actor, id: string): Promise<void> {
    await this.database.transaction((manager) => this.endWithin(manager, actor, id));
  }

  /**
   * The same within the caller's transaction. Who is signed in to it sees nothing from the next request on, and is led to
   * another access where they hold one.
   */
  async endWithin(manager: EntityManager, actor: Actor, id: string): Promise<void> {
    const user = await this.held(manager, id);
    await this.invitations.withdraw(manager, actor, user);
    await manager.query(
      'update portal_users set ended_at = now(), version = version + 1, updated_at = now() where id = $1',
      [id],
    );
    await this.record(manager, actor, 'portal-user.ended', user, {});
  }

  /** @throws Invalid when a site is none of the account's, or when there are patrol sites and no static one */
  private async checkSites(
    manager: EntityManager,
    accountId: string,
    { sites, everySiteOf = [] }: Pick<PersonAccess, 'sites' | 'everySiteOf'>,
  ): Promise<void> {
    if (sites === 'all') return;
    const kinds = await this.sites.kinds(manager, accountId, sites, everySiteOf);
    if (!mayBeInvitedTo(kinds)) throw new Invalid({ sites: say('invitations.staticNeeded') });
  }

  private async accessOf(manager: EntityManager, user: PortalUser): Promise<PersonAccess> {
    const sites = user.everySite ? 'all' : await this.sites.of(manager, user.id);
    return personAccess({ ...user, sites, everySiteOf: await this.sites.everySiteOf(manager, user.id) });
  }

  private async held(manager: EntityManager, id: string): Promise<PortalUser> {
    const user = isId(id)
      ? await manager
          .createQueryBuilder(PortalUser, 'u')
          .setLock('pessimistic_write')
          .where('u.id = :id and u.ended_at is null', { id })
          .getOne()
      : null;
    if (!user) throw new NotFound();
    return user;
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    action: AuditAction,
    { id, customerId }: Named,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    const subject = { kind: 'portal-user', id };
    return this.audit.record(manager, actor, { action, subject, customerId, ...sides });
  }
}

/** An access with whom it stands for. */
type Named = Pick<PortalUser, 'id' | 'customerId'>;
