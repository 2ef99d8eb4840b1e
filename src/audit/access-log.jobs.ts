import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Sweeper } from '../platform/queue/jobs.js';

/** Months of the access log come before they are needed and go when they are older than the setting. */
@Injectable()
export class AccessLogJobs {
  private readonly log = new Logger('Access log');

  constructor(private readonly database: Database) {}

  @Sweeper(3600)
  async keep(): Promise<void> {
    await this.database.rows('select make_access_log_months()');
    const row = await this.database.row<{ dropped: number }>(
      'select drop_old_access_log_months() as dropped',
    );
    if (row?.dropped) this.log.log(`Removed ${row.dropped} months that are older than the setting.`);
  }
}
