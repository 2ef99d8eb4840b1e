import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import type { Text } from '../platform/errors.js';
import { Stopped, type RunningOperation } from './runs.js';

/** How long a worker that died holds on to its work; a living one renews in time. */
const LEASE = `interval '2 minutes'`;
export const RENEWAL_SECONDS = 40;
const ENDED = 'finished_at = now(), lease_until = null';

/** Who works on which row, and how it ended. Every change asks whether the work is still this worker's. */
@Injectable()
export class OperationClaims {
  constructor(private readonly database: Database) {}

  /** What nobody works on, the oldest first. */
  due(limit: number): Promise<{ id: string; attempt: number }[]> {
    return this.database.rows(
      `select id, attempt from operations
       where state = 'queued' or state = 'running' and lease_until < now()
       order by created_at limit $1`,
      [limit],
    );
  }

  /** Takes the work, if nobody else has it. */
  async claim(id: string): Promise<RunningOperation | undefined> {
    const row = await this.database.row<Omit<RunningOperation, 'done' | 'total'> & Counted>(
      `update operations set state = 'running', attempt = attempt + 1, lease_until = now() + ${LEASE}
       where id = $1 and (state = 'queued' or state = 'running' and lease_until < now())
       returning id, kind, payload, done, total, asked_by as "askedBy", attempt, undoing`,
      [id],
    );
    return row && { ...row, done: Number(row.done), total: Number(row.total) };
  }

  async renew(operation: RunningOperation): Promise<void> {
    await this.whileMine(operation, `lease_until = now() + ${LEASE}`);
  }

  /** @throws Stopped */
  async progress(operation: RunningOperation, done: number, manager?: EntityManager): Promise<void> {
    const mine = await this.whileMine(
      operation,
      `done = $3, lease_until = now() + ${LEASE}`,
      [done],
      manager,
    );
    if (!mine) throw new Stopped();
  }

  /** @param total how much there was in the end */
  done(operation: RunningOperation, total: number, manager: EntityManager): Promise<boolean> {
    const state = operation.undoing ? 'undone' : 'done';
    const change = `state = '${state}', done = $3, total = $3, ${ENDED}`;
    return this.whileMine(operation, change, [total], manager);
  }

  failed(operation: RunningOperation, problem: Text, manager: EntityManager): Promise<boolean> {
    const change = `state = 'failed', problem = $3, ${ENDED}`;
    return this.whileMine(operation, change, [JSON.stringify(problem)], manager);
  }

  /** Lets go of it for so many seconds; then whoever comes first takes it up again. */
  async again(operation: RunningOperation, seconds: number): Promise<void> {
    await this.whileMine(operation, `lease_until = now() + make_interval(secs => $3)`, [seconds]);
  }

  private async whileMine(
    operation: RunningOperation,
    change: string,
    values: readonly (string | number)[] = [],
    manager?: EntityManager,
  ): Promise<boolean> {
    const statement = `with mine as (
      update operations set ${change} where id = $1 and attempt = $2 and state = 'running' returning 1
    ) select 1 from mine`;
    const given = [operation.id, operation.attempt, ...values];
    const rows = manager
      ? await manager.query<unknown[]>(statement, given)
      : await this.database.rows(statement, given);
    return rows.length > 0;
  }
}

interface Counted {
  readonly done: string;
  readonly total: string;
}
