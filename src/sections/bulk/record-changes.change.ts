import type { EntityManager } from 'typeorm';
import type { Audit, Actor } from '../../audit/audit.service.js';
import type { Section } from '../engine/section.js';
import { contradictsSql } from './record-changes.contradictions.js';
import { inRounds } from './record-changes.rounds.js';
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

/** A record that a step changed. */
export interface Changed {
  readonly id: string;
  /** As it left it; not told of what it took back. */
  readonly version?: number;
  readonly before: Before | null;
}

/** How it stood before that, and whether it contradicted others even then. */
export interface Before extends Standing {
  readonly version: number;
  readonly contradicted?: boolean;
}

type Locked = Before & ChangedRecord;

/** Changes those of the records to which it can be done, with a line of the audit log for each. */
export async function changeThose(
  manager: EntityManager,
  audit: Audit,
  section: Section,
  change: Change,
  ids: readonly string[],
): Promise<readonly Changed[]> {
  const { status, actor } = change;
  const before = new Map((await lock(manager, section, change, ids)).map((row) => [row.id, row]));
  const done = await inRounds(manager, [...before.values()], {
    fitting: (those) => thoseItSuits(manager, section, change, those),
    give: (those) => give(manager, section, change, those),
  });
  const rows = await asTheyStand(manager, section, change, done);
  const notes = rows.map((row) => {
    const was = before.get(row.id) as Locked;
    return changeNote(section, was, was, status === null ? null : { status, note: row.note });
  });
  await audit.record(manager, actor, ...notes);
  return rows.map(({ id, version }) => ({ id, version, before: before.get(id) ?? null }));
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
       ${brought ? `r.${brought.column}::text` : 'null'} as note,
       ${contradictsSql(section, 'r.status')} as contradicted
     from ${section.table} r where r.id = any ($1) and r.deleted_at is null
     order by r.reference for no key update`,
    [ids],
  );
  return rows.filter((row) => status === null || row.status !== status);
}

async function give(
  manager: EntityManager,
  section: Section,
  { status, note }: Change,
  those: readonly Locked[],
): Promise<void> {
  const brought = status === null ? undefined : broughtBy(section, status);
  const sql = (brought && 'sql' in brought.becomes && brought.becomes.sql) || '$3';
  const sets = [
    status === null ? 'deleted_at = now()' : 'status = $2',
    ...(brought ? [`${brought.column} = (${sql})::${brought.type}`] : []),
  ];
  const values = [
    ...(status === null ? [] : [status]),
    ...(brought && 'field' in brought.becomes ? [note ?? ''] : []),
  ];
  const ids = those.map(({ id }) => id);
  await manager.query(`update ${section.table} r set ${sets.join(', ')} where r.id = any ($1)`, [
    ids,
    ...values,
  ]);
}

/** Those to which it can be done as they stand now. */
async function thoseItSuits(
  manager: EntityManager,
  section: Section,
  change: Change,
  those: readonly Locked[],
): Promise<readonly Locked[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select r.id from ${section.table} r where r.id = any ($1) and ${suits(section, deedOf(change))}`,
    [those.map(({ id }) => id)],
  );
  const suited = new Set(rows.map(({ id }) => id));
  return those.filter(({ id }) => suited.has(id));
}

/** What follows from a change, such as what a credit note takes off its invoice, makes other versions of some. */
function asTheyStand(
  manager: EntityManager,
  section: Section,
  { status }: Change,
  those: readonly Locked[],
): Promise<{ id: string; version: number; note: string | null }[]> {
  const brought = status === null ? undefined : broughtBy(section, status);
  return manager.query(
    `select r.id, r.version, ${brought ? `r.${brought.column}::text` : 'null'} as note
     from ${section.table} r where r.id = any ($1)`,
    [those.map(({ id }) => id)],
  );
}
