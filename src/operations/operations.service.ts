import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { Text } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { Operation } from './operation.entity.js';

/** Long work to be done. */
export interface NewOperation {
  readonly kind: string;
  /** What a person reads above its progress. */
  readonly title: Text;
  /** Where a person goes on from there, such as the list that it changes. */
  readonly href: string;
  /** What the runner needs to know: ids and choices, never a secret. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly total: number;
  /** The login that asked; none for an API key or the system. */
  readonly askedBy?: string | undefined;
}

/** Long work is a row first, so that a person may leave it and find it again; a worker does it afterwards. */
@Injectable()
export class Operations {
  constructor(private readonly queue: JobQueue) {}

  /** Puts the work into the caller's transaction and answers its id, for `feed` after commit. */
  async begin(manager: EntityManager, operation: NewOperation): Promise<string> {
    const { kind, title, href, payload = {}, total, askedBy } = operation;
    const id = newId();
    const row = { id, kind, title, href, payload, total: String(total), askedBy: askedBy ?? null };
    await manager.insert(Operation, row);
    return id;
  }

  /** After commit: lets a worker begin at once. Harmless twice. */
  feed(id: string, attempt = 0): void {
    this.queue.later('operations.run', { id, attempt });
  }

  /** Stops it before its next batch; what is done stays done. Answers whether there was something to stop. */
  async cancel(manager: EntityManager, id: string): Promise<boolean> {
    const unfinished = { id, state: In(['queued', 'running']), undoing: false };
    const stopped = await manager.update(Operation, unfinished, {
      state: 'cancelled',
      finishedAt: () => 'now()',
    });
    return stopped.affected === 1;
  }

  /**
   * Puts work that ended in line to be taken back. Answers false when it is at work, or was taken back already.
   * @param again also what was taken back before, as far as that went
   */
  async reopen(manager: EntityManager, id: string, total: number, again = false): Promise<boolean> {
    const ended = { id, state: In(['done', 'failed', 'cancelled', ...(again ? ['undone'] : [])]) };
    const fresh = { state: 'queued', undoing: true, done: '0', attempt: 0 } as const;
    const none = { problem: null, finishedAt: null, leaseUntil: null };
    const reopened = await manager.update(Operation, ended, { ...fresh, ...none, total: String(total) });
    return reopened.affected === 1;
  }
}

/** Where all changes for many are listed. */
export const CHANGES_FOR_MANY = '/admin/operations';

/** The page on which an operation is followed. */
export const operationHref = (id: string): string => `${CHANGES_FOR_MANY}/${id}`;
