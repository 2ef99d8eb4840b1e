import { Injectable } from '@nestjs/common';
import { Storage } from '../../files/storage.js';
import { Database } from '../../platform/database/database.js';
import { eachAlone } from '../../platform/queue/each-alone.js';
import { Sweeper } from '../../platform/queue/jobs.js';

const AT_ONCE = 100;

/** Clears away files that are no document's: what was refused, and what a crash left. Led by their rows. */
@Injectable()
export class DocumentFileJobs {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
  ) {}

  /** A day later, so that nobody loses a file that is being sent or read. */
  @Sweeper(600)
  async clearAway(): Promise<void> {
    const free = await this.database.rows<{ id: string }>(
      `select id from files where unclaimed_since < now() - interval '1 day' order by unclaimed_since limit ${AT_ONCE}`,
    );
    await eachAlone(free, async ({ id }) => {
      // The bytes first: a crash in between leaves the row, and the next round finds it again.
      await this.storage.remove(id);
      await this.database.rows('delete from files where id = $1 and unclaimed_since is not null', [id]);
    });
  }
}
