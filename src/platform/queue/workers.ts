import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { JOB_HANDLER, JOBS, queueOf, SWEEPER, type JobName, type JobPayload } from './jobs.js';
import { JobQueue } from './job-queue.js';

type Work = (payload: JobPayload) => Promise<void>;

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
    const found = this.marked<JobName>(JOB_HANDLER);
    const faults = JOBS.flatMap((job) => {
      const count = found.filter(({ mark }) => mark === job).length;
      return count === 1 ? [] : [`${job} has ${count} handlers`];
    });
    if (faults.length > 0) throw new Error(`Every job has one handler: ${faults.join(', ')}`);
    return new Map(found.map(({ mark, work }) => [mark, work]));
  }

  async start(): Promise<void> {
    for (const [name, work] of this.handlers()) {
      const queue = this.queue.queue(queueOf(name));
      queue.on('error', (error) => this.log.warn(`${queue.name}: ${error.message}`));
      void queue
        .process(name, 2, (job) => work(job.data))
        .catch((error: Error) => this.log.error(error.message));
    }
    for (const { mark: seconds, work } of this.marked<number>(SWEEPER)) {
      const sweep = () =>
        (work as unknown as () => Promise<void>)().catch((error: Error) => this.log.warn(error.message));
      void sweep();
      this.timers.push(setInterval(() => void sweep(), seconds * 1000));
    }
  }

  onApplicationShutdown(): void {
    this.timers.forEach(clearInterval);
  }

  private marked<Mark>(symbol: symbol): { mark: Mark; work: Work }[] {
    return this.discovery.getProviders().flatMap(({ instance }) => {
      if (!instance || typeof instance !== 'object') return [];
      const methods = this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object);
      return methods.flatMap((name) => {
        const method = (instance as Record<string, unknown>)[name];
        if (typeof method !== 'function') return [];
        const mark = Reflect.getMetadata(symbol, method) as Mark | undefined;
        return mark === undefined ? [] : [{ mark, work: method.bind(instance) as Work }];
      });
    });
  }
}
