import { Injectable } from '@nestjs/common';
import { Sweeper } from '../platform/queue/jobs.js';
import { NotificationLetters } from './notification.letters.js';

@Injectable()
export class NotificationsJobs {
  constructor(private readonly letters: NotificationLetters) {}

  @Sweeper(20)
  async begin(): Promise<void> {
    await this.letters.begin();
  }

  @Sweeper(3600)
  async forget(): Promise<void> {
    await this.letters.forget();
  }
}
