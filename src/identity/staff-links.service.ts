import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { LoginLink } from './login-link.entity.js';

const DAYS = 7;

/** The link by which a new member of staff chooses their first password: nobody types one for them. */
@Injectable()
export class StaffLinks {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly tokens: MailedTokens,
    private readonly config: Config,
  ) {}

  /**
   * Puts the mail with a new link into the caller's transaction; earlier links are worth nothing then. The answer is the
   * mail's id, for `feed` after commit.
   */
  async put(manager: EntityManager, login: { readonly id: string; readonly email: string }): Promise<string> {
    await this.takeBack(manager, login.id);
    const id = newId();
    await manager.insert(LoginLink, {
      id,
      loginId: login.id,
      tokenVersion: 1,
      tokenHash: this.tokens.hash('password-reset', id, 1),
      expiresAt: new Date(Date.now() + DAYS * 86_400_000),
    });
    return this.outbox.put(manager, { kind: 'staff-welcome', subjectId: id, recipient: login.email });
  }

  /** Makes every open link of a login worthless, and keeps their mails from going out. */
  async takeBack(manager: EntityManager, loginId: string): Promise<void> {
    const [open] = await manager.query<[{ id: string }[], number]>(
      'update login_links set used_at = now() where login_id = $1 and used_at is null returning id',
      [loginId],
    );
    for (const { id } of open) await this.outbox.cancel(manager, id);
  }

  /** After commit: lets the mails go at once. */
  feed(mailIds: readonly string[]): void {
    for (const id of mailIds) this.outbox.feed(id);
  }

  @Composes('staff-welcome')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<LinkRow>(LINK, [mail.subjectId]);
    const token =
      row && this.tokens.token('password-reset', { id: row.id, version: row.version, hash: row.hash });
    if (!token) return undefined;
    return {
      subject: say('mail.staffWelcome.subject'),
      view: 'mails/staff-welcome',
      model: {
        href: `${this.config.baseUrl}/reset-password/${token}`,
        email: row.email,
        expiresAt: row.expiresAt,
      },
    };
  }
}

interface LinkRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly email: string;
  readonly expiresAt: Date;
}

const LINK = `
  select r.id, r.token_version as version, r.token_hash as hash, l.email, r.expires_at as "expiresAt"
  from login_links r
  join logins l on l.id = r.login_id and l.disabled_at is null and l.kind = 'staff'
  where r.id = $1 and r.used_at is null and r.expires_at > now()`;
