import { Injectable } from '@nestjs/common';
import { emailKey } from '../../identity/login.entity.js';
import { Database } from '../../platform/database/database.js';
import { IncidentShares } from '../../sections/incidents/shares.service.js';
import type { Demo } from './demo.js';

/** Shares incident reports of a demonstration by hand, as the office would. */
@Injectable()
export class DemoShares {
  constructor(
    private readonly database: Database,
    private readonly shares: IncidentShares,
  ) {}

  /** @param staffId in whose name they are shared */
  async share({ shares = [] }: Demo, staffId: string): Promise<void> {
    for (const { incident, email } of shares) {
      const row = await this.database.row<{ incident: string; person: string }>(
        `select i.id as incident, u.id as person from incidents i
           join portal_account_customers m on m.customer_id = i.customer_id
           join portal_users u on u.account_id = m.account_id and u.ended_at is null
           join logins l on l.id = u.login_id
         where i.reference = $1 and l.email_key = $2`,
        [incident, emailKey(email)],
      );
      if (!row) throw new Error(`The demonstration cannot share ${incident} with ${email}.`);
      const ticked = new Set([row.person]);
      await this.shares.save({ kind: 'staff', id: staffId, address: '' }, row.incident, {
        ...{ ticked, shown: new Set(), offered: ticked },
      });
    }
  }
}
