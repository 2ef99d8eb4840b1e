import type { EntityManager } from 'typeorm';
import { difference, type Actor, type Audit, type AuditEvent } from '../../audit/audit.service.js';
import type { RecordKind } from '../engine/section.js';
import { linksOf } from './pointers.js';
import {
  linkedIds,
  sameChild,
  writtenColumns,
  type ResolvedRecord,
  type StoredRecord,
} from './record.store.js';

/**
 * One record's change is written down whole; of many at once, how many there were, unless they are links: each of those
 * opens or closes something to people.
 */
export async function noteRecords(
  audit: Audit,
  manager: EntityManager,
  kind: RecordKind,
  actor: Actor,
  created: readonly ResolvedRecord[],
  made: ReadonlyMap<string, string>,
  changed: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<void> {
  const count = made.size + changed.length;
  if (count === 0) return;
  if (count > 1 && linksOf(kind).length === 0) {
    const after = { created: made.size, updated: changed.length };
    return audit.record(manager, actor, {
      action: 'records.written',
      subject: { kind: kind.collection },
      after,
    });
  }
  const lines = changed.map((next): AuditEvent => {
    const was = stored.get(next.reference) as StoredRecord;
    const columns = writtenColumns(kind);
    const lists = changedLists(kind, was, next);
    const sides = difference(
      { ...pick(was.columns, columns), ...links(kind, was), ...lists.before },
      { ...next.columns, ...links(kind, next), ...lists.after },
    );
    const action = was.deleted ? 'record.restored' : 'record.changed';
    const told = sides && withCurrencies(kind, sides, was.columns, next.columns);
    return { action, subject: { kind: kind.collection, id: was.id }, ...whose(next), ...told };
  });
  const added = created.map((record): AuditEvent => {
    const subject = { kind: kind.collection, id: made.get(record.reference) as string };
    const after = linksOf(kind).length > 0 ? { after: { ...record.columns, ...links(kind, record) } } : {};
    return { action: 'record.created', subject, ...whose(record), ...after };
  });
  await audit.record(manager, actor, ...added, ...lines);
}

/** The customer in whose page the change is read; none of what is nobody's. */
const whose = ({ columns }: ResolvedRecord): Pick<AuditEvent, 'customerId'> => {
  const customerId = columns['customer_id'];
  return typeof customerId === 'string' ? { customerId } : {};
};

type Columns = Readonly<Record<string, unknown>>;

interface Sides {
  readonly before: object;
  readonly after: object;
}

/** An amount stands beside its currency, whether that changed or not: later it may be another. */
function withCurrencies(kind: RecordKind, { before, after }: Sides, was: Columns, next: Columns): Sides {
  const columns = kind.fields.flatMap(({ column, currencyColumn }) =>
    currencyColumn && column in after ? [currencyColumn] : [],
  );
  return { before: { ...pick(was, columns), ...before }, after: { ...pick(next, columns), ...after } };
}

/** How many rows stood in the lists that changed, how many stand there now, and how many of those say something else. */
function changedLists(kind: RecordKind, was: StoredRecord, next: ResolvedRecord): Sides {
  const changed = (kind.children ?? [])
    .filter(({ link }) => !link)
    .map((child) => {
      const [old, now] = [was.children[child.name] ?? [], next.children[child.name] ?? []];
      const left = [...old];
      const other = now.filter((row) => {
        const at = left.findIndex((one) => sameChild(child, one, row));
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      }).length;
      return { name: child.name, rows: old.length, after: { rows: now.length, updated: other } };
    })
    .filter(({ rows, after }) => after.updated > 0 || rows !== after.rows);
  return {
    before: Object.fromEntries(changed.map(({ name, rows }) => [name, { rows }])),
    after: Object.fromEntries(changed.map(({ name, after }) => [name, after])),
  };
}

const links = (kind: RecordKind, record: Pick<ResolvedRecord, 'children'>): object =>
  linksOf(kind).length > 0 ? { customers: linkedIds(kind, record) } : {};

const pick = (columns: Columns, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, columns[name]]));
