import { Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, Viewer } from '../../access/access.decorators.js';
import type { Viewer as ViewerFacts } from '../../access/viewer.js';
import { Outbox } from '../../mail/outbox.service.js';
import { say } from '../../platform/errors.js';
import { Page, Redirect } from '../../platform/pages/page.js';
import { Backlogs } from '../../platform/queue/backlogs.js';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { Queues } from './queues.service.js';
import { QUEUES_PAGE, queuesView, SHOWN_FAILURES } from './queues.view.js';

/** Administrator > Background work: what waits, what runs and what failed. */
@Controller(QUEUES_PAGE.slice(1))
@Staff('settings.write')
export class QueuesController {
  constructor(
    private readonly backlogs: Backlogs,
    private readonly jobs: JobQueue,
    private readonly queues: Queues,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  async show(): Promise<Page> {
    const facts = await Promise.all(
      this.backlogs.all().map(async (source) => {
        const [backlog, failed, held] = await Promise.all([
          source.backlog(),
          source.failed(SHOWN_FAILURES),
          this.jobs.held(source.queue),
        ]);
        return { queue: source.queue, backlog, failed, held };
      }),
    );
    return new Page('admin/queues', queuesView(facts, { now: new Date(), sendsMail: this.outbox.sends }));
  }

  @Post(':queue/attempts')
  all(@Param('queue') queue: string, @Viewer() viewer: ViewerFacts): Promise<Redirect> {
    return this.again(viewer, queue);
  }

  @Post(':queue/:id/attempts')
  one(
    @Param('queue') queue: string,
    @Param('id') id: string,
    @Viewer() viewer: ViewerFacts,
  ): Promise<Redirect> {
    return this.again(viewer, queue, id);
  }

  private async again(viewer: ViewerFacts, queue: string, id?: string): Promise<Redirect> {
    const count = await this.queues.again(viewer, queue, id);
    return new Redirect(QUEUES_PAGE, say('admin.queues.again', { count }), count > 0 ? 'good' : 'attention');
  }
}
