import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordScope } from '../../access/decision.js';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/ids.js';

/** A timesheet as whoever decides has seen it. */
export interface SeenTimesheet {
  readonly id: string;
  readonly version: number;
}

/** What the customer says of one that waits. */
export type Decision =
  { readonly decision: 'approved' } | { readonly decision: 'rejected'; readonly reason: string };

/** `already`: it was decided so before. `changed`: it is no longer what was seen. `unknown`: nothing to be seen. */
export type Outcome = 'done' | 'already' | 'changed' | 'unknown';

interface Row {
  readonly customerId: string;
  readonly version: number;
  readonly state: string;
}

const DECISIONS = { approved: 'timesheet.approved', rejected: 'timesheet.rejected' } as const;

/** The only thing about timesheets that customers' people change: a narrow statement by the application's own role. */
@Injectable()
export class Approvals {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** @param scope of `timesheets.approval`: what lies outside of it is unknown */
  async decide(
    actor: Actor,
    accessId: string,
    scope: RecordScope,
    seen: SeenTimesheet,
    wish: Decision,
  ): Promise<Outcome> {
    if (!isId(seen.id)) return 'unknown';
    return this.database.transaction(async (manager) => {
      const row = await this.locked(manager, scope, seen.id);
      if (!row || row.state === 'draft') return 'unknown';
      if (row.state === wish.decision) return 'already';
      if (row.state !== 'waiting' || row.version !== seen.version) return 'changed';
      const reason = wish.decision === 'rejected' ? wish.reason : '';
      await manager.query(
        `update timesheets set decision = $2, decision_reason = $3, decided_by = $4, decided_at = now() where id = $1`,
        [seen.id, wish.decision, reason, accessId],
      );
      await this.audit.record(manager, actor, {
        action: DECISIONS[wish.decision],
        subject: { kind: 'timesheets', id: seen.id },
        customerId: row.customerId,
        before: { state: row.state },
        after: { state: wish.decision, ...(reason ? { reason } : {}) },
      });
      return 'done';
    });
  }

  private async locked(manager: EntityManager, scope: RecordScope, id: string): Promise<Row | undefined> {
    for (const { customerId, sites } of scope) {
      const [row] = await manager.query<Row[]>(
        `select customer_id as "customerId", version, state from timesheets
         where id = $1 and customer_id = $2 and deleted_at is null
           and ($3::uuid[] is null or site_id = any ($3::uuid[])) for no key update`,
        [id, customerId, sites === 'all' ? null : sites],
      );
      if (row) return row;
    }
    return undefined;
  }
}
