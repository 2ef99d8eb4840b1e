import { SetMetadata } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An operation that this worker, and no other, is doing. */
export interface RunningOperation {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** How much an earlier worker got done before it died: go on from there. */
  readonly done: number;
  readonly total: number;
  readonly askedBy: string | null;
  readonly attempt: number;
  /** Whether it is to be taken back, not done. */
  readonly undoing: boolean;
}

/**
 * Says how much is done. Call it after every batch, and with the batch's own manager where the next worker must go on
 * exactly there.
 * @throws Stopped when somebody cancelled it, or another worker has taken over: let it pass
 */
export type Progress = (done: number, manager?: EntityManager) => Promise<void>;

/** The work is no longer this worker's. */
export class Stopped extends Error {}

/**
 * Does an operation. A `PorticoError` thrown ends it as failed with its sentence; any other is tried again first. It may
 * answer how much there was in the end, where that was not known before.
 */
export type Run = (operation: RunningOperation, progress: Progress) => Promise<void> | Promise<number>;

export const RUNS = Symbol('runs');

/**
 * Marks the one method that runs operations of this kind:
 * `(operation: RunningOperation, progress: Progress) => Promise<void>`. It may run again after a worker died, so it
 * does the same things as often as it runs.
 */
export const Runs = (kind: string) => SetMetadata(RUNS, kind);
