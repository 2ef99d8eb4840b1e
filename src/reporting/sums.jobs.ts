import { Injectable } from '@nestjs/common';
import { Sweeper } from '../platform/queue/jobs.js';
import { SumsFolder } from './sums.folder.js';

@Injectable()
export class SumsJobs {
  constructor(private readonly folder: SumsFolder) {}

  @Sweeper(30)
  async fold(): Promise<void> {
    await this.folder.fold();
  }
}
