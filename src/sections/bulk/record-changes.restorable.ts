import type { EntityManager } from 'typeorm';
import { isPointer, POINTERS } from '../engine/field.js';
import { ofKind, type RecordKind, type Section } from '../engine/section.js';
import { storedRecords } from '../records/record.store.js';

/** Deleted records of a kind that may come back: what they point at is there, and the rules of their kind still hold. */
export async function restorable(
  manager: EntityManager,
  section: Section,
  kind: RecordKind,
  candidates: readonly { id: string }[],
): Promise<readonly { id: string }[]> {
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
  if (!kind.against || rows.length === 0) return rows;
  const references = rows.map(({ reference }) => reference);
  const stored = [...(await storedRecords(manager, kind, references, false)).values()];
  const faults = await kind.against(manager, stored);
  return rows.filter(({ reference }) => !faults.has(reference));
}
