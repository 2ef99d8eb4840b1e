import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditAction } from '../audit/actions.js';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Outbox } from '../mail/outbox.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, NotFound, say } from '../platform/errors.js';
import { isId, newId } from '../platform/ids.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { InvitationSettingsQueries } from './invitation-settings.queries.js';
import { Invitation } from './invitation.entity.js';
import { mayBeInvitedTo, type SiteKind } from './site-rule.js';

/** An access as inviting somebody to it needs it, held until the transaction ends. */
interface Invited {
  readonly id: string;
  readonly customerId: string | null;
  readonly email: string;
  readonly active: boolean;
  readonly disabled: boolean;
  readonly kinds: readonly SiteKind[];
}

/** Sends, replaces and revokes invitations. The mail is a row of the same transaction. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly tokens: MailedTokens,
    private readonly settings: InvitationSettingsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Invites the person of an access, or invites them again: the link before is worth nothing from then on. The answer
   * is the mail's id, for `feed` after commit.
   * @throws NotFound, Conflict when the person has accepted or may not sign in, Invalid at `sites` when they would see
   *   patrol sites and no static one
   */
  async send(manager: EntityManager, actor: Actor, portalUserId: string): Promise<string> {
    const person = await this.held(manager, portalUserId);
    if (person.active) throw new Conflict(say('invitations.hasAccepted', { email: person.email }));
    if (person.disabled) throw new Conflict(say('invitations.loginDisabled', { email: person.email }));
    if (!mayBeInvitedTo(person.kinds)) throw new Invalid({ sites: say('invitations.staticNeeded') });
    const before = await manager.findOneBy(Invitation, { portalUserId });
    const days = await this.settings.days(manager);
    const invitation = this.next(portalUserId, before, actor, days);
    await this.outbox.cancel(manager, invitation.id);
    await manager.save(Invitation, invitation);
    await this.record(manager, actor, before ? 'invitation.sent-again' : 'invitation.sent', person, {
      expiresAt: invitation.expiresAt,
    });
    return this.outbox.put(manager, {
      kind: 'invitation',
      subjectId: invitation.id,
      recipient: person.email,
      tokenVersion: invitation.tokenVersion,
    });
  }

  /** After commit: lets the mails go at once. */
  feed(mailIds: readonly string[]): void {
    for (const id of mailIds) this.outbox.feed(id);
  }

  /**
   * Makes the link worthless; the person may be invited again. `seen` is the version of the link that a page had shown:
   * a newer one stays.
   * @throws NotFound, Conflict when they have accepted
   */
  async revoke(
    actor: Actor,
    invitationId: string,
    seen?: number,
  ): Promise<{ email: string; revoked: boolean }> {
    return this.database.transaction(async (manager) => {
      const invitation = isId(invitationId)
        ? await manager.findOneBy(Invitation, { id: invitationId })
        : undefined;
      if (!invitation) throw new NotFound();
      const person = await this.held(manager, invitation.portalUserId);
      if (person.active) throw new Conflict(say('invitations.hasAccepted', { email: person.email }));
      const { tokenVersion } = await manager.findOneByOrFail(Invitation, { id: invitation.id });
      const revoked =
        (seen ?? tokenVersion) === tokenVersion && (await this.withdraw(manager, actor, person));
      return { email: person.email, revoked };
    });
  }

  /** The invitation of an access that ends. Answers false when there is none that could still be used. */
  async withdraw(
    manager: EntityManager,
    actor: Actor,
    { id, customerId }: { id: string; customerId: string | null },
  ): Promise<boolean> {
    const [revoked] = await manager.query<[{ id: string }[], number]>(
      `update invitations set revoked_at = now()
       where portal_user_id = $1 and revoked_at is null and accepted_at is null returning id`,
      [id],
    );
    for (const invitation of revoked) {
      await this.outbox.cancel(manager, invitation.id);
      await this.record(manager, actor, 'invitation.revoked', { id, customerId });
    }
    return revoked.length > 0;
  }

  private next(portalUserId: string, before: Invitation | null, actor: Actor, days: number): Invitation {
    const id = before?.id ?? newId();
    const tokenVersion = (before?.tokenVersion ?? 0) + 1;
    return Object.assign(new Invitation(), {
      id,
      portalUserId,
      invitedBy: actor.kind === 'staff' || actor.kind === 'customer' ? (actor.id ?? null) : null,
      tokenVersion,
      tokenHash: this.tokens.hash('invitation', id, tokenVersion),
      expiresAt: new Date(Date.now() + days * 86_400_000),
      acceptedAt: null,
      revokedAt: null,
      askedAgainAt: null,
    });
  }

  private async held(manager: EntityManager, portalUserId: string): Promise<Invited> {
    const [person] = isId(portalUserId) ? await manager.query<Invited[]>(INVITED, [portalUserId]) : [];
    if (!person) throw new NotFound();
    return person;
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    action: AuditAction,
    { id, customerId }: { id: string; customerId: string | null },
    after?: object,
  ): Promise<void> {
    const subject = { kind: 'portal-user', id };
    return this.audit.record(manager, actor, { action, subject, customerId, ...(after ? { after } : {}) });
  }
}

const INVITED = `
  select u.id, u.customer_id as "customerId", l.email, u.active, l.disabled_at is not null as disabled,
    (select coalesce(array_agg(s.kind), '{}') from sites s
     join portal_account_customers a on a.customer_id = s.customer_id and a.account_id = u.account_id
     where s.deleted_at is null
       and (u.every_site
         or exists (select from portal_user_customers w
           where w.portal_user_id = u.id and w.customer_id = s.customer_id)
         or exists (select from portal_user_sites p where p.portal_user_id = u.id and p.site_id = s.id and s.status <> 'archived'))) as kinds
  from portal_users u
  join logins l on l.id = u.login_id
  join portal_accounts c on c.id = u.account_id and c.deleted_at is null
  where u.id = $1 and u.ended_at is null
  for update of u`;
