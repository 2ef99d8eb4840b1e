import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { renewing } from '../platform/queue/renewing.js';
import { backOff } from './back-off.js';
import { Composers } from './composers.js';
import { MailClaims, RENEWAL_SECONDS, type ClaimedMail } from './mail.claims.js';
import { MailMessages } from './mail.message.js';
import { MailTransport } from './mail.transport.js';
import type { Handover } from './smtp-answers.js';

/** Sends a mail of the outbox and writes down how it went. */
@Injectable()
export class Deliveries {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly claims: MailClaims,
    private readonly composers: Composers,
    private readonly messages: MailMessages,
    private readonly transport: MailTransport,
  ) {}

  /** Does nothing when the mail is not due, is taken, or has ended. */
  async deliver(id: string): Promise<void> {
    const mail = await this.claims.claim(id);
    if (mail)
      await renewing(
        RENEWAL_SECONDS,
        () => this.claims.renew(mail),
        () => this.work(mail),
      );
  }

  private async work(mail: ClaimedMail): Promise<void> {
    const handover = await this.send(mail).catch((error: Error) => this.broken(mail, error));
    if (!handover) return void (await this.claims.cancelled(mail));
    // It is out: to forget that would send it twice, so a database that is away for a moment is waited for.
    if (handover.taken) return insist(() => this.claims.sent(mail, handover.answer));
    const wait = handover.again ? backOff(mail.attempt) : undefined;
    const { answer } = handover;
    if (answer) this.log.warn(`Mail ${mail.id}, attempt ${mail.attempt}: ${answer}`);
    await (wait === undefined ? this.claims.failed(mail, answer) : this.claims.again(mail, answer, wait));
  }

  /** Undefined when the mail is no longer wanted. */
  private async send(mail: ClaimedMail): Promise<Handover | undefined> {
    const letter = await this.composers.compose(mail);
    return letter && this.transport.send(await this.messages.write(mail, letter));
  }

  /** A fault of ours: said to whoever runs Portico, and tried again, for they may mend it. */
  private broken(mail: ClaimedMail, error: Error): Handover {
    this.log.error(`Mail ${mail.id}, attempt ${mail.attempt}: ${error.stack ?? error.message}`);
    return { taken: false, again: true, answer: '' };
  }
}

async function insist(write: () => Promise<unknown>): Promise<void> {
  for (const seconds of [1, 2, 4, 8, 16, 32]) {
    try {
      return void (await write());
    } catch {
      await pause(seconds * 1000);
    }
  }
  await write();
}
