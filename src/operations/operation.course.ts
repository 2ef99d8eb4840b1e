import { Injectable } from '@nestjs/common';
import type { Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, say } from '../platform/errors.js';
import { OperationKinds, type UndoableKind } from './operation.kinds.js';
import { OperationsJobs } from './operations.jobs.js';
import { isAtWork, OperationsQueries, type OperationRow } from './operations.queries.js';
import { Operations } from './operations.service.js';

/** Changes the course of long work: stops it, or takes it back. */
@Injectable()
export class OperationCourse {
  constructor(
    private readonly database: Database,
    private readonly kinds: OperationKinds,
    private readonly operations: Operations,
    private readonly queries: OperationsQueries,
    private readonly jobs: OperationsJobs,
  ) {}

  /**
   * Stops it before its next part; what is done stays. Work that has ended by itself meanwhile is left as it is.
   * @throws NotFound, also for work that cannot be stopped
   */
  async stop(actor: Actor, id: string): Promise<void> {
    const { kind } = await this.undoable(id);
    await this.database.transaction(async (manager) => {
      if (await this.operations.cancel(manager, id))
        await kind.ended(manager, { id, state: 'cancelled' }, actor);
    });
  }

  /**
   * Takes it back, at once when it is little. What was taken back already, or is just now, stays so.
   * @throws NotFound, Conflict while it is still being done, or when nothing of it can be taken back
   */
  async undo(actor: Actor, id: string): Promise<OperationRow> {
    const { kind, row } = await this.undoable(id);
    if (row.undoing && isAtWork(row)) return row;
    const left = await kind.leftToUndo?.(id);
    if (row.state === 'undone' && !left) return row;
    // What failed while it was taken back goes on, also where nothing is left but to end it.
    if (left === 0 && !row.undoing) throw new Conflict(say('operations.problems.changedSince'));
    const total = await this.database.transaction(async (manager) => {
      const much = await kind.beginUndo(manager, actor, id);
      if (await this.operations.reopen(manager, id, much, left !== undefined)) return much;
      throw new Conflict(say('operations.problems.atWork'));
    });
    await this.jobs.nowOrLater(id, total);
    return this.queries.get(id);
  }

  private async undoable(id: string): Promise<{ kind: UndoableKind; row: OperationRow }> {
    const row = await this.queries.get(id);
    const kind = this.kinds.find(row.kind);
    if (!kind) throw new NotFound();
    return { kind, row };
  }
}
