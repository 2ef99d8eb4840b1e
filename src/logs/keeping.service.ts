import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, Invalid, say } from '../platform/errors.js';

/** How long the access log is kept, and which save that was. */
export interface KeptFor {
  readonly months: number;
  readonly version: number;
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
   * @throws Invalid at `months`, Conflict when somebody else saved another number since
   */
  async change(actor: Actor, typed: string, version: number): Promise<number> {
    const months = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : 0;
    if (months < 1 || months > 120) throw new Invalid({ months: say('logs.access.keep.wrong') });
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
}
