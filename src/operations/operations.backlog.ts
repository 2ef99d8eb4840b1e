import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { againSql, backlogSql, type WorkTable } from '../platform/queue/backlog.sql.js';
import {
  type Backlog,
  Backlogs,
  type BacklogSource,
  failedLately,
  type FailedWork,
} from '../platform/queue/backlogs.js';
import { Operations } from './operations.service.js';

/** The long work that waits, and what failed: imports, and changes for many. */
@Injectable()
export class OperationsBacklog implements BacklogSource, OnModuleInit {
  readonly queue = 'operations';

  constructor(
    private readonly backlogs: Backlogs,
    private readonly database: Database,
    private readonly operations: Operations,
  ) {}

  onModuleInit(): void {
    this.backlogs.add(this);
  }

  async backlog(): Promise<Backlog> {
    return (await this.database.row<Backlog>(BACKLOG)) as Backlog;
  }

  failed(most: number): Promise<readonly FailedWork[]> {
    return this.database.rows<FailedWork>(
      `select o.id, o.title as what, coalesce(nullif(l.name, ''), l.email, '') as whose, o.problem as why,
         coalesce(o.finished_at, o.created_at) as since
       from operations o left join logins l on l.id = o.asked_by
       where o.state = 'failed' and ${failedLately('o.created_at')} order by o.id desc limit $1`,
      [most],
    );
  }

  /** It goes on where it was: what is done stays done. */
  async again(manager: EntityManager, id?: string): Promise<readonly string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(AGAIN, [id ?? null]);
    return rows.map((row) => row.id);
  }

  feed(id: string): void {
    this.operations.feed(id);
  }
}

const WORK: WorkTable = {
  table: 'operations',
  running: 'running',
  anew: 'problem = null, finished_at = null',
};

const BACKLOG = backlogSql(WORK);
const AGAIN = againSql(WORK);
