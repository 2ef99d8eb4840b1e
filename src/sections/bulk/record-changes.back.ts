import type { EntityManager } from 'typeorm';
import type { Audit } from '../../audit/audit.service.js';
import { kindsOf, ofKind, type Section } from '../engine/section.js';
import type { Change, Changed } from './record-changes.change.js';
import { changedSql, changeNote, type ChangedRecord, type Standing } from './record-changes.notes.js';
import { fittingBack, restorable } from './record-changes.restorable.js';
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
    fitting: (left) =>
      status === null ? restorable(manager, section, left) : standingAsBefore(manager, section, left),
    give: async (those) => {
      await manager.query(
        `update ${section.table} r set ${sets.join(', ')}
         from record_change_rows n where n.operation_id = $2 and n.record_id = r.id and r.id = any ($1)`,
        [those.map(({ id }) => id), operationId],
      );
    },
    amiss: async (those) => {
      const fit =
        status === null
          ? await fittingBack(manager, section, those)
          : await standingAsBefore(manager, section, those);
      const fits = new Set(fit.map(({ id }) => id));
      return new Set(those.map(({ id }) => id).filter((id) => !fits.has(id)));
    },
  });
  const notes = back.map((one) => {
    const from = status === null ? null : { status, note: one.note };
    return changeNote(section, one, from, { status: one.statusBefore, note: one.noteBefore ?? one.note });
  });
  await audit.record(manager, actor, ...notes);
  return back.map((one) => ({ id: one.id, before: before(one) }));
}

/** Those whose old status nothing forbids that came to be since. */
async function standingAsBefore<T extends Pick<Undone, 'id' | 'statusBefore'>>(
  manager: EntityManager,
  section: Section,
  those: readonly T[],
): Promise<readonly T[]> {
  const amiss = new Set<string>();
  for (const kind of kindsOf(section))
    for (const [status, condition] of Object.entries(kind.byHand?.statusInBulk?.backUnless ?? {})) {
      const ids = those.filter((one) => one.statusBefore === status).map(({ id }) => id);
      if (ids.length === 0) continue;
      const rows = await manager.query<{ id: string }[]>(
        `select r.id from ${section.table} r where r.id = any ($1) and ${ofKind(kind)} and ${condition}`,
        [ids],
      );
      for (const { id } of rows) amiss.add(id);
    }
  return those.filter(({ id }) => !amiss.has(id));
}

/** None of what was changed before it was kept which version that was of. */
const before = ({
  versionBefore,
  statusBefore,
  noteBefore,
}: Undone): (Standing & { version: number }) | null =>
  versionBefore === null ? null : { version: versionBefore, status: statusBefore, note: noteBefore };
