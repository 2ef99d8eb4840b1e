import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/audit.service.js';
import { isAddress } from '../mail/addresses.js';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import type { OpenInvitation } from './invitation.links.js';

/** A person may ask again, and the inviter hears of it again, after so long. */
const PAUSE = `interval '1 day'`;

/** The wish for a new link: it stands on the office's list, and reaches whoever sent the invitation by mail. */
@Injectable()
export class Wishes {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly config: Config,
  ) {}

  /** Writes down that the person wants a new link. Whoever invited them hears once a day of each person at most. */
  async ask(invitation: OpenInvitation, address: string): Promise<void> {
    const mail = await this.database.transaction(async (manager) => {
      const [, asked] = await manager.query<[unknown[], number]>(ASK, [invitation.id]);
      if (asked === 0) return undefined;
      const { portalUserId, customerId } = invitation;
      await this.audit.record(
        manager,
        { kind: 'visitor', id: undefined, address },
        { action: 'invitation.asked-again', subject: { kind: 'portal-user', id: portalUserId }, customerId },
      );
      return this.tell(manager, invitation);
    });
    if (mail) this.outbox.feed(mail);
  }

  @Composes('invitation-wish')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<WishRow>(WISH, [mail.subjectId, mail.tokenVersion]);
    if (!row) return undefined;
    const { portalUserId, person, customer, email } = row;
    return {
      subject: say('mail.invitationWish.subject', { person }),
      view: 'mails/invitation-wish',
      model: { href: `${this.config.baseUrl}/admin/portal-users/${portalUserId}`, person, customer },
      replyTo: email,
    };
  }

  private async tell(manager: EntityManager, { id, loginId, version }: OpenInvitation) {
    const [{ recipient } = { recipient: '' }] = await manager.query<{ recipient: string }[]>(INVITER, [id]);
    if (!isAddress(recipient)) return undefined;
    // Two invitations of one person may be asked about at the same moment.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('wish ' || $1, 0))`, [loginId]);
    const told = await manager.query<unknown[]>(TOLD, [loginId, recipient]);
    if (told.length > 0) return undefined;
    return this.outbox.put(manager, {
      kind: 'invitation-wish',
      subjectId: id,
      recipient,
      tokenVersion: version,
    });
  }
}

interface WishRow {
  readonly portalUserId: string;
  readonly person: string;
  readonly email: string;
  readonly customer: string;
}

const ASK = `
  update invitations set asked_again_at = now()
  where id = $1 and (asked_again_at is null or asked_again_at < now() - ${PAUSE})
    and accepted_at is null and revoked_at is null`;

/** Whoever invited them; in their place, where they are gone or it was a system, the organisation. */
const INVITER = `
  select coalesce(b.email, nullif(o.email, ''), o.reply_address) as recipient
  from invitations i cross join organisation o
  left join logins b on b.id = i.invited_by and b.disabled_at is null
  where i.id = $1`;

const TOLD = `
  select from mails m join invitations i on i.id = m.subject_id join portal_users u on u.id = i.portal_user_id
  where m.kind = 'invitation-wish' and u.login_id = $1 and m.recipient = $2 and m.created_at > now() - ${PAUSE}
  limit 1`;

const WISH = `
  select u.id as "portalUserId", coalesce(nullif(l.name, ''), l.email) as person, l.email, c.name as customer
  from invitations i
  join portal_users u on u.id = i.portal_user_id and u.ended_at is null
  join portal_accounts c on c.id = u.account_id and c.deleted_at is null
  join logins l on l.id = u.login_id
  where i.id = $1 and i.token_version = $2 and i.asked_again_at is not null and i.accepted_at is null
    and i.revoked_at is null`;
