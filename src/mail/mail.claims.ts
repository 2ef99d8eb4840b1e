import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { MailRow } from './letters.js';

/** A mail that this worker, and no other, is sending. */
export interface ClaimedMail extends MailRow {
  readonly attempt: number;
  readonly messageId: string;
}

/** How long a worker that died holds on to a mail; a living one renews in time. */
const LEASE = `interval '3 minutes'`;
export const RENEWAL_SECONDS = 60;

/**
 * Who works on which row, and how it ended. A worker whose lease ran out while it was still sending may come back: that
 * a mail went out is always believed, that it failed only of the worker whose turn it is.
 */
@Injectable()
export class MailClaims {
  constructor(private readonly database: Database) {}

  /** The mails whose time has come, the longest waiting first. */
  due(limit: number): Promise<{ id: string; attempt: number }[]> {
    return this.database.rows(
      `select id, attempt from mails
       where state in ('queued', 'sending') and next_attempt_at <= now()
         and (state = 'queued' or lease_until < now())
       order by next_attempt_at limit $1`,
      [limit],
    );
  }

  /** Takes the mail, if it is due and nobody else has it. */
  claim(id: string): Promise<ClaimedMail | undefined> {
    return this.database.row<ClaimedMail>(
      `update mails set state = 'sending', attempt = attempt + 1, lease_until = now() + ${LEASE}
       where id = $1 and (state = 'queued' and next_attempt_at <= now() or state = 'sending' and lease_until < now())
       returning id, kind, subject_id as "subjectId", token_version as "tokenVersion", recipient, attempt,
         message_id as "messageId"`,
      [id],
    );
  }

  renew(mail: ClaimedMail): Promise<unknown> {
    return this.whileMine(mail, `lease_until = now() + ${LEASE}`);
  }

  /** The server took it. True also for a mail that was cancelled meanwhile; of one whose person was erased no word is kept. */
  sent(mail: ClaimedMail, answer: string): Promise<unknown> {
    return this.database.rows(
      `update mails set state = 'sent', sent_at = now(), lease_until = null,
         answer = case when recipient = '' then '' else $2 end
       where id = $1 and state <> 'sent'`,
      [mail.id, answer],
    );
  }

  again(mail: ClaimedMail, answer: string, seconds: number): Promise<unknown> {
    const next = `next_attempt_at = now() + make_interval(secs => $4)`;
    return this.whileMine(
      mail,
      `state = 'queued', lease_until = null, answer = $3, ${next}`,
      answer,
      seconds,
    );
  }

  failed(mail: ClaimedMail, answer: string): Promise<unknown> {
    return this.whileMine(mail, `state = 'failed', lease_until = null, answer = $3`, answer);
  }

  cancelled(mail: ClaimedMail): Promise<unknown> {
    return this.whileMine(mail, `state = 'cancelled', lease_until = null`);
  }

  private whileMine(mail: ClaimedMail, change: string, ...values: (string | number)[]): Promise<unknown> {
    return this.database.rows(
      `update mails set ${change} where id = $1 and attempt = $2 and state = 'sending'`,
      [mail.id, mail.attempt, ...values],
    );
  }
}
