import type { EntityManager } from 'typeorm';
import type { Audit, Actor } from '../../audit/audit.service.js';
import type { Section } from '../engine/section.js';
import { changedSql, changeNote, type ChangedRecord, type Standing } from './record-changes.notes.js';
import { broughtBy, suits, type Deed } from './selection.js';

/** What is done to many records. */
export interface Change {
  /** The status they are given; null where they are deleted. */
  readonly status: string | null;
  readonly note: string | null;
  /** Who asked for it, or takes it back. */
  readonly actor: Actor;
}

/** A record as a step left it. */
export interface Changed {
  readonly id: string;
  readonly version: number;
  readonly before: (Standing & { readonly version: number }) | null;
}

type Locked = Standing & ChangedRecord & { readonly version: number };

/** Changes those of the records to which it can be done, with a line of the audit log for each. */
export async function changeThose(
  manager: EntityManager,
  audit: Audit,
  section: Section,
  change: Change,
  ids: readonly string[],
): Promise<readonly Changed[]> {
  const { status, actor } = change;
  let locked = await lock(manager, section, change, ids);
  await manager.query('savepoint before_change');
  for (;;) {
    const before = new Map(locked.map((row) => [row.id, row]));
    const rows = await give(manager, section, change, [...before.keys()]);
    const amiss = await amissNow(manager, section, change, [...before.keys()]);
    if (amiss.size === 0) {
      const notes = rows.map((row) => {
        const was = before.get(row.id) as Locked;
        return changeNote(section, was, was, status === null ? null : { status, note: row.note ?? null });
      });
      await audit.record(manager, actor, ...notes);
      return rows.map((row) => ({ ...row, before: before.get(row.id) ?? null }));
    }
    // Each alone could be done, and not all of them together.
    await manager.query('rollback to savepoint before_change');
    locked = locked.filter(({ id }) => !amiss.has(id));
  }
}

const deedOf = ({ status }: Change): Deed =>
  status === null ? { kind: 'deletion' } : { kind: 'status', status };

/** In the order in which records are written, so that two writers wait for each other and never in a circle. */
async function lock(
  manager: EntityManager,
  section: Section,
  change: Change,
  ids: readonly string[],
): Promise<Locked[]> {
  const { status } = change;
  const brought = status === null ? undefined : broughtBy(section, status);
  const rows = await manager.query<Locked[]>(
    `select ${changedSql(section)}, r.version, ${status === null ? 'null' : 'r.status'} as status,
       ${brought ? `r.${brought.column}::text` : 'null'} as note from ${section.table} r
     where r.id = any ($1) and r.deleted_at is null and ${suits(section, deedOf(change))}
     order by r.reference for no key update`,
    [ids],
  );
  return rows.filter((row) => status === null || row.status !== status);
}

interface Given {
  readonly id: string;
  readonly version: number;
  readonly note?: string | null;
}

async function give(
  manager: EntityManager,
  { table, ...section }: Section,
  { status, note }: Change,
  ids: readonly string[],
): Promise<readonly Given[]> {
  const brought = status === null ? undefined : broughtBy({ table, ...section }, status);
  const sql = (brought && 'sql' in brought.becomes && brought.becomes.sql) || '$3';
  const sets = [
    status === null ? 'deleted_at = now()' : 'status = $2',
    ...(brought ? [`${brought.column} = (${sql})::${brought.type}`] : []),
  ];
  const values = [
    ...(status === null ? [] : [status]),
    ...(brought && 'field' in brought.becomes ? [note ?? ''] : []),
  ];
  await manager.query(`update ${table} r set ${sets.join(', ')} where r.id = any ($1)`, [ids, ...values]);
  // Read anew: what follows from the change, such as what a credit note takes off its invoice, makes other versions of some.
  return manager.query<Given[]>(
    `select r.id, r.version${brought ? `, r.${brought.column}::text as note` : ''} from ${table} r where r.id = any ($1)`,
    [ids],
  );
}

/** Those to which it could not be done as the others stand now. */
async function amissNow(
  manager: EntityManager,
  section: Section,
  change: Change,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (change.status === null || ids.length === 0) return new Set();
  const rows = await manager.query<{ id: string }[]>(
    `select r.id from ${section.table} r where r.id = any ($1) and not ${suits(section, deedOf(change))}`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
