import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, SYSTEM } from '../audit/audit.service.js';
import { Storage } from '../files/storage.js';
import { type Progress, type RunningOperation, Runs } from '../operations/runs.js';
import { hidingCardNumbers } from '../platform/card-numbers.js';
import { Database } from '../platform/database/database.js';
import { Sweeper } from '../platform/queue/jobs.js';
import { withMoreAlike } from './alike.references.js';
import { type Doubts, NO_DOUBTS, withMoreDoubts } from './doubtful.records.js';
import { Importer, type ImportPart } from './importer.js';
import type { OpenImport } from './import.lines.js';
import { ImportOpening } from './import.opening.js';
import { added, type ImportCounts, NOTHING } from './import.report.js';
import { targetOf } from './import.targets.js';
import { StandingColumns } from './kinds.of.rows.js';
import { FIRST_RECORDS } from './portion.writer.js';
import { type ImportRow, ImportsQueries, isThrough } from './imports.queries.js';
import { IMPORT, IMPORT_CHECK, Imports } from './imports.service.js';
import { remember } from './taking-back/remembered.records.js';

/** Checks and imports files that were sent on the page. */
@Injectable()
export class ImportsJobs {
  constructor(
    private readonly database: Database,
    private readonly queries: ImportsQueries,
    private readonly imports: Imports,
    private readonly opening: ImportOpening,
    private readonly importer: Importer,
    private readonly storage: Storage,
  ) {}

  @Runs(IMPORT_CHECK)
  check(operation: RunningOperation, progress: Progress): Promise<void> {
    return this.run(operation, progress);
  }

  @Runs(IMPORT)
  async run(operation: RunningOperation, progress: Progress): Promise<void> {
    const row = await this.queries.get(String(operation.payload['importId']));
    const { file } = row;
    // Its bytes are forgotten once everything is in: a worker that died after that has left nothing to do.
    if (file === null) return;
    // It was changed and checked anew since this work failed: what is tried again now is no longer wanted.
    if (row.operationId !== operation.id) return;
    const dryRun = row.step === 'check';
    // One that died before they were forgotten may have removed them.
    if (!dryRun && isThrough(operation)) return this.forget(row.id, file);
    // What a dry run created and took back died with its worker; a real run goes on where it was.
    const skip = dryRun ? 0 : operation.done;
    const opened = await this.opening.open(row.section, () => this.storage.open(file), row.map ?? undefined);
    if (skip === 0) await this.beginAnew(row, operation, opened, progress);
    let counts = skip === 0 ? NOTHING : row.counts;
    let firsts: ImportPart['firsts'] = [];
    let alike: ImportPart['alike'] = [];
    let doubts = NO_DOUBTS;
    for await (const part of this.importer.run({
      kind: targetOf(row.section).kind,
      file: opened,
      actor: actorOf(operation),
      dryRun,
      skip,
      keep: async (kept, manager) => {
        if (!dryRun) for (const some of kept.written) await remember(manager, row.id, some);
        if (dryRun) firsts = [...firsts, ...kept.firsts].slice(0, FIRST_RECORDS);
        alike = withMoreAlike(alike, kept.alike);
        doubts = withMoreDoubts(doubts, kept.doubts);
        await keep(manager, row.id, { ...kept, firsts, alike }, doubts, added(counts, kept.counts));
        await progress(kept.done, manager);
      },
    }))
      counts = added(counts, part.counts);
    if (!dryRun) await this.forget(row.id, file);
  }

  @Sweeper(3600)
  async forgetOld(): Promise<void> {
    await this.imports.forgetOld();
  }

  /** Counts the rows, so that progress has an end, and what a column says of them. */
  private async beginAnew(
    { id }: ImportRow,
    { id: operationId }: RunningOperation,
    file: OpenImport,
    progress: Progress,
  ): Promise<void> {
    const columns = new StandingColumns(file);
    let rows = 0;
    for await (const row of file.table.rows()) {
      rows++;
      if (!('problem' in row)) columns.look(row);
    }
    const kinds = columns.found();
    await this.database.transaction(async (manager) => {
      await manager.query(
        `update imports set row_count = $2, counts = '{}', first_day = null, last_day = null, kinds = $3 where id = $1`,
        [id, rows, kinds && JSON.stringify(kinds, (_, value: unknown) => storable(value))],
      );
      await manager.query('delete from import_refusals where import_id = $1', [id]);
      await manager.query('update operations set total = $2 where id = $1', [operationId, rows]);
      // It may have been stopped meanwhile, and what was emptied is another's.
      await progress(0, manager);
    });
  }

  private async forget(id: string, file: string): Promise<void> {
    // First the bytes: what the storage does not remove now is tried again.
    await this.storage.remove(file);
    await this.database.rows('update imports set file = null where id = $1', [id]);
  }
}

async function keep(
  manager: EntityManager,
  id: string,
  { problems, firsts, days, alike }: ImportPart,
  doubts: Doubts,
  counts: ImportCounts,
): Promise<void> {
  const shown = JSON.stringify(firsts, (_, value: unknown) => storable(value));
  await manager.query(
    `update imports set counts = $2, first_records = $3,
       first_day = least(first_day, $4), last_day = greatest(last_day, $5), alike = $6, doubts = $7 where id = $1`,
    [
      id,
      JSON.stringify(counts),
      shown,
      ...(days ?? [null, null]),
      JSON.stringify(alike),
      JSON.stringify(doubts, (_, value: unknown) => storable(value)),
    ],
  );
  if (problems.length === 0) return;
  await manager.query(
    `insert into import_refusals (import_id, row_number, column_name, value, reason)
     select $1, "row", "column", value, reason
     from jsonb_to_recordset($2) as p ("row" bigint, "column" text, value text, reason jsonb)`,
    [id, JSON.stringify(problems, (_, value: unknown) => storable(value))],
  );
}

/** Faulty rows may have what the database cannot hold in a text, and what nobody should keep. */
const storable = (value: unknown): unknown =>
  typeof value === 'string' ? hidingCardNumbers(value.replace(/\0|\p{Surrogate}/gu, '\uFFFD')) : value;

/** Whoever asked has done it. */
const actorOf = ({ askedBy }: RunningOperation): Actor =>
  askedBy === null ? SYSTEM : { kind: 'staff', id: askedBy, address: '' };
