import { Injectable } from '@nestjs/common';
import { Sweeper } from '../platform/queue/jobs.js';
import { ScheduleRuns } from './schedule.runs.js';

@Injectable()
export class SchedulesJobs {
  constructor(private readonly runs: ScheduleRuns) {}

  @Sweeper(20)
  async begin(): Promise<void> {
    await this.runs.begin();
  }
}
