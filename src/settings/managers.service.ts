import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { SUBJECTS } from './subjects.js';

/** Whether customers may manage their own people, and how many could. */
export interface KeptManagersSetting {
  readonly on: boolean;
  readonly managers: number;
}

/** One switch for the whole organisation. It applies from the next request on. */
@Injectable()
export class ManagersSetting {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async current(): Promise<KeptManagersSetting> {
    const row = await this.database.row<KeptManagersSetting>(
      `select customers_manage_people as on,
         (select count(distinct login_id)::int from portal_users where manager and ended_at is null) as managers
       from portal_settings`,
    );
    return row as KeptManagersSetting;
  }

  /** Changing nothing leaves no trace. */
  async set(actor: Actor, on: boolean): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, changed] = await manager.query<[unknown[], number]>(
        'update portal_settings set customers_manage_people = $1 where customers_manage_people <> $1',
        [on],
      );
      if (changed === 0) return;
      await this.audit.record(manager, actor, {
        action: 'portal-settings.changed',
        subject: SUBJECTS.portalSettings,
        before: { customersManagePeople: !on },
        after: { customersManagePeople: on },
      });
    });
  }
}
