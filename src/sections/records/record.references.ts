import type { EntityManager } from 'typeorm';
import { POINTERS } from '../engine/field.js';
import type { RecordKind } from '../engine/section.js';
import type { References } from './record.answers.js';
import { linkedIds, type StoredRecord } from './record.store.js';

/** The references behind the ids that records hold. */
export async function referencesIn(
  manager: Pick<EntityManager, 'query'>,
  kind: RecordKind,
  records: readonly Pick<StoredRecord, 'columns' | 'children'>[],
): Promise<References> {
  const found = new Map<string, string>();
  for (const [pointer, table] of Object.entries(POINTERS)) {
    const field = kind.fields.find((one) => one.kind === pointer);
    const own = field ? records.map(({ columns }) => columns[field.column]) : [];
    const linked = pointer === 'customer' ? records.flatMap((record) => linkedIds(kind, record)) : [];
    const ids = [...new Set([...own, ...linked].filter(Boolean))];
    if (ids.length === 0) continue;
    const rows = (await manager.query(`select id, reference from ${table} where id = any ($1::uuid[])`, [
      ids,
    ])) as { id: string; reference: string }[];
    for (const { id, reference } of rows) found.set(id, reference);
  }
  return found;
}
