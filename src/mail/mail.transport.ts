import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../platform/config.js';
import type { MailMessage } from './mail.message.js';
import { inOneLine, notTaken, type Handover } from './smtp-answers.js';

const SECONDS = 1000;
/** A server that trickles its answers is left after this long; the mail is tried again. */
const DEADLINE = 600 * SECONDS;

/** The mail server. It is asked for a connection only when there is something to send. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private pool: Transporter | undefined;

  constructor(private readonly config: Config) {}

  /** Without `SMTP_URL` mails wait in the outbox. */
  get configured(): boolean {
    return this.config.smtpUrl !== undefined;
  }

  /** Hands a mail over, or tells in the server's own words why not. */
  async send(message: MailMessage): Promise<Handover> {
    const { to, from, attachments, headers, ...rest } = message;
    this.pool ??= this.open();
    try {
      const sent = await this.pool.sendMail({
        ...rest,
        attachments: [...attachments],
        from,
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(DEADLINE),
      });
      return { taken: true, answer: inOneLine(String((sent as { response?: unknown }).response ?? '')) };
    } catch (error) {
      return notTaken(error);
    }
  }

  onApplicationShutdown(): void {
    this.pool?.close();
  }

  private open(): Transporter {
    return createTransport({
      url: this.config.smtpUrl as string,
      pool: true,
      maxConnections: 4,
      // Only the row decides about another attempt: a mail whose connection broke may have arrived.
      maxRequeues: 0,
      connectionTimeout: 15 * SECONDS,
      greetingTimeout: 30 * SECONDS,
      socketTimeout: 120 * SECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}
