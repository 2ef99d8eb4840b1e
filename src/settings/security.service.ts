import { Injectable } from '@nestjs/common';
import { Audit, type Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { setSwitch, type OneSwitch } from './one.switch.js';
import { SUBJECTS } from './subjects.js';

/** Whether staff need two-step sign-in, how many they are, and how many of them have it. */
export interface KeptSecurity {
  readonly staffNeedTwoStep: boolean;
  readonly staff: number;
  readonly having: number;
}

/** What signing in asks of staff. It applies from their next click on. */
@Injectable()
export class Security {
  constructor(
    readonly database: Database,
    readonly audit: Audit,
  ) {}

  async current(): Promise<KeptSecurity> {
    const row = await this.database.row<KeptSecurity>(
      `select (select staff_need_two_step from organisation) as "staffNeedTwoStep",
         count(*)::int as staff, count(t.confirmed_at)::int as having
       from logins l left join login_authenticators t on t.login_id = l.id
       where l.kind = 'staff' and l.disabled_at is null and l.erased_at is null`,
    );
    return row as KeptSecurity;
  }

  needTwoStep(actor: Actor, needed: boolean): Promise<void> {
    return setSwitch(this, actor, STAFF_NEED_TWO_STEP, needed);
  }
}

const STAFF_NEED_TWO_STEP: OneSwitch = {
  table: 'organisation',
  column: 'staff_need_two_step',
  field: 'staffNeedTwoStep',
  action: 'organisation.changed',
  subject: SUBJECTS.organisation,
};
