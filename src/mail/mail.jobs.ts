import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { JobHandler, Sweeper, type JobPayload } from '../platform/queue/jobs.js';
import { Deliveries } from './deliveries.service.js';
import { MailClaims } from './mail.claims.js';
import { MailTransport } from './mail.transport.js';
import { Outbox } from './outbox.service.js';

const A_SWEEP = 500;

@Injectable()
export class MailJobs {
  private readonly log = new Logger('Mail');
  private warned = false;

  constructor(
    private readonly config: Config,
    private readonly claims: MailClaims,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
    private readonly transport: MailTransport,
  ) {}

  @JobHandler('mail.deliver')
  async deliver({ id }: JobPayload): Promise<void> {
    if (this.transport.configured) await this.deliveries.deliver(id);
  }

  @Sweeper(10)
  async feedDue(): Promise<void> {
    if (!this.transport.configured) return this.warn();
    for (const { id, attempt } of await this.claims.due(A_SWEEP)) this.outbox.feed(id, attempt);
  }

  private warn(): void {
    if (this.warned || this.config.demo) return;
    this.warned = true;
    this.log.warn('SMTP_URL is not set: mails wait in the outbox until it is.');
  }
}
