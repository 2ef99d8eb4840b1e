import type { EntityManager } from 'typeorm';
import { isPointer, POINTERS } from '../engine/field.js';
import { kindsOf, ofKind, type RecordKind, type Section } from '../engine/section.js';
import { storedRecords } from '../records/record.store.js';

interface One {
  readonly id: string;
  readonly collection: string;
}

/** Those of deleted records that may come back: what they point at is there, and the rules of their kind hold. */
export async function restorable<T extends One>(
  manager: EntityManager,
  section: Section,
  those: readonly T[],
): Promise<readonly T[]> {
  const fit = new Set<string>();
  for (const kind of kindsOf(section)) {
    const ids = those.filter(({ collection }) => collection === kind.collection).map(({ id }) => id);
    if (ids.length === 0) continue;
    const rows = await manager.query<{ id: string; reference: string }[]>(
      `select r.id, r.reference from ${section.table} r
       where ${['r.id = any ($1)', ofKind(kind), ...pointedAtIsThere(kind)].join(' and ')}`,
      [ids],
    );
    const references = rows.map(({ reference }) => reference);
    const stored = kind.against ? [...(await storedRecords(manager, kind, references, false)).values()] : [];
    const faults = await kind.against?.(manager, stored);
    for (const { id, reference } of rows) if (!faults?.has(reference)) fit.add(id);
  }
  return those.filter(({ id }) => fit.has(id));
}

/** SQL over `r` that holds where something that a record points at is gone: it can come back once that is there again. */
export const waitsSql = (section: Section): string =>
  `(r.deleted_at is not null and (${kindsOf(section)
    .map((kind) => `${ofKind(kind)} and not (${['true', ...pointedAtIsThere(kind)].join(' and ')})`)
    .join(' or ')}))`;

const pointedAtIsThere = ({ fields }: RecordKind): string[] =>
  fields.flatMap(({ kind, column }) =>
    isPointer(kind)
      ? [`not exists (select from ${POINTERS[kind]} p where p.id = r.${column} and p.deleted_at is not null)`]
      : [],
  );
