import { Injectable } from '@nestjs/common';
import { Audit, SYSTEM } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import type { Stops } from '../mail/stop.controller.js';
import type { ReportKey } from '../reporting/report.js';

/** What a link to stop a mail speaks of. */
export interface Stoppable {
  readonly report: ReportKey;
  readonly account: string;
  readonly email: string;
  readonly stopped: boolean;
}

interface StopRow extends Stoppable {
  readonly id: string;
  readonly hash: string;
  readonly scheduleId: string;
  readonly customerId: string | null;
}

/** Somebody who does not want a scheduled mail any more: no login is needed to say so. */
@Injectable()
export class ScheduleStops implements Stops<Stoppable> {
  constructor(
    private readonly database: Database,
    private readonly tokens: MailedTokens,
    private readonly audit: Audit,
  ) {}

  /** Undefined for a link that nobody knows, and of a schedule that has ended. */
  async find(token: string): Promise<StopRow | undefined> {
    const id = this.tokens.rowId(token);
    const row = id && (await this.database.row<StopRow>(FOUND, [id]));
    if (!row || !id) return undefined;
    const known = this.tokens.check('schedule-stop', token, { id, version: 1, hash: row.hash });
    return known === 'current' ? row : undefined;
  }

  /** Stops it for this address alone. Twice is once. */
  async stop(token: string): Promise<Stoppable | undefined> {
    const found = await this.find(token);
    if (!found || found.stopped) return found;
    await this.database.transaction(async (manager) => {
      const [, changed] = await manager.query<[unknown[], number]>(
        'update schedule_recipients set stopped_at = now() where id = $1 and stopped_at is null',
        [found.id],
      );
      if (changed === 0) return;
      await this.audit.record(manager, SYSTEM, {
        action: 'schedule.stopped',
        subject: { kind: 'schedule', id: found.scheduleId },
        customerId: found.customerId,
        after: { email: found.email },
      });
    });
    return { ...found, stopped: true };
  }
}

const FOUND = `
  select r.id, r.token_hash as hash, s.id as "scheduleId", s.customer_id as "customerId", s.report, a.name as account,
    coalesce(nullif(r.email, ''), l.email, '') as email, r.stopped_at is not null or r.removed_at is not null as stopped
  from schedule_recipients r join schedules s on s.id = r.schedule_id and s.ended_at is null
  join portal_accounts a on a.id = s.account_id
  left join portal_users u on u.id = r.portal_user_id left join logins l on l.id = u.login_id
  where r.id = $1`;
