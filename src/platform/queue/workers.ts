import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { JOB_HANDLER, JOBS, queueOf, SWEEPER, type JobName, type JobPayload } from './jobs.js';
import { JobQueue } from './job-queue.js';
import { marked, oneOfEach } from './marked.js';

type Work = (payload: JobPayload) => Promise<void>;
type Sweep = () => Promise<void>;

/** Finds the methods marked as handlers and sweepers, and in the worker's role lets them work. */
@Injectable()
export class Workers implements OnApplicationShutdown {
  private readonly log = new Logger(Workers.name);
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly queue: JobQueue,
  ) {}

  /** @throws Error naming every kind of job that has no handler, or two */
  handlers(): ReadonlyMap<JobName, Work> {
    const found = marked<JobName, Work>(this.discovery, this.scanner, JOB_HANDLER);
    return oneOfEach('handler of a job', found, JOBS);
  }

  async start(): Promise<void> {
    for (const [name, work] of this.handlers()) {
      const queue = this.queue.queue(queueOf(name));
      queue.on('error', (error) => this.log.warn(`${queue.name}: ${error.message}`));
      void queue
        .process(name, 2, (job) => work(job.data))
        .catch((error: Error) => this.log.error(error.message));
    }
    for (const { mark: seconds, method } of marked<number, Sweep>(this.discovery, this.scanner, SWEEPER)) {
      const sweep = () => method().catch((error: Error) => this.log.warn(error.message));
      void sweep();
      this.timers.push(setInterval(() => void sweep(), seconds * 1000));
    }
  }

  onApplicationShutdown(): void {
    this.timers.forEach(clearInterval);
  }
}
