import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Text } from '../errors.js';
import { QUEUES } from './jobs.js';

/** What the rows of a queue say. They decide; the queue only tells workers where to look. */
export interface Backlog {
  /** To be taken up now. */
  readonly waiting: number;
  readonly oldest: Date | null;
  /** To be tried again at a time of its own. */
  readonly later: number;
  readonly running: number;
  /** Whose worker went away: the next one takes them up. */
  readonly left: number;
  /** Failed for good, of late, as `failedLately` says. */
  readonly failed: number;
}

/** Something that failed for good, and may be tried again. */
export interface FailedWork {
  readonly id: string;
  readonly what: Text;
  /** Whom it is for, or who asked for it; empty where nobody did. */
  readonly whose: string;
  readonly why: Text | null;
  readonly since: Date;
}

/** The rows of one queue. */
export interface BacklogSource {
  /** The queue, as Redis knows it. */
  readonly queue: string;
  backlog(): Promise<Backlog>;
  /** The latest that failed, first. */
  failed(most: number): Promise<readonly FailedWork[]>;
  /** Has them taken up anew, as if for the first time; all that failed lately where none is named. Answers which. */
  again(manager: EntityManager, id?: string): Promise<readonly string[]>;
  /** After commit. Harmless twice. */
  feed(id: string): void;
}

/** SQL over the time at which something was asked for: what failed longer ago is nobody's worry any more. */
export const failedLately = (column: string): string => `${column} > now() - interval '30 days'`;

/** What waits in each queue: the folders whose rows they are add theirs at start. */
@Injectable()
export class Backlogs {
  private readonly sources = new Map<string, BacklogSource>();

  /** @throws Error when a queue has two */
  add(source: BacklogSource): void {
    if (this.sources.has(source.queue)) throw new Error(`The queue "${source.queue}" has its rows already.`);
    this.sources.set(source.queue, source);
  }

  find(queue: string): BacklogSource | undefined {
    return this.sources.get(queue);
  }

  /** In the order of the queues. */
  all(): readonly BacklogSource[] {
    return QUEUES.flatMap((queue) => this.sources.get(queue) ?? []);
  }
}
