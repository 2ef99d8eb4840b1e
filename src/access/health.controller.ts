import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { QUEUES } from '../platform/queue/jobs.js';
import { Anyone } from './access.decorators.js';

/** What the machines that watch over a Portico ask. */
@Controller()
@Anyone()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly config: Config,
  ) {}

  @Get('healthz')
  alive(): { status: string } {
    return { status: 'ok' };
  }

  /** Fails for the database only; a queue that is away is named, and pages still answer. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const database = await this.database.rows('select 1').then(
      () => 'ok',
      () => 'down',
    );
    void reply.status(database === 'ok' ? 200 : 503);
    return { status: database, database, queue: this.queueReady() ? 'ok' : 'degraded' };
  }

  @Get('metrics')
  async metrics(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { metricsToken } = this.config;
    if (!metricsToken || authorization !== `Bearer ${metricsToken}`) throw new NotFound();
    const memory = process.memoryUsage();
    const lines = [
      '# TYPE portico_uptime_seconds gauge',
      `portico_uptime_seconds ${process.uptime().toFixed(0)}`,
      '# TYPE portico_resident_memory_bytes gauge',
      `portico_resident_memory_bytes ${memory.rss}`,
      '# TYPE portico_queue_ready gauge',
      `portico_queue_ready ${this.queueReady() ? 1 : 0}`,
    ];
    await reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  }

  private queueReady(): boolean {
    return QUEUES.every((name) => this.queue.queue(name).client.status === 'ready');
  }
}
