import { SetMetadata } from '@nestjs/common';

/** Every kind of queued work; the part before the dot is its queue. A house test finds one handler for each. */
export const JOBS = ['mail.deliver', 'operations.run', 'exports.write'] as const;
export type JobName = (typeof JOBS)[number];

/** Which row to look at, and which attempt at it this is. Nothing else travels through Redis. */
export interface JobPayload {
  readonly id: string;
  readonly attempt: number;
}

export const JOB_HANDLER = Symbol('job handler');
export const SWEEPER = Symbol('sweeper');

/** Marks the one method that does this kind of work. It reads the row again: the row decides, not the queue. */
export const JobHandler = (name: JobName) => SetMetadata(JOB_HANDLER, name);

/** Marks a method that every worker calls each few seconds, to feed what a crash or an emptied Redis left lying. */
export const Sweeper = (seconds: number) => SetMetadata(SWEEPER, seconds);

export const queueOf = (name: JobName): string => name.split('.')[0] as string;
export const QUEUES: readonly string[] = [...new Set(JOBS.map(queueOf))];
