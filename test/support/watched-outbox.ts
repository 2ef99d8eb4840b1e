import { MailJobs } from '../../src/mail/mail.jobs.js';
import type { TestPortico } from './app.js';
import { until } from './mail-server.js';

/** A row of the outbox, as somebody looking into the database finds it. */
export interface MailFacts {
  readonly id: string;
  readonly subject_id: string;
  readonly state: string;
  readonly attempt: number;
  /** The mail server's own words. */
  readonly answer: string;
  readonly message_id: string;
  /** Seconds until the next attempt. */
  readonly wait: number;
}

/** Looks into the outbox, and lets its time pass. */
export class WatchedOutbox {
  constructor(private readonly portico: TestPortico) {}

  /** The one mail to somebody. */
  async mailTo(recipient: string): Promise<MailFacts> {
    const wait = 'extract(epoch from next_attempt_at - now())::float as wait';
    const text = `select *, ${wait} from mails where recipient = $1`;
    const [mail, ...others] = await this.portico.sql<MailFacts>(text, [recipient]);
    if (!mail || others.length > 0) throw new Error(`There is not one mail to ${recipient}.`);
    return mail;
  }

  /** Waits until the mail is in this state after so many attempts. */
  ended(recipient: string, state: string, attempt: number): Promise<MailFacts> {
    return until(`${state} after ${attempt} attempts`, async () => {
      const mail = await this.mailTo(recipient);
      return mail.state === state && mail.attempt === attempt ? mail : undefined;
    });
  }

  /** The wait for the next attempt is over, for every mail. */
  async timePasses(): Promise<void> {
    await this.portico.sql(`update mails set next_attempt_at = now() where state = 'queued'`);
    await this.portico.app.get(MailJobs).feedDue();
  }
}
