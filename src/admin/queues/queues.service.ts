import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { Backlogs } from '../../platform/queue/backlogs.js';

/** Has what failed for good tried again. */
@Injectable()
export class Queues {
  constructor(
    private readonly backlogs: Backlogs,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * One thing, or all that failed of late. Answers how many: what somebody else has tried again meanwhile is not among
   * them.
   * @throws NotFound
   */
  async again(viewer: Viewer, queue: string, id?: string): Promise<number> {
    const source = this.backlogs.find(queue);
    if (!source || (id !== undefined && !isId(id))) throw new NotFound();
    const ids = await this.database.transaction(async (manager) => {
      const some = await source.again(manager, id);
      for (const one of some)
        await this.audit.record(manager, viewer, {
          action: 'work.tried-again',
          subject: { kind: 'work', id: one },
          after: { queue },
        });
      return some;
    });
    for (const one of ids) source.feed(one);
    return ids.length;
  }
}
