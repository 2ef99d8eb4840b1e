import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Progress } from '../../operations/runs.js';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { kindsOf, ofKind, type RecordKind, type Section } from '../engine/section.js';
import { SECTIONS } from '../sections.js';
import { bringThoseBack } from './record-changes.back.js';
import { changeThose, type Change, type Changed } from './record-changes.change.js';
import { waitsSql } from './record-changes.restorable.js';
import { tellingEarlier } from './record-changes.versions.js';

type Step = (
  manager: EntityManager,
  section: Section,
  change: Change,
  ids: readonly string[],
) => Promise<readonly Changed[]>;

/** Does a change of many records step by step, each in a transaction that notes how far it came. */
@Injectable()
export class RecordChangeSteps {
  recordsAtATime = 500;

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Answers how many records it dealt with. */
  apply(id: string, progress: Progress): Promise<number> {
    return this.all(id, progress, 'done', (manager, section, change, ids) =>
      changeThose(manager, this.audit, section, change, ids),
    );
  }

  /**
   * Takes back what nobody has changed since; the rest stays. A deleted record stays so, too, while what it points at is
   * gone, or where others have taken its place meanwhile.
   */
  undo(id: string, progress: Progress): Promise<number> {
    return this.all(id, progress, 'undone', (manager, section, change, ids) =>
      bringThoseBack(manager, this.audit, section, change, ids, id),
    );
  }

  private async all(id: string, progress: Progress, mark: 'done' | 'undone', work: Step): Promise<number> {
    for (;;) {
      const reached = await this.database.retrying(async (manager) => {
        const [change] = await manager.query<(Change & { section: string; reached: number })[]>(
          `select section, status, note, reached, ${mark === 'undone' ? 'undone_by' : 'actor'} as actor
           from record_changes where operation_id = $1 for update`,
          [id],
        );
        if (!change) return 0;
        const section = sectionOf(change.section);
        const rows = await manager.query<{ id: string }[]>(next(section, change, mark), [
          id,
          this.recordsAtATime,
        ]);
        if (rows.length === 0) return change.reached;
        const ids = rows.map((row) => row.id);
        const changed = await tellingEarlier(manager, section, ids, mark === 'undone', () =>
          work(manager, section, change, ids),
        );
        await manager.query(NOTE[mark](section), [id, ids, JSON.stringify(changed)]);
        const done = change.reached + ids.length;
        await manager.query(
          `update record_changes set reached = $2, ${mark === 'done' ? 'changed = changed' : 'restored = restored'} + $3
           where operation_id = $1`,
          [id, done, changed.length],
        );
        await progress(done, manager);
        return undefined;
      });
      if (reached !== undefined) return reached;
    }
  }
}

/**
 * Those that a step takes, one kind after the other: a credit note is sent after its invoice and void before it, and
 * the other way round where statuses are taken back. What belongs together is in one step, so that nothing depends on
 * where a step ends.
 */
function next(section: Section, { status }: Change, mark: 'done' | 'undone'): string {
  const kinds = kindsOf(section);
  const isReverse = mark === 'undone' && status !== null;
  const placeOf = ({ byHand }: RecordKind, at: number) =>
    status !== null && byHand?.statusInBulk?.ahead?.includes(status) ? -at : at;
  const rank = `case ${kinds.map((kind, at) => `when ${ofKind(kind)} then ${placeOf(kind, at)}`).join(' ')} end`;
  const order = [
    ...(kinds.length > 1 ? [`${rank}${isReverse ? ' desc' : ''}`] : []),
    ...(section.together ?? ['n.record_id']),
  ];
  return `select n.record_id as id from record_change_rows n join ${section.table} r on r.id = n.record_id
    where n.operation_id = $1 and not n.${mark} ${mark === 'undone' ? 'and n.version_after is not null' : ''}
    order by ${order.join(', ')} fetch first $2 rows with ties`;
}

export function sectionOf(key: string): Section {
  const section = SECTIONS.find((one) => one.key === key);
  if (!section) throw new Error(`There is no section "${key}".`);
  return section;
}

const NOTE: Readonly<Record<'done' | 'undone', (section: Section) => string>> = {
  done: () => `
    update record_change_rows n set done = true, version_after = c.version, version_before = (c.before ->> 'version')::integer,
      status_before = c.before ->> 'status', note_before = c.before ->> 'note',
      contradicted = coalesce((c.before ->> 'contradicted')::boolean, false)
    from unnest($2::uuid[]) as m (id)
      left join jsonb_to_recordset($3) as c (id uuid, version integer, before jsonb) on c.id = m.id
    where n.operation_id = $1 and n.record_id = m.id`,
  undone: (section) => `
    update record_change_rows n set undone = true, waits = ${waitsSql(section)}
    from ${section.table} r where n.operation_id = $1 and n.record_id = any ($2) and r.id = n.record_id
      and $3::text is not null`,
};
