import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { Health } from '../platform/health.js';
import { Anyone } from './access.decorators.js';

/** What the machines that watch over a Portico ask. */
@Controller()
@Anyone()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly health: Health,
    private readonly config: Config,
  ) {}

  @Get('healthz')
  alive(): { status: string } {
    return { status: 'ok' };
  }

  /** Fails for the database only; a queue or a storage that is away is named, and pages still answer. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const database = await this.database.rows('select 1').then(
      () => 'ok',
      () => 'down',
    );
    void reply.status(database === 'ok' ? 200 : 503);
    return { status: database, database, ...(await this.health.parts()) };
  }

  @Get('metrics')
  async metrics(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { metricsToken } = this.config;
    if (!metricsToken || authorization !== `Bearer ${metricsToken}`) throw new NotFound();
    const memory = process.memoryUsage();
    const parts = Object.entries(await this.health.parts());
    const lines = [
      '# TYPE portico_uptime_seconds gauge',
      `portico_uptime_seconds ${process.uptime().toFixed(0)}`,
      '# TYPE portico_resident_memory_bytes gauge',
      `portico_resident_memory_bytes ${memory.rss}`,
      ...parts.flatMap(([name, state]) => [
        `# TYPE portico_${name}_ready gauge`,
        `portico_${name}_ready ${state === 'ok' ? 1 : 0}`,
      ]),
    ];
    await reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  }
}
