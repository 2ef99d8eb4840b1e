import type { EntityManager } from 'typeorm';
import { difference, type Actor, type Audit } from '../../audit/audit.service.js';
import type { RecordKind } from '../engine/section.js';
import { writtenColumns, type ResolvedRecord, type StoredRecord } from './record.store.js';

/** One record's change is written down whole; of many at once, how many there were. */
export async function noteRecords(
  audit: Audit,
  manager: EntityManager,
  kind: RecordKind,
  actor: Actor,
  made: ReadonlyMap<string, string>,
  changed: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<void> {
  const count = made.size + changed.length;
  if (count === 0) return;
  if (count > 1) {
    const after = { created: made.size, updated: changed.length };
    return audit.record(manager, actor, {
      action: 'records.written',
      subject: { kind: kind.collection },
      after,
    });
  }
  const [next] = changed;
  const was = next && stored.get(next.reference);
  const [id] = made.values();
  await audit.record(manager, actor, {
    action: was ? 'record.changed' : 'record.created',
    subject: { kind: kind.collection, id: was?.id ?? (id as string) },
    ...(was && next ? difference(pick(was.columns, writtenColumns(kind)), next.columns) : {}),
  });
}

const pick = (
  columns: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, columns[name]]));
