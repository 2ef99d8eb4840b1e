import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Progress } from '../../operations/runs.js';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { kindsOf, type Section } from '../engine/section.js';
import { restorable } from './record-changes.restorable.js';
import { SECTIONS } from '../sections.js';
import { changedSql, changeNote, type ChangedRecord, type Standing } from './record-changes.notes.js';
import { broughtBy, suits, type Deed } from './selection.js';

interface Change {
  readonly section: string;
  readonly status: string | null;
  readonly note: string | null;
  /** Who asked for it, or takes it back. */
  readonly actor: Actor;
}

interface Undone {
  readonly note: string | null;
  readonly statusBefore: string | null;
  readonly noteBefore: string | null;
}

interface Changed {
  readonly id: string;
  readonly version: number;
  readonly before: Standing | null;
}

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
    return this.all(id, progress, 'done', (manager, change, ids) => this.change(manager, change, ids));
  }

  /**
   * Takes back what nobody has changed since; the rest stays. A deleted record stays so, too, while what it points at is
   * gone, or where others have taken its place meanwhile.
   */
  undo(id: string, progress: Progress): Promise<number> {
    return this.all(id, progress, 'undone', (manager, change, ids) => this.restore(manager, change, ids, id));
  }

  private async all(
    id: string,
    progress: Progress,
    mark: 'done' | 'undone',
    work: (manager: EntityManager, change: Change, ids: readonly string[]) => Promise<readonly Changed[]>,
  ): Promise<number> {
    for (;;) {
      const reached = await this.database.retrying(async (manager) => {
        const [change] = await manager.query<(Change & { reached: number })[]>(
          `select section, status, note, reached, ${mark === 'undone' ? 'undone_by' : 'actor'} as actor
           from record_changes where operation_id = $1 for update`,
          [id],
        );
        if (!change) return 0;
        const rows = await manager.query<{ id: string }[]>(
          `select record_id as id from record_change_rows
           where operation_id = $1 and not ${mark} ${mark === 'undone' ? 'and version_after is not null' : ''}
           order by record_id limit $2`,
          [id, this.recordsAtATime],
        );
        if (rows.length === 0) return change.reached;
        const ids = rows.map((row) => row.id);
        const changed = await work(manager, change, ids);
        await manager.query(NOTE[mark], [id, ids, JSON.stringify(changed)]);
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

  private async change(
    manager: EntityManager,
    { section: key, status, note, actor }: Change,
    ids: readonly string[],
  ): Promise<readonly Changed[]> {
    const section = sectionOf(key);
    const brought = status === null ? undefined : broughtBy(section, status);
    const deed: Deed = status === null ? { kind: 'deletion' } : { kind: 'status', status };
    // In the order in which records are written, so that two writers wait for each other and never in a circle.
    const locked = await manager.query<(Standing & ChangedRecord)[]>(
      `select ${changedSql(section)}, ${status === null ? 'null' : 'r.status'} as status,
         ${brought ? `r.${brought.column}::text` : 'null'} as note from ${section.table} r
       where r.id = any ($1) and r.deleted_at is null and ${suits(section, deed)} order by r.reference for no key update`,
      [ids],
    );
    const meant = locked.filter((row) => status === null || row.status !== status);
    const before = new Map(meant.map((row) => [row.id, row]));
    const sql = (brought && 'sql' in brought.becomes && brought.becomes.sql) || '$3';
    const sets = [
      status === null ? 'deleted_at = now()' : 'status = $2',
      ...(brought ? [`${brought.column} = (${sql})::${brought.type}`] : []),
    ];
    const values = [
      ...(status === null ? [] : [status]),
      ...(brought && 'field' in brought.becomes ? [note ?? ''] : []),
    ];
    const [rows] = await manager.query<[{ id: string; version: number; note?: string | null }[], number]>(
      `update ${section.table} r set ${sets.join(', ')} where r.id = any ($1) returning r.id, r.version${
        brought ? `, r.${brought.column}::text as note` : ''
      }`,
      [[...before.keys()], ...values],
    );
    const notes = rows.map((row) => {
      const was = before.get(row.id) as Standing & ChangedRecord;
      return changeNote(section, was, was, status === null ? null : { status, note: row.note ?? null });
    });
    await this.audit.record(manager, actor, ...notes);
    // What follows from the change, such as what a credit note takes off its invoice, has made other versions of some.
    const made = await manager.query<{ id: string; version: number }[]>(
      `select id, version from ${section.table} where id = any ($1)`,
      [rows.map(({ id }) => id)],
    );
    return made.map((row) => ({ ...row, before: before.get(row.id) ?? null }));
  }

  private async restore(
    manager: EntityManager,
    { section: key, status, actor }: Change,
    ids: readonly string[],
    operationId: string,
  ): Promise<readonly Changed[]> {
    const section = sectionOf(key);
    const brought = status === null ? undefined : broughtBy(section, status);
    const same = await manager.query<(ChangedRecord & Undone)[]>(
      `select ${changedSql(section)}, ${brought ? `r.${brought.column}::text` : 'null'} as note,
         n.status_before as "statusBefore", n.note_before as "noteBefore" from ${section.table} r join record_change_rows n on n.record_id = r.id and n.operation_id = $2
       where r.id = any ($1) and r.version = n.version_after order by r.reference for no key update of r`,
      [ids, operationId],
    );
    const sets = [
      status === null ? 'deleted_at = null' : 'status = n.status_before',
      ...(brought
        ? [`${brought.column} = coalesce(n.note_before::${brought.type}, r.${brought.column})`]
        : []),
    ];
    const bringBack = async (free: readonly { id: string }[]) => {
      const [rows] = await manager.query<[{ id: string; version: number }[], number]>(
        `update ${section.table} r set ${sets.join(', ')}
         from record_change_rows n where n.operation_id = $2 and n.record_id = r.id and r.id = any ($1)
         returning r.id, r.version`,
        [free.map(({ id }) => id), operationId],
      );
      return rows;
    };
    const rows = status === null ? [] : await bringBack(same);
    // One kind after the other: a credit note comes back where its invoice has.
    for (const kind of status === null ? kindsOf(section) : []) {
      const own = same.filter(({ collection }) => collection === kind.collection);
      rows.push(...(await bringBack(await restorable(manager, section, kind, own))));
    }
    const stood = new Map(same.map((one) => [one.id, one]));
    const notes = rows.map(({ id }) => {
      const one = stood.get(id) as (typeof same)[number];
      const to = { status: one.statusBefore, note: one.noteBefore ?? one.note };
      return changeNote(section, one, status === null ? null : { status, note: one.note }, to);
    });
    await this.audit.record(manager, actor, ...notes);
    return rows.map((row) => ({ ...row, before: null }));
  }
}

export function sectionOf(key: string): Section {
  const section = SECTIONS.find((one) => one.key === key);
  if (!section) throw new Error(`There is no section "${key}".`);
  return section;
}

const NOTE = {
  done: `
    update record_change_rows n set done = true, version_after = c.version, status_before = c.before ->> 'status', note_before = c.before ->> 'note'
    from unnest($2::uuid[]) as m (id)
      left join jsonb_to_recordset($3) as c (id uuid, version integer, before jsonb) on c.id = m.id
    where n.operation_id = $1 and n.record_id = m.id`,
  undone: `
    update record_change_rows n set undone = true
    from unnest($2::uuid[]) as m (id) where n.operation_id = $1 and n.record_id = m.id and $3::text is not null`,
} as const;
