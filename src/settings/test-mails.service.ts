import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';
import { Audit } from '../audit/audit.service.js';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import type { MailState } from '../mail/mail.entity.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';

/** How the latest test mail of somebody fared. */
export interface TestMailResult {
  readonly recipient: string;
  readonly state: MailState;
  /** The mail server's own words. */
  readonly answer: string;
  readonly at: Date;
}

/** A mail to oneself, to see whether mail arrives. */
@Injectable()
export class TestMails {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly config: Config,
  ) {}

  /** Takes back an earlier one that has not gone out, and sends another; false when there is no server to send it. */
  async send(viewer: Viewer): Promise<boolean> {
    if (!this.outbox.sends) return false;
    const subjectId = viewer.id as string;
    const id = await this.database.transaction(async (manager) => {
      await this.outbox.cancel(manager, subjectId);
      const subject = { kind: 'login', id: subjectId };
      await this.audit.record(manager, viewer, { action: 'test-mail.asked', subject });
      return this.outbox.put(manager, { kind: 'test', subjectId, recipient: viewer.email });
    });
    this.outbox.feed(id);
    return true;
  }

  latest(loginId: string): Promise<TestMailResult | undefined> {
    return this.database.row<TestMailResult>(
      `select recipient, state, answer, coalesce(sent_at, created_at) as at from mails
       where subject_id = $1 and kind = 'test' order by created_at desc limit 1`,
      [loginId],
    );
  }

  @Composes('test')
  async compose(mail: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<{ askedBy: string; organisation: string }>(
      `select coalesce(nullif(l.name, ''), l.email) as "askedBy", coalesce(nullif(o.name, ''), 'Portico') as organisation
       from logins l, organisation o where l.id = $1 and l.disabled_at is null`,
      [mail.subjectId],
    );
    if (!row) return undefined;
    return {
      subject: say('mail.test.subject', { organisation: row.organisation }),
      view: 'mails/test',
      model: { href: this.config.baseUrl, ...row },
    };
  }
}
