import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { setSwitch, type OneSwitch } from './one.switch.js';
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
    readonly database: Database,
    readonly audit: Audit,
  ) {}

  async current(): Promise<KeptManagersSetting> {
    const row = await this.database.row<KeptManagersSetting>(
      `select customers_manage_people as on,
         (select count(distinct login_id)::int from portal_users where manager and ended_at is null) as managers
       from portal_settings`,
    );
    return row as KeptManagersSetting;
  }

  set(actor: Actor, on: boolean): Promise<void> {
    return setSwitch(this, actor, CUSTOMERS_MANAGE_PEOPLE, on);
  }
}

const CUSTOMERS_MANAGE_PEOPLE: OneSwitch = {
  table: 'portal_settings',
  column: 'customers_manage_people',
  field: 'customersManagePeople',
  action: 'portal-settings.changed',
  subject: SUBJECTS.portalSettings,
};
