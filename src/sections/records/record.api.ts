import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Audit, type Actor } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { Invalid, NotFound, Outdated, say } from '../../platform/errors.js';
import { isBehind, seenVersion, type Seen } from '../../platform/http/if-match.js';
import { ofKind, type RecordKind } from '../engine/section.js';
import { bodyOf, recordAnswer } from './record.answers.js';
import { patched } from './merge-patch.js';
import { readReference } from './record.fields.js';
import { FROM_THE_START, HORIZON, LAST_ID, readPaging, TOMBSTONES } from './record.paging.js';
import { referencesIn } from './record.references.js';
import { storedRecords, withChildren, type StoredRecord, type StoredRow } from './record.store.js';
import { RecordWriter } from './record.writer.js';

export type Answer = Readonly<Record<string, unknown>>;

/** A page of a collection, in the order of changes. */
export interface Collection {
  readonly items: readonly Answer[];
  /** To ask for the next page with; none on the last. */
  readonly next: string | null;
  /** To ask later for what changed after this page. */
  readonly updatedSince: string;
}

/** What systems do with records: read one, read what changed, write, patch, remove. */
@Injectable()
export class RecordApi {
  constructor(
    private readonly database: Database,
    @InjectDataSource() private readonly source: DataSource,
    private readonly writer: RecordWriter,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound */
  async get(kind: RecordKind, reference: string): Promise<Answer> {
    const record = await this.find(kind, reference);
    return recordAnswer(kind, record, await referencesIn(this.source, kind, [record]));
  }

  /** What a body may hold of a record that stands, or that stood until it was deleted. @throws NotFound */
  async standing(kind: RecordKind, reference: string): Promise<{ version: number; body: Answer }> {
    const record = (await storedRecords(this.source.manager, kind, [reference], false)).get(reference);
    if (!record) throw new NotFound();
    return {
      version: record.version,
      body: bodyOf(kind, { ...record, deleted: false }, await referencesIn(this.source, kind, [record])),
    };
  }

  /** Writes the whole record. @throws Invalid, Outdated when `seen` is behind */
  async put(
    kind: RecordKind,
    reference: string,
    body: unknown,
    seen: Seen,
    actor: Actor,
  ): Promise<{ answer: Answer; created: boolean }> {
    const [line] = await this.writer.write(kind, [{ reference, body, seen }], actor);
    if (line?.result === 'refused') throw new Invalid(line.errors);
    return { answer: await this.get(kind, reference), created: line?.result === 'created' };
  }

  /** JSON Merge Patch (RFC 7396) over the record as it stands; nobody's change in between is written over. */
  async patch(
    kind: RecordKind,
    reference: string,
    patch: unknown,
    seen: Seen,
    actor: Actor,
  ): Promise<Answer> {
    const named = seen !== undefined && seen !== '*';
    for (let tries = 1; ; tries++) {
      const record = await this.find(kind, reference);
      const body = bodyOf(kind, record, await referencesIn(this.source, kind, [record]));
      try {
        const upon = named ? seen : seenVersion(record.version);
        return (await this.put(kind, reference, patched(kind, body, patch), upon, actor)).answer;
      } catch (error) {
        // Somebody changed it between reading and writing: laid over the new state, unless a version was asked for.
        if (named || tries === 5 || !(error instanceof Outdated)) throw error;
      }
    }
  }

  /** Hides the record everywhere; a tombstone stays for `updatedSince`, and a PUT brings it back. */
  async remove(kind: RecordKind, reference: string, seen: Seen, actor: Actor): Promise<void> {
    await this.database.retrying(async (manager) => {
      const known = readReference(reference) ?? '';
      const record = (await storedRecords(manager, kind, [known], true)).get(known);
      if (!record || record.deleted) throw new NotFound();
      if (isBehind(seen, record.version)) {
        throw new Outdated(say('sections.api.behind', { version: record.version }));
      }
      await manager.query(`update ${kind.table} set deleted_at = now() where id = $1`, [record.id]);
      const subject = { kind: kind.collection, id: record.id };
      const customerId = record.columns['customer_id'] as string | null | undefined;
      await this.audit.record(manager, actor, { action: 'record.removed', subject, customerId });
    });
  }

  /**
   * What changed, oldest first. Only changes older than every transaction still running are shown: one that commits
   * late is never missed.
   * @param updatedSince a time (ISO 8601), or what an earlier answer gave to go on from
   */
  async list(kind: RecordKind, query: Readonly<Record<string, unknown>>): Promise<Collection> {
    const { since, at, afterId, limit, tombstones } = readPaging(query);
    // Asked before the page is read: what is over by then is in what the page sees.
    const [{ horizon } = { horizon: '0' }] = await this.database.rows<{ horizon: string }>(HORIZON);
    const rows = await this.database.rows<StoredRow & { changed: string }>(
      `select r.id, r.reference, r.version, r.deleted_at is not null as deleted, r.created_at as "createdAt",
         r.updated_at as "updatedAt", to_jsonb(r) as columns, r.changed_in::text as changed
       from ${kind.table} r
       where (r.changed_in, r.id) > ($1, $2::uuid) and ($3::timestamptz is null or r.updated_at >= $3)
         and r.changed_in < $6::bigint and ($4 or r.deleted_at is null) and ${ofKind(kind)}
       order by r.changed_in, r.id limit $5`,
      [since, afterId, at, tombstones, limit + 1, horizon],
    );
    const shown = rows.slice(0, limit);
    const records = [...(await withChildren(this.source, kind, shown)).values()];
    const references = await referencesIn(this.source, kind, records);
    const last = shown.at(-1);
    const place = last
      ? `${last.changed}.${last.id}`
      : since === FROM_THE_START
        ? `${BigInt(horizon) - 1n}.${LAST_ID}`
        : `${since}.${afterId}`;
    return {
      items: records.map((record) => recordAnswer(kind, record, references)),
      next: rows.length > limit ? `${place}${tombstones ? TOMBSTONES : ''}` : null,
      updatedSince: place,
    };
  }

  private async find(kind: RecordKind, reference: string): Promise<StoredRecord> {
    const known = readReference(reference);
    const found = known ? await storedRecords(this.source.manager, kind, [known], false) : undefined;
    const record = found?.get(known as string);
    if (!record || record.deleted) throw new NotFound();
    return record;
  }
}
