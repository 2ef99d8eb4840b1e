import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Progress } from '../../operations/runs.js';
import { Database } from '../../platform/database/database.js';
import { isPointer, POINTERS } from '../engine/field.js';
import { kindsOf, ofKind, type Section } from '../engine/section.js';
import { storedRecords } from '../records/record.store.js';
import { SECTIONS } from '../sections.js';
import { broughtBy, suits, type Deed } from './selection.js';

interface Change {
  readonly section: string;
  readonly status: string | null;
  readonly note: string | null;
}

/** A record before a change: its status, and what comes with that. */
interface Before {
  readonly status: string | null;
  readonly note: string | null;
}

interface Changed {
  readonly id: string;
  readonly version: number;
  readonly before: Before | null;
}

/** Does a change of many records step by step, each in a transaction that notes how far it came. */
@Injectable()
export class RecordChangeSteps {
  recordsAtATime = 500;

  constructor(private readonly database: Database) {}

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
      const reached = await this.database.transaction(async (manager) => {
        const [change] = await manager.query<(Change & { reached: number })[]>(
          'select section, status, note, reached from record_changes where operation_id = $1 for update',
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
    { section: key, status, note }: Change,
    ids: readonly string[],
  ): Promise<readonly Changed[]> {
    const section = sectionOf(key);
    const brought = status === null ? undefined : broughtBy(section, status);
    const deed: Deed = status === null ? { kind: 'deletion' } : { kind: 'status', status };
    // In the order in which records are written, so that two writers wait for each other and never in a circle.
    const locked = await manager.query<(Before & { id: string })[]>(
      `select r.id, ${status === null ? 'null' : 'r.status'} as status,
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
    const [rows] = await manager.query<[{ id: string; version: number }[], number]>(
      `update ${section.table} r set ${sets.join(', ')} where r.id = any ($1) returning r.id, r.version`,
      [[...before.keys()], ...values],
    );
    return rows.map((row) => ({ ...row, before: before.get(row.id) ?? null }));
  }

  private async restore(
    manager: EntityManager,
    { section: key, status }: Change,
    ids: readonly string[],
    operationId: string,
  ): Promise<readonly Changed[]> {
    const section = sectionOf(key);
    const same = await manager.query<{ id: string }[]>(
      `select r.id from ${section.table} r join record_change_rows n on n.record_id = r.id and n.operation_id = $2
       where r.id = any ($1) and r.version = n.version_after order by r.reference for no key update of r`,
      [ids, operationId],
    );
    const free = status === null ? await this.restorable(manager, section, same) : same;
    const brought = status === null ? undefined : broughtBy(section, status);
    const sets = [
      status === null ? 'deleted_at = null' : 'status = n.status_before',
      ...(brought ? [`${brought.column} = n.note_before::${brought.type}`] : []),
    ];
    const [rows] = await manager.query<[{ id: string; version: number }[], number]>(
      `update ${section.table} r set ${sets.join(', ')}
       from record_change_rows n where n.operation_id = $2 and n.record_id = r.id and r.id = any ($1)
       returning r.id, r.version`,
      [free.map(({ id }) => id), operationId],
    );
    return rows.map((row) => ({ ...row, before: null }));
  }

  /** Deleted records that may come back: what they point at is there, and the rules of their kind still hold. */
  private async restorable(
    manager: EntityManager,
    section: Section,
    candidates: readonly { id: string }[],
  ): Promise<readonly { id: string }[]> {
    const found: { id: string }[] = [];
    for (const kind of kindsOf(section)) {
      const pointers = kind.fields.flatMap((field) =>
        isPointer(field.kind) ? [{ table: POINTERS[field.kind], column: field.column }] : [],
      );
      const there = pointers.map(
        ({ table, column }) =>
          `not exists (select from ${table} p where p.id = r.${column} and p.deleted_at is not null)`,
      );
      const rows = await manager.query<{ id: string; reference: string }[]>(
        `select r.id, r.reference from ${section.table} r
         where ${['r.id = any ($1)', ofKind(kind), ...there].join(' and ')}`,
        [candidates.map(({ id }) => id)],
      );
      if (!kind.against || rows.length === 0) {
        found.push(...rows);
        continue;
      }
      const references = rows.map(({ reference }) => reference);
      const stored = [...(await storedRecords(manager, kind, references, false)).values()];
      const faults = await kind.against(manager, stored);
      found.push(...rows.filter(({ reference }) => !faults.has(reference)));
    }
    return found;
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
