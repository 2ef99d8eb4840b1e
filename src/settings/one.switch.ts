import type { AuditAction } from '../audit/actions.js';
import type { Actor, Audit } from '../audit/audit.service.js';
import type { Database } from '../platform/database/database.js';
import { SUBJECTS } from './subjects.js';

/** A switch that is one column of a table with one row. */
export interface OneSwitch {
  readonly table: 'organisation' | 'portal_settings';
  readonly column: string;
  /** As the audit log names it. */
  readonly field: string;
  readonly action: AuditAction;
  readonly subject: (typeof SUBJECTS)[keyof typeof SUBJECTS];
}

/** Sets it, with a line of the audit log; changing nothing leaves no trace. */
export async function setSwitch(
  { database, audit }: { readonly database: Database; readonly audit: Audit },
  actor: Actor,
  { table, column, field, action, subject }: OneSwitch,
  on: boolean,
): Promise<void> {
  await database.transaction(async (manager) => {
    const [, changed] = await manager.query<[unknown[], number]>(
      `update ${table} set ${column} = $1 where ${column} <> $1`,
      [on],
    );
    if (changed > 0)
      await audit.record(manager, actor, {
        action,
        subject,
        before: { [field]: !on },
        after: { [field]: on },
      });
  });
}
