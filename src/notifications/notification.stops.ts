import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../audit/audit.service.js';
import type { Stops } from '../mail/stop.controller.js';
import { Database } from '../platform/database/database.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { NotificationChoices } from './notification.choices.js';
import { NEWS } from './news.js';

/** Whose mails a link stops. */
export interface Stoppable {
  readonly email: string;
  readonly account: string;
  readonly stopped: boolean;
}

interface StopRow extends Stoppable {
  readonly portalUserId: string;
  readonly hash: string;
}

/** Somebody who does not want to hear of what is new any more: no sign-in is needed to say so. */
@Injectable()
export class NotificationStops implements Stops<Stoppable> {
  constructor(
    private readonly database: Database,
    private readonly tokens: MailedTokens,
    private readonly choices: NotificationChoices,
  ) {}

  /** Undefined for a link that nobody knows, and of an access that has ended. */
  async find(token: string): Promise<StopRow | undefined> {
    const id = this.tokens.rowId(token);
    const row = id && (await this.database.row<StopRow>(FOUND, [id]));
    if (!row || !id) return undefined;
    const known = this.tokens.check('notification-stop', token, { id, version: 1, hash: row.hash });
    return known === 'current' ? row : undefined;
  }

  /** Stops all of them, for this access alone. Twice is once. */
  async stop(token: string): Promise<Stoppable | undefined> {
    const found = await this.find(token);
    if (!found) return undefined;
    const off = Object.fromEntries(NEWS.map(({ section }) => [section.key, 'off' as const]));
    await this.choices.keep(SYSTEM, found.portalUserId, off);
    return { ...found, stopped: true };
  }
}

const FOUND = `
  select s.portal_user_id as "portalUserId", s.token_hash as hash, l.email, a.name as account,
    not exists (select from notification_choices k where k.portal_user_id = s.portal_user_id) as stopped
  from notification_stops s
  join portal_users u on u.id = s.portal_user_id and u.ended_at is null
  join portal_accounts a on a.id = u.account_id join logins l on l.id = u.login_id and l.erased_at is null
  where s.id = $1`;
