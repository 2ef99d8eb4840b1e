import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, SYSTEM, type Actor } from '../../audit/audit.service.js';
import type { Progress, RunningOperation } from '../../operations/runs.js';
import { Database, isAboutData } from '../../platform/database/database.js';
import type { Text } from '../../platform/errors.js';
import type { RecordKind } from '../../sections/engine/section.js';
import { RecordWriter } from '../../sections/records/record.writer.js';
import { kindsIn, WHO } from './imports-back.queries.js';
import { takeBack } from './records.back.js';
import { whyText } from './standing.sql.js';

interface Task {
  readonly importId: string;
  readonly section: string;
  readonly actor: Actor;
  readonly progress: Progress;
  /** How many records are dealt with. */
  reached: number;
}

/** Takes an import back step by step, each in a transaction that notes how far it came. */
@Injectable()
export class ImportBackSteps {
  private readonly log = new Logger(ImportBackSteps.name);
  recordsAtATime = 500;

  constructor(
    private readonly database: Database,
    private readonly writer: RecordWriter,
    private readonly audit: Audit,
  ) {}

  /** Answers how many records it dealt with. What waited for others, such as one payment for another, is tried again. */
  async undo({ payload, done }: RunningOperation, progress: Progress): Promise<number> {
    const importId = String(payload['importId']);
    const row = await this.database.row<{ section: string; actor: Actor | null }>(
      `select section, ${WHO} as actor from imports i where id = $1`,
      [importId],
    );
    if (!row) return done;
    const task: Task = {
      importId,
      section: row.section,
      actor: row.actor ?? SYSTEM,
      progress,
      reached: done,
    };
    // Its worker may have died when all were dealt with, and those that waited were still to be asked again.
    if (done > 0) task.reached -= await this.askAgain(importId);
    while ((await this.all(task)) > 0) {
      const again = await this.askAgain(importId);
      if (again === 0) break;
      task.reached -= again;
    }
    return task.reached;
  }

  /** Answers how many went back. */
  private async all(task: Task): Promise<number> {
    let back = 0;
    for (const kind of kindsIn(task.section)) {
      let ids = await this.next(task, kind);
      while (ids.length > 0) {
        back += await this.settle(task, kind, ids);
        ids = await this.next(task, kind, ids.at(-1));
      }
    }
    return back;
  }

  private async next({ importId }: Task, kind: RecordKind, after?: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `select record_id as id from import_records where import_id = $1 and collection = $2 and not undone
         and ($3::uuid is null or record_id > $3) order by record_id limit $4`,
      [importId, kind.collection, after ?? null, this.recordsAtATime],
    );
    return rows.map(({ id }) => id);
  }

  /** One record about which the database refuses something does not keep the others: it is found alone. */
  private async settle(task: Task, kind: RecordKind, ids: readonly string[]): Promise<number> {
    try {
      return await this.step(task, ids, (manager) =>
        takeBack(
          manager,
          { writer: this.writer, audit: this.audit, actor: task.actor },
          task.importId,
          kind,
          ids,
        ),
      );
    } catch (error) {
      if (!isAboutData(error)) throw error;
      const [only = '', ...others] = ids;
      if (others.length === 0) {
        this.log.warn(`${kind.collection} ${only} stays: ${(error as Error).message}`);
        return this.step(task, ids, () => Promise.resolve(new Map([[only, whyText('unexpected')]])));
      }
      let back = 0;
      for (const id of ids) back += await this.settle(task, kind, [id]);
      return back;
    }
  }

  /** In one transaction with what it did: answers how many went back. */
  private async step(
    task: Task,
    ids: readonly string[],
    work: (manager: EntityManager) => Promise<ReadonlyMap<string, Text>>,
  ): Promise<number> {
    const back = await this.database.retrying(async (manager) => {
      const stayed = await work(manager);
      const rows = ids.map((id) => ({ id, why: stayed.get(id) ?? null }));
      await manager.query(
        `update import_records n set undone = true, why = w.why
         from jsonb_to_recordset($2) as w (id uuid, why jsonb) where n.import_id = $1 and n.record_id = w.id`,
        [task.importId, JSON.stringify(rows)],
      );
      await task.progress(task.reached + ids.length, manager);
      return ids.length - stayed.size;
    });
    task.reached += ids.length;
    return back;
  }

  /** Those that stayed for something that others may have taken with them meanwhile. */
  private async askAgain(importId: string): Promise<number> {
    const rows = await this.database.rows<unknown>(
      `with again as (
         update import_records set undone = false, why = null
         where import_id = $1 and undone and why is not null and not why ->> 'key' = any ($2) returning 1)
       select from again`,
      [importId, ['changed', 'gone', 'unexpected'].map((why) => whyText(why).key)],
    );
    return rows.length;
  }
}
