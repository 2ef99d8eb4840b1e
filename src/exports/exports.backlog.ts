import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import { againSql, backlogSql, type WorkTable } from '../platform/queue/backlog.sql.js';
import {
  type Backlog,
  Backlogs,
  type BacklogSource,
  failedLately,
  type FailedWork,
} from '../platform/queue/backlogs.js';
import { JobQueue } from '../platform/queue/job-queue.js';

/** The long lists that wait to be written as files, and those that could not be. */
@Injectable()
export class ExportsBacklog implements BacklogSource, OnModuleInit {
  readonly queue = 'exports';

  constructor(
    private readonly backlogs: Backlogs,
    private readonly database: Database,
    private readonly jobs: JobQueue,
  ) {}

  onModuleInit(): void {
    this.backlogs.add(this);
  }

  async backlog(): Promise<Backlog> {
    return (await this.database.row<Backlog>(BACKLOG)) as Backlog;
  }

  async failed(most: number): Promise<readonly FailedWork[]> {
    const rows = await this.database.rows<Failed>(
      `select e.id, e.section, coalesce(nullif(l.name, ''), l.email, '') as whose,
         coalesce(e.finished_at, e.created_at) as since
       from exports e left join logins l on l.id = e.login_id
       where e.state = 'failed' and ${failedLately('e.created_at')} order by e.id desc limit $1`,
      [most],
    );
    return rows.map(({ section, ...row }) => ({ ...row, what: say(`${section}.title`), why: null }));
  }

  async again(manager: EntityManager, id?: string): Promise<readonly string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(AGAIN, [id ?? null]);
    return rows.map((row) => row.id);
  }

  feed(id: string): void {
    this.jobs.later('exports.write', { id, attempt: 0 });
  }
}

interface Failed extends Omit<FailedWork, 'what' | 'why'> {
  readonly section: string;
}

const WORK: WorkTable = { table: 'exports', running: 'running', anew: 'finished_at = null' };

const BACKLOG = backlogSql(WORK);
const AGAIN = againSql(WORK);
