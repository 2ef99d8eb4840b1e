import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';

/** How long the access log is kept, and which save that was. */
export interface KeptFor {
  readonly months: number;
  readonly version: number;
}

/** What goes for good when the log is kept for fewer months. */
export interface Removed {
  readonly months: number;
  readonly entries: number;
  /** The latest of them, `2026-03`. */
  readonly until: string;
}

/** A shorter time takes entries away, and nobody has said yet that it may. */
export class WouldRemove extends Conflict {
  constructor(
    readonly months: number,
    readonly removed: Removed,
  ) {
    super(say('logs.access.keep.would', { count: removed.entries, months: removed.months }));
  }
}

/** For how many months the access log is kept. The database itself drops what is older. */
@Injectable()
export class Keeping {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async now(): Promise<KeptFor> {
    return (await this.database.row<KeptFor>(
      'select keep_months as months, version from log_settings',
    )) as KeptFor;
  }

  /**
   * @param version that the form showed
   * @param confirmed whether the person has been told what goes
   * @throws Invalid at `months`, WouldRemove unless confirmed, Conflict when another number was saved since
   */
  async change(actor: Actor, typed: string, version: number, confirmed: boolean): Promise<number> {
    const months = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : 0;
    if (months < 1 || months > 120) throw new Invalid({ months: say('logs.access.keep.wrong') });
    if (!confirmed) await this.mayRemove(months, version);
    await this.database.transaction(async (manager) => {
      const [kept] = await manager.query<[KeptFor]>(
        'select keep_months as months, version from log_settings for update',
      );
      if (kept.months === months) return;
      if (kept.version !== version)
        throw new Conflict(say('logs.access.keep.behind', { count: kept.months }));
      await manager.query(
        'update log_settings set keep_months = $1, version = version + 1, updated_at = now()',
        [months],
      );
      await this.audit.record(manager, actor, {
        action: 'log.keeping-changed',
        subject: { kind: 'access-log' },
        before: { keepMonths: kept.months },
        after: { keepMonths: months },
      });
    });
    return months;
  }

  /** @throws WouldRemove */
  private async mayRemove(months: number, version: number): Promise<void> {
    const now = await this.now();
    // A form that is behind is told so first.
    if (months >= now.months || now.version !== version) return;
    const removed = (await this.database.row<Removed>(REMOVED, [months])) as Removed;
    if (removed.months > 0) throw new WouldRemove(months, removed);
  }
}

/** By the same boundary as `drop_old_access_log_months`. Each month is a table of its own: others are not read. */
const REMOVED = `
  with boundary as (select date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1) as month),
  old as (
    select to_date(right(c.relname, 7), 'YYYY_MM') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'access_log'::regclass)
  select count(*)::int as months, coalesce(to_char(max(month), 'YYYY-MM'), '') as until,
    (select count(*)::int from access_log where at < (select month at time zone 'UTC' from boundary)) as entries
  from old where month < (select month from boundary)`;
