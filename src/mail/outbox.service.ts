import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Config } from '../platform/config.js';
import { Invalid, say, type Text } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Redirect } from '../platform/pages/page.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { isAddress, senderOf } from './addresses.js';
import { Mail, type MailKind } from './mail.entity.js';

/** A mail to be sent: of which kind, about which row, to whom. */
export interface NewMail {
  readonly kind: MailKind;
  readonly subjectId: string;
  readonly recipient: string;
  /** The version of the token it carries, if it carries one. */
  readonly tokenVersion?: number;
}

/** The outbox. A mail is a row in the same transaction as the change it tells of; a worker sends it afterwards. */
@Injectable()
export class Outbox {
  private readonly host: string;
  /** Whether mails go out; while no mail server is named, they wait. */
  readonly sends: boolean;

  constructor(
    config: Config,
    private readonly queue: JobQueue,
  ) {
    this.sends = config.smtpUrl !== undefined;
    this.host = senderOf(config.mailFrom).address.split('@')[1] as string;
  }

  /**
   * Puts a mail into the caller's transaction and answers its id, for `feed` after commit.
   * @throws Invalid at `email` when the recipient is no address
   */
  async put(manager: EntityManager, mail: NewMail): Promise<string> {
    const { kind, subjectId, recipient, tokenVersion = 1 } = mail;
    if (!isAddress(recipient)) throw new Invalid({ email: say('platform.fields.email') });
    const id = newId();
    const messageId = `<${id}@${this.host}>`;
    await manager.insert(Mail, { id, kind, subjectId, recipient, tokenVersion, messageId });
    return id;
  }

  /** After commit: lets a worker look at once. Harmless twice; without it the mail goes some seconds later. */
  feed(id: string, attempt = 0): void {
    this.queue.later('mail.deliver', { id, attempt });
  }

  /** What a page says once something was mailed; while mails wait, the sentence under `<key>Waiting`. */
  said(key: string, values?: Text['values']): Text {
    return say(this.sends ? key : `${key}Waiting`, values);
  }

  /** Leads on after something was mailed, and says so. */
  leadOn(href: string, key: string, values?: Text['values']): Redirect {
    return new Redirect(href, this.said(key, values), this.sends ? 'good' : 'attention');
  }

  /** Takes back what has not gone out about this subject: before a newer mail, or when it is no longer wanted. */
  async cancel(manager: EntityManager, subjectId: string): Promise<void> {
    await manager.update(Mail, { subjectId, state: In(['queued', 'sending']) }, { state: 'cancelled' });
  }
}
