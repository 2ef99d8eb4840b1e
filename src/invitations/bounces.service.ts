import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../audit/audit.service.js';
import { emailKey } from '../identity/login.entity.js';
import { inOneLine } from '../mail/smtp-answers.js';
import { Database } from '../platform/database/database.js';
import { NotFound, say } from '../platform/errors.js';

/** A mail that came back: which, named by its Message-ID or by whom it was for, and why. */
export interface Bounce {
  readonly messageId?: string;
  readonly email?: string;
  /** In the words of whoever sent it back. */
  readonly reason: string;
  readonly at: Date;
}

interface BouncedMail {
  readonly mailId: string;
  readonly portalUserId: string;
  readonly customerId: string | null;
  readonly already: boolean;
}

/** Writes down that invitations came back after a mail server had taken them. */
@Injectable()
export class Bounces {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * The accesses whose invitation came back. The same bounce told twice is written down once.
   * @throws NotFound when no invitation was mailed with this Message-ID, or to this address
   */
  record(actor: Actor, bounce: Bounce): Promise<readonly string[]> {
    return this.database.transaction(async (manager) => {
      const mails = await this.mails(manager, bounce);
      if (mails.length === 0) throw new NotFound(say('invitations.bounces.unknown'));
      const reason = inOneLine(bounce.reason);
      for (const mail of mails.filter(({ already }) => !already)) {
        await manager.query('update mails set bounced_at = $2, bounce_reason = $3 where id = $1', [
          mail.mailId,
          bounce.at,
          reason,
        ]);
        await this.audit.record(manager, actor, {
          action: 'invitation.bounced',
          subject: { kind: 'portal-user', id: mail.portalUserId },
          customerId: mail.customerId,
          after: { reason, at: bounce.at },
        });
      }
      return mails.map(({ portalUserId }) => portalUserId);
    });
  }

  private mails(manager: EntityManager, { messageId, email }: Bounce): Promise<BouncedMail[]> {
    return messageId !== undefined
      ? manager.query(BY_MESSAGE, [bracketed(messageId)])
      : manager.query(BY_ADDRESS, [emailKey(email ?? '')]);
  }
}

/** A Message-ID stands in pointed brackets; many programs leave them out. */
const bracketed = (messageId: string): string => `<${messageId.trim().replace(/^<|>$/g, '')}>`;

const COLUMNS = `m.id as "mailId", u.id as "portalUserId", u.customer_id as "customerId",
  m.bounced_at is not null as already`;

const BY_MESSAGE = `
  select ${COLUMNS} from mails m
  join invitations i on i.id = m.subject_id
  join portal_users u on u.id = i.portal_user_id
  where m.message_id = $1 and m.kind = 'invitation' and m.state = 'sent'
  for update of m`;

/** The newest mail of each invitation of this person that could still be accepted. */
const BY_ADDRESS = `
  select ${COLUMNS} from logins l
  join portal_users u on u.login_id = l.id and u.ended_at is null and not u.active
  join invitations i on i.portal_user_id = u.id and i.revoked_at is null
  join mails m on m.subject_id = i.id and m.kind = 'invitation' and m.state = 'sent'
    and m.token_version = i.token_version
  where l.email_key = $1
  order by u.id
  for update of m`;
