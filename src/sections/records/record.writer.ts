import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { breaksUnique, Database, isAboutData, isDeadlock } from '../../platform/database/database.js';
import { say } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { RecordKind } from '../engine/section.js';
import { Pointers } from './pointers.js';
import {
  check,
  inheriting,
  misnamed,
  refuseOutdated,
  refuseTaken,
  resolve,
  withoutRepeats,
  type RecordLine,
  type Resolved,
} from './record.lines.js';
import { writeChildren } from './record.children.js';
import { noteRecords } from './record.notes.js';
import { lineResults, type LineResult } from './record.results.js';
import { readReference, type Faults } from './record.fields.js';
import {
  isUnchanged,
  sameChildren,
  storedRecords,
  writtenColumns,
  type ResolvedRecord,
  type StoredRecord,
} from './record.store.js';

export type WriteBeside = (manager: EntityManager, written: readonly LineResult[]) => Promise<void>;

/** The one writer of records: API, import, forms and demonstration data go through it. Set-based, in one transaction a call. */
@Injectable()
export class RecordWriter {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes whole records, by their references. A refused line changes nothing and hinders no other; of two lines with
   * one reference the later wins. Answers in the order of the lines, after commit.
   * @param beside what is written with a single line, in its transaction
   */
  async write(
    kind: RecordKind,
    lines: readonly RecordLine[],
    actor: Actor,
    beside?: WriteBeside,
  ): Promise<LineResult[]> {
    // Somebody else made the same new record in the same moment: now it is there, and is changed instead.
    const isTaken = (error: unknown) => breaksUnique(error, `${kind.table}_reference_key`);
    try {
      return await this.database.retrying(
        async (manager) => {
          const written = await this.writeWithin(manager, kind, lines, actor);
          await beside?.(manager, written);
          return written;
        },
        (error) => isTaken(error) || isDeadlock(error),
      );
    } catch (error) {
      if (isAboutData(error) && !isTaken(error)) return this.oneByOne(kind, lines, actor);
      throw error;
    }
  }

  /** The database refused something about one of them: that line is refused alone, the others are written. */
  private async oneByOne(
    kind: RecordKind,
    lines: readonly RecordLine[],
    actor: Actor,
  ): Promise<LineResult[]> {
    const [only] = lines;
    if (lines.length === 1 && only) {
      const reference = readReference(only.reference) ?? null;
      return [{ reference, result: 'refused', errors: { '': say('sections.api.notKept') } }];
    }
    const results: LineResult[] = [];
    for (const line of lines) results.push(...(await this.write(kind, [line], actor)));
    return results;
  }

  /** The same inside a transaction of the caller's. */
  async writeWithin(
    manager: EntityManager,
    kind: RecordKind,
    lines: readonly RecordLine[],
    actor: Actor,
  ): Promise<LineResult[]> {
    const results: LineResult[] = [];
    for (const part of withoutRepeats(lines)) results.push(...(await this.part(manager, kind, part, actor)));
    return results;
  }

  private async part(
    manager: EntityManager,
    kind: RecordKind,
    lines: readonly RecordLine[],
    actor: Actor,
  ): Promise<LineResult[]> {
    const checked = lines.map((line) => check(kind, line));
    const readable = checked.flatMap(({ record }) => (record ? [record] : []));
    const pointers = await Pointers.load(manager, kind, readable);
    const resolved = checked.map((one): Resolved =>
      one.record ? resolve(kind, one, one.record, pointers) : one,
    );
    const complete = await inheriting(manager, kind, resolved);
    const references = complete.map(({ reference }) => reference);
    const stored = await storedRecords(manager, kind, references, true);
    refuseOutdated(lines, complete, stored);
    refuseTaken(lines, complete, stored);
    const faults = new Map<string, Faults>([
      ...((await kind.against?.(manager, complete)) ?? []),
      ...misnamed(kind, complete, stored),
    ]);
    const good = complete.filter(({ reference }) => !faults.has(reference));
    const created = good.filter(({ reference }) => !stored.has(reference));
    const changed = good.filter((next) => {
      const was = stored.get(next.reference);
      return was && !isUnchanged(kind, was, next);
    });
    const made = await this.insert(manager, kind, created);
    await this.update(manager, kind, changed, stored);
    await noteRecords(this.audit, manager, kind, actor, created, made, changed, stored);
    return lineResults(resolved, { faults, made, changed, stored });
  }

  private async insert(
    manager: EntityManager,
    kind: RecordKind,
    records: readonly ResolvedRecord[],
  ): Promise<Map<string, string>> {
    const made = records.map((record) => ({ id: newId(), record }));
    if (made.length === 0) return new Map();
    const { only } = kind;
    const same = only ? { [only.column]: only.value } : {};
    const columns = ['id', 'reference', ...Object.keys(same), ...writtenColumns(kind)].join(', ');
    // In the order of references, so that two writers of the same new ones wait for each other and never in a circle.
    const rows = [...made].sort((a, b) => (a.record.reference < b.record.reference ? -1 : 1));
    await manager.query(
      `insert into ${kind.table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${kind.table}, $1)`,
      [
        JSON.stringify(
          rows.map(({ id, record }) => ({ ...record.columns, ...same, id, reference: record.reference })),
        ),
      ],
    );
    await writeChildren(manager, kind, made, false);
    return new Map(made.map(({ id, record }) => [record.reference, id]));
  }

  private async update(
    manager: EntityManager,
    kind: RecordKind,
    records: readonly ResolvedRecord[],
    stored: ReadonlyMap<string, StoredRecord>,
  ): Promise<void> {
    if (records.length === 0) return;
    const known = records.map((record) => ({
      id: (stored.get(record.reference) as StoredRecord).id,
      record,
    }));
    const sets = writtenColumns(kind).map((column) => `${column} = n.${column}`);
    await manager.query(
      `update ${kind.table} r set ${[...sets, 'deleted_at = null'].join(', ')}
       from jsonb_populate_recordset(null::${kind.table}, $1) n where r.id = n.id`,
      [
        JSON.stringify(
          known.map(({ id, record }) => ({ ...record.columns, id, reference: record.reference })),
        ),
      ],
    );
    const moved = known.filter(({ record }) => {
      const was = stored.get(record.reference) as StoredRecord;
      const place = ['customer_id', 'site_id'].some(
        (column) => was.columns[column] !== record.columns[column],
      );
      return place || !sameChildren(kind.children ?? [], was.children, record.children);
    });
    await writeChildren(manager, kind, moved, true);
  }
}
