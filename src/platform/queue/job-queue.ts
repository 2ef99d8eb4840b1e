import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getQueueToken } from '@nestjs/bull';
import type { Queue } from 'bull';
import { Health } from '../health.js';
import { queueOf, QUEUES, type JobName, type JobPayload } from './jobs.js';

/** A page does not wait longer for Redis. */
const ANSWER_WITHIN_MS = 1000;

/** Says to the workers which row to look at. Feeding twice is harmless; not feeding is mended by the sweeper. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly log = new Logger(JobQueue.name);

  constructor(
    private readonly modules: ModuleRef,
    health: Health,
  ) {
    health.add('queue', () => QUEUES.every((name) => this.queue(name).client.status === 'ready'));
  }

  /** After commit. Does not wait and does not fail: without Redis the row waits for the sweeper. */
  later(name: JobName, payload: JobPayload): void {
    const queue = this.queue(queueOf(name));
    if (queue.client.status !== 'ready') return;
    queue
      .add(name, payload, {
        jobId: `${payload.id}.${payload.attempt}`,
        removeOnComplete: true,
        removeOnFail: true,
      })
      .catch((error: Error) => this.log.warn(`${name} is left to the sweeper: ${error.message}`));
  }

  /** How many jobs Redis holds for workers; undefined while it does not answer. */
  async held(name: string): Promise<number | undefined> {
    const queue = this.queue(name);
    if (queue.client.status !== 'ready') return undefined;
    const answer = queue.getJobCounts().catch(() => undefined);
    const counts = await Promise.race([answer, pause(ANSWER_WITHIN_MS, undefined, { ref: false })]);
    return counts && counts.waiting + counts.active + counts.delayed;
  }

  queue(name: string): Queue<JobPayload> {
    return this.modules.get<Queue<JobPayload>>(getQueueToken(name), { strict: false });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(
      QUEUES.map(async (name) => this.queue(name).client.status === 'ready' && this.queue(name).isReady()),
    );
  }
}
