import type { EntityManager } from 'typeorm';
import type { Actor, Audit } from '../../audit/audit.service.js';
import type { Text } from '../../platform/errors.js';
import { tellingEarlier } from '../../sections/bulk/record-changes.versions.js';
import { kindsOf, type RecordKind } from '../../sections/engine/section.js';
import { bodyOf } from '../../sections/records/record.answers.js';
import { referencesIn } from '../../sections/records/record.references.js';
import type { RecordWriter } from '../../sections/records/record.writer.js';
import { SECTIONS } from '../../sections/sections.js';
import type { Remembered } from './remembered.records.js';
import { stayingSql, whyText, type Staying } from './standing.sql.js';

/** Who takes back, and by what. */
export interface Means {
  readonly writer: RecordWriter;
  readonly audit: Audit;
  readonly actor: Actor;
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly customerId: string | null;
  readonly made: boolean;
  readonly before: Remembered | null;
  readonly staying: Staying | null;
}
type Changed = Row & { readonly before: Remembered };

/** Why records stayed as they are, by their ids; those that are missing went back. */
export type Stayed = ReadonlyMap<string, Text>;

/**
 * Takes back what an import did to some records of one kind, inside a transaction: what it changed becomes what it was,
 * by the one writer and its rules; what it made is deleted.
 */
export async function takeBack(
  manager: EntityManager,
  means: Means,
  importId: string,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Stayed> {
  const stayed = new Map<string, Text>();
  const section = SECTIONS.find((one) => kindsOf(one).includes(kind)) ?? { table: kind.table };
  // What comes back was not marked as paid today.
  await manager.query(`select set_config('portico.taking_back', 'on', true)`);
  await tellingEarlier(manager, section, ids, true, async () => {
    const rows = await locked(manager, importId, kind, ids);
    for (const { id, staying } of rows) if (staying) stayed.set(id, whyText(staying));
    const free = rows.filter(({ staying }) => staying === null);
    const changed = free.filter((row): row is Changed => row.before !== null);
    const refused = await restore(manager, means, kind, changed);
    for (const [id, why] of refused) stayed.set(id, why);
    const back = changed.filter(({ id }) => !refused.has(id));
    await remove(
      manager,
      means,
      kind,
      free.filter(({ id, made }) => made && !refused.has(id)),
    );
    return back.map(({ id, before: { version } }) => ({ id, before: { version, status: null, note: null } }));
  });
  return stayed;
}

/** In the order in which records are written, so that two writers wait for each other and never in a circle. */
async function locked(
  manager: EntityManager,
  importId: string,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Row[]> {
  if (kind.inherits) {
    const named = await manager.query<{ reference: string }[]>(
      `select reference from ${kind.table} where id = any ($1)`,
      [ids],
    );
    await kind.inherits.hold(
      manager,
      named.map(({ reference }) => ({ reference, body: {} })),
    );
  }
  await manager.query(
    `select from ${kind.table} r where r.id = any ($1) order by r.reference for no key update`,
    [ids],
  );
  // Asked after that, it sees what came to be while it waited.
  return manager.query(
    `select r.id, r.reference, to_jsonb(r) ->> 'customer_id' as "customerId", n.made, n.before,
       ${stayingSql(kind)} as staying
     from ${kind.table} r join import_records n on n.record_id = r.id and n.import_id = $1
     where r.id = any ($2) order by r.reference`,
    [importId, ids],
  );
}

/** Answers why those stay that the writer refuses. */
async function restore(
  manager: EntityManager,
  { writer, actor }: Means,
  kind: RecordKind,
  rows: readonly Changed[],
): Promise<Map<string, Text>> {
  if (rows.length === 0) return new Map();
  const stood = rows.map(({ id, reference, before }) => ({
    ...STAMPS,
    ...before,
    id,
    reference,
    deleted: false,
  }));
  const references = await referencesIn(manager, kind, stood);
  const lines = stood.map((one) => ({ reference: one.reference, body: bodyOf(kind, one, references) }));
  const results = await writer.writeWithin(manager, kind, lines, actor);
  const refused = new Map(
    results.flatMap(({ errors }, at): [string, Text][] => {
      const [why] = Object.values(errors);
      return why ? [[rows[at]?.id as string, why]] : [];
    }),
  );
  await bringCleared(
    manager,
    kind,
    rows.filter(({ id }) => !refused.has(id)),
  );
  return refused;
}

/** A body has no stamps. */
const STAMPS = { createdAt: new Date(0), updatedAt: new Date(0) };

/** What a change cleared, such as the decision on a timesheet, was said of what stands there again. */
async function bringCleared(
  manager: EntityManager,
  { table, cleared }: RecordKind,
  rows: readonly Changed[],
): Promise<void> {
  if (!cleared) return;
  await manager.query(
    `update ${table} r set ${cleared.map((column) => `${column} = n.${column}`).join(', ')}
     from jsonb_populate_recordset(null::${table}, $1) n
     where r.id = n.id and (${cleared.map((column) => `r.${column} is distinct from n.${column}`).join(' or ')})`,
    [JSON.stringify(rows.map(({ id, before }) => ({ ...before.columns, id })))],
  );
}

/** A line of the audit log for each: whoever asks who deleted it finds it by its reference. */
async function remove(
  manager: EntityManager,
  { audit, actor }: Means,
  kind: RecordKind,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(`update ${kind.table} set deleted_at = now() where id = any ($1)`, [
    rows.map(({ id }) => id),
  ]);
  const lines = rows.map(({ id, customerId }) => ({
    action: 'record.removed' as const,
    subject: { kind: kind.collection, id },
    customerId,
  }));
  await audit.record(manager, actor, ...lines);
}
