import type { EntityManager } from 'typeorm';
import type { Audit } from '../../audit/audit.service.js';
import type { Section } from '../engine/section.js';
import type { Before, Change, Changed } from './record-changes.change.js';
import { contradictsSinceSql } from './record-changes.contradictions.js';
import { changedSql, changeNote, type ChangedRecord } from './record-changes.notes.js';
import { restorable } from './record-changes.restorable.js';
import { inRounds } from './record-changes.rounds.js';
import { broughtBy } from './selection.js';

interface Undone extends ChangedRecord {
  readonly note: string | null;
  readonly statusBefore: string | null;
  readonly noteBefore: string | null;
  readonly versionBefore: number | null;
}

/** Takes a change back of those records that nobody has changed since, with a line of the audit log for each. */
export async function bringThoseBack(
  manager: EntityManager,
  audit: Audit,
  section: Section,
  { status, actor }: Change,
  ids: readonly string[],
  operationId: string,
): Promise<readonly Changed[]> {
  const brought = status === null ? undefined : broughtBy(section, status);
  const same = await manager.query<Undone[]>(
    `select ${changedSql(section)}, ${brought ? `r.${brought.column}::text` : 'null'} as note, n.version_before as "versionBefore",
       n.status_before as "statusBefore", n.note_before as "noteBefore"
     from ${section.table} r join record_change_rows n on n.record_id = r.id and n.operation_id = $2
     where r.id = any ($1) and r.version = n.version_after order by r.reference for no key update of r`,
    [ids, operationId],
  );
  const sets = [
    status === null ? 'deleted_at = null' : 'status = n.status_before',
    ...(brought ? [`${brought.column} = coalesce(n.note_before::${brought.type}, r.${brought.column})`] : []),
  ];
  // Whatever comes back was not marked today.
  await manager.query(`select set_config('portico.taking_back', 'on', true)`);
  const back = await inRounds(manager, same, {
    fitting: async (those) => {
      const fit = status === null ? await restorable(manager, section, those) : those;
      return withoutContradictions(manager, section, fit, operationId);
    },
    give: async (those) => {
      await manager.query(
        `update ${section.table} r set ${sets.join(', ')}
         from record_change_rows n where n.operation_id = $2 and n.record_id = r.id and r.id = any ($1)`,
        [those.map(({ id }) => id), operationId],
      );
    },
  });
  const notes = back.map((one) => {
    const from = status === null ? null : { status, note: one.note };
    return changeNote(section, one, from, { status: one.statusBefore, note: one.noteBefore ?? one.note });
  });
  await audit.record(manager, actor, ...notes);
  return back.map((one) => ({ id: one.id, before: before(one) }));
}

/** Those that nothing forbids that came to be since. */
async function withoutContradictions(
  manager: EntityManager,
  section: Section,
  those: readonly Undone[],
  operationId: string,
): Promise<readonly Undone[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select r.id from ${section.table} r join record_change_rows n on n.record_id = r.id and n.operation_id = $2
     where r.id = any ($1) and not ${contradictsSinceSql(section)}`,
    [those.map(({ id }) => id), operationId],
  );
  const fit = new Set(rows.map(({ id }) => id));
  return those.filter(({ id }) => fit.has(id));
}

/** None of what was changed before it was kept which version that was of. */
const before = ({ versionBefore, statusBefore, noteBefore }: Undone): Before | null =>
  versionBefore === null ? null : { version: versionBefore, status: statusBefore, note: noteBefore };
