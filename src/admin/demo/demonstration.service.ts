import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config, ConfigError } from '../../platform/config.js';
import { Database } from '../../platform/database/database.js';
import { ownerDataSource } from '../../platform/database/migrate.js';
import type { Trade } from '../../platform/run/command-line.js';
import { keepDemoSignIns } from '../../platform/run/demo-sign-ins.js';
import type { Day } from './days.js';
import { DemoOffice } from './demo-office.service.js';
import { DemoPeople } from './demo-people.service.js';
import { DemoRecordsLoader } from './demo-records.service.js';
import { DemoShares } from './demo-shares.service.js';
import { DEMOS } from './demos.js';

type Tell = (line: string) => void;

/**
 * Loads the demonstration of a trade. Every step may be repeated: what is there already stays as it is. So a start that
 * finds it half loaded, after a crash, goes through all steps again on the day that loading began.
 */
@Injectable()
export class Demonstration {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    @InjectDataSource() private readonly source: DataSource,
    private readonly office: DemoOffice,
    private readonly records: DemoRecordsLoader,
    private readonly people: DemoPeople,
    private readonly shares: DemoShares,
  ) {}

  /** @throws ConfigError when the database holds something else */
  async load(trade: Trade, tell: Tell): Promise<void> {
    const demo = DEMOS[trade];
    const lock = this.source.createQueryRunner();
    try {
      await lock.query(`select pg_advisory_lock(hashtext('portico demonstration'))`);
      const { today, loaded } = await this.begin(trade);
      if (!loaded) {
        const began = performance.now();
        const staff = await this.office.open(trade, demo, today);
        const counts = await this.records.load(demo.records(today));
        await this.people.invite(demo, staff);
        const later = demo.later && (await this.records.loadCollections(demo.later(today)));
        await this.shares.share(demo, staff);
        await this.settle();
        await this.database.rows('update demonstration set loaded_at = now()');
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        const all = later ? `${counts}, ${later}` : counts;
        tell(`  ${all} in ${seconds} s. All of it is made up.`);
      }
      // The last act: where the sign-ins stand, the demonstration is loaded.
      keepDemoSignIns(this.config.folder, await this.people.signIns(demo));
    } finally {
      await lock.query('select pg_advisory_unlock_all()').catch(() => undefined);
      await lock.release();
    }
  }

  /** Marks the database as a demonstration, or finds the mark of one that was begun. */
  private async begin(trade: Trade): Promise<{ today: Day; loaded: boolean }> {
    return this.database.transaction(async (manager) => {
      const [mark] = await manager.query<{ trade: string; today: Day; loaded: boolean }[]>(
        `select trade, today::text as today, loaded_at is not null as loaded from demonstration`,
      );
      if (mark && mark.trade !== trade)
        throw new ConfigError(
          `This database holds the demonstration "${mark.trade}". "${trade}" needs another, empty one.`,
        );
      if (mark) return mark;
      const [{ used } = { used: true }] = await manager.query<{ used: boolean }[]>(
        'select exists (select from logins) or exists (select from customers) as used',
      );
      if (used)
        throw new ConfigError(
          'This installation is in use. A demonstration is loaded into an empty database only; nothing was changed.',
        );
      const [made] = await manager.query<{ today: Day }[]>(
        `insert into demonstration (trade, today) values ($1, (now() at time zone 'Europe/London')::date)
         returning today::text as today`,
        [trade],
      );
      return { today: (made as { today: Day }).today, loaded: false };
    });
  }

  /** Tells the planner what there is now, rather than letting the first visitors wait for it. */
  private async settle(): Promise<void> {
    const owner = await ownerDataSource(this.config);
    await owner.query('vacuum analyze').catch(() => undefined);
    await owner.destroy();
  }
}
