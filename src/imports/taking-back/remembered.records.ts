import type { EntityManager } from 'typeorm';
import type { Child, RecordKind } from '../../sections/engine/section.js';
import { childColumns } from '../../sections/records/record.children.js';
import type { LineResult, Wrote } from '../../sections/records/record.results.js';
import { writtenColumns, type StoredRecord } from '../../sections/records/record.store.js';

/** For so many days it is known what stood before an import. */
export const KEPT_DAYS = 30;

/** Records of one kind that an import wrote. */
export interface WrittenRecords {
  readonly kind: RecordKind;
  readonly records: readonly Wrote[];
}

export const writtenOf = (kind: RecordKind, results: readonly LineResult[]): WrittenRecords => ({
  kind,
  records: results.flatMap(({ wrote }) => wrote ?? []),
});

/** A record as it stood before an import. */
export type Remembered = Pick<StoredRecord, 'version' | 'deleted' | 'columns' | 'children'>;

/**
 * Remembers what an import wrote, in the transaction that writes it. What an earlier run of it wrote, and nobody has
 * changed since, is still what it was before that.
 */
export async function remember(
  manager: EntityManager,
  importId: string,
  { kind, records }: WrittenRecords,
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ id, was }) => ({ id, before: was ? remembered(kind, was) : null }));
  await manager.query(
    `insert into import_records as n (import_id, collection, record_id, version_after, before, made)
     select $1, $2, r.id, r.version, w.before, coalesce((w.before ->> 'deleted')::boolean, true)
     from jsonb_to_recordset($3) as w (id uuid, before jsonb) join ${kind.table} r on r.id = w.id
     on conflict (import_id, record_id) do update set version_after = excluded.version_after, undone = false, why = null,
       ${['before', 'made'].map((column) => `${column} = case when ${IS_OURS} then n.${column} else excluded.${column} end`).join(', ')}`,
    [importId, kind.collection, JSON.stringify(rows)],
  );
}

const IS_OURS = `n.version_after = (excluded.before ->> 'version')::integer`;

/** No more than what a body is made of again. */
function remembered(kind: RecordKind, { version, deleted, columns, children }: StoredRecord): Remembered {
  const kept = pick(columns, [...writtenColumns(kind), ...(kind.cleared ?? [])]);
  return { version, deleted, columns: kept, children: rowsOf(kind.children ?? [], children) };
}

const rowsOf = (of: readonly Child[], found: StoredRecord['children']): StoredRecord['children'] =>
  Object.fromEntries(
    of.map((child) => {
      const currencies = child.fields.flatMap(({ currencyColumn }) => currencyColumn ?? []);
      const names = [...childColumns(child), ...currencies];
      const rows = (found[child.name] ?? []).map(({ columns, children }) => ({
        columns: pick(columns, names),
        children: rowsOf(child.children ?? [], children),
      }));
      return [child.name, rows];
    }),
  );

const pick = (columns: StoredRecord['columns'], names: readonly string[]): StoredRecord['columns'] =>
  Object.fromEntries(names.map((name) => [name, columns[name]]));
