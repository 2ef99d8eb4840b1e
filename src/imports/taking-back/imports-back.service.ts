import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, SYSTEM, type Actor } from '../../audit/audit.service.js';
import {
  OperationKinds,
  type OperationMoment,
  type OperationStory,
  type UndoableKind,
} from '../../operations/operation.kinds.js';
import type { Progress, RunningOperation } from '../../operations/runs.js';
import { Database } from '../../platform/database/database.js';
import { Conflict, say } from '../../platform/errors.js';
import { Sweeper } from '../../platform/queue/jobs.js';
import { IMPORT } from '../imports.service.js';
import { COUNTS, ImportsBackQueries, WHO } from './imports-back.queries.js';
import { ImportBackSteps } from './imports-back.steps.js';
import { importStory, NOTHING_TO_SAY } from './imports-back.story.js';

interface Imported {
  readonly id: string;
  readonly section: string;
  readonly fileName: string;
  readonly undoneBy: Actor | null;
  readonly undoing: boolean;
}

/** Takes imports back as a whole, as long as it is known what stood before. */
@Injectable()
export class ImportsBack implements OnModuleInit, UndoableKind {
  readonly needs = 'imports.run';

  constructor(
    private readonly database: Database,
    private readonly kinds: OperationKinds,
    private readonly queries: ImportsBackQueries,
    private readonly steps: ImportBackSteps,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.kinds.add(IMPORT, this);
  }

  undo = (operation: RunningOperation, progress: Progress): Promise<number> =>
    this.steps.undo(operation, progress);

  async leftToUndo(id: string): Promise<number> {
    const row = await this.read(id);
    if (!row) return 0;
    const { deleted, restored } = await this.queries.outlook(row.id, row.section);
    return deleted + restored;
  }

  /** The import is shown as this work from now on; what stayed before is looked at again. @throws Conflict */
  async beginUndo(manager: EntityManager, actor: Actor, id: string): Promise<number> {
    const row = await this.read(id, manager);
    await manager.query('select from imports where id = $1 for update', [row?.id]);
    const working = await manager.query<unknown[]>(
      `select from imports i join operations o on o.id = i.operation_id and o.id <> $2
       where i.id = $1 and o.state in ('queued', 'running')`,
      [row?.id, id],
    );
    if (!row || working.length > 0) throw new Conflict(say('imports.page.moved'));
    const { kind, id: by } = actor;
    await manager.query(
      `update imports set undone_by = $3, step = 'import', operation_id = $2, 
         kept_until = greatest(kept_until, now() + interval '1 day'),
         counts = case when operation_id = $2 then counts else '{}' end, first_records = '[]'
       where id = $1`,
      [row.id, id, JSON.stringify({ kind, id: by })],
    );
    await manager.query(
      'update import_records set undone = false, why = null where import_id = $1 and why is not null',
      [row.id],
    );
    const [left] = await manager.query<{ count: number }[]>(
      'select count(*)::int as count from import_records where import_id = $1 and not undone',
      [row.id],
    );
    return left?.count ?? 0;
  }

  async ended(manager: EntityManager, { id, state }: OperationMoment, stopper?: Actor): Promise<void> {
    const row = await this.read(id, manager);
    if (!row) return;
    const { section, fileName, undoneBy, undoing } = row;
    const subject = { kind: 'import', id: row.id };
    if (stopper)
      await this.audit.record(manager, stopper, {
        action: 'import.stopped',
        subject,
        after: { section, fileName },
      });
    if (!undoing) return;
    const [counts] = await manager.query<object[]>(COUNTS, [row.id]);
    await this.audit.record(manager, undoneBy ?? SYSTEM, {
      action: 'import.taken-back',
      subject,
      after: { section, fileName, ...counts, state },
    });
  }

  async story({ id, state }: OperationMoment): Promise<OperationStory> {
    const row = state === 'queued' || state === 'running' ? undefined : await this.read(id);
    if (!row) return NOTHING_TO_SAY;
    const [outlook, outcome] = await Promise.all([
      this.queries.outlook(row.id, row.section),
      row.undoing ? this.queries.outcome(row.id, row.section) : undefined,
    ]);
    return importStory(outlook, outcome);
  }

  /** Forgets what stood before imports that are too old to be taken back. */
  @Sweeper(3600)
  async forgetOld(): Promise<void> {
    await this.database.rows(
      `with old as (update imports set kept_until = null where kept_until < now() - interval '1 day' returning id)
       delete from import_records n using old where n.import_id = old.id`,
    );
  }

  private async read(id: string, manager?: EntityManager): Promise<Imported | undefined> {
    const rows = manager
      ? await manager.query<Imported[]>(READ, [id])
      : await this.database.rows<Imported>(READ, [id]);
    return rows[0];
  }
}

const READ = `
  select i.id, i.section, i.file_name as "fileName", ${WHO} as "undoneBy", o.undoing
  from operations o join imports i on i.id = (o.payload ->> 'importId')::uuid where o.id = $1`;
