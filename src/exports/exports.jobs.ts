import { Injectable } from '@nestjs/common';
import { JobHandler, Sweeper, type JobPayload } from '../platform/queue/jobs.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { Exports } from './exports.service.js';

@Injectable()
export class ExportsJobs {
  constructor(
    private readonly exports: Exports,
    private readonly queue: JobQueue,
  ) {}

  @JobHandler('exports.write')
  async write({ id }: JobPayload): Promise<void> {
    await this.exports.write(id);
  }

  @Sweeper(10)
  async feed(): Promise<void> {
    for (const row of await this.exports.waiting()) this.queue.later('exports.write', row);
  }

  @Sweeper(3600)
  async expire(): Promise<void> {
    await this.exports.expire();
  }
}
