import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Words } from '../platform/pages/words.js';
import { Sweeper } from '../platform/queue/jobs.js';

/** Tells the words which trade they are for, where no request does: at start, and in workers that write mails and files. */
@Injectable()
export class TradeWords implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.follow();
  }

  @Sweeper(10)
  async follow(): Promise<void> {
    const row = await this.database.row<{ trade: string }>('select trade from organisation');
    if (row) this.words.speakAs(row.trade);
  }
}
