import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { say } from '../platform/errors.js';
import { verbatim } from '../platform/pages/words.js';
import { againSql, backlogSql, failedRows, type WorkTable } from '../platform/queue/backlog.sql.js';
import { type Backlog, Backlogs, type BacklogSource, type FailedWork } from '../platform/queue/backlogs.js';
import type { MailKind } from './mail.entity.js';
import { Outbox } from './outbox.service.js';

/** The mails that wait, and those that no server took. */
@Injectable()
export class MailBacklog implements BacklogSource, OnModuleInit {
  readonly queue = 'mail';

  constructor(
    private readonly backlogs: Backlogs,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.backlogs.add(this);
  }

  async backlog(): Promise<Backlog> {
    return (await this.database.row<Backlog>(BACKLOG)) as Backlog;
  }

  async failed(most: number): Promise<readonly FailedWork[]> {
    const rows = await this.database.rows<Failed>(
      `select id, kind, recipient, answer, created_at as since from mails where ${failedRows(WORK)} order by id desc limit $1`,
      [most],
    );
    return rows.map(({ id, kind, recipient, answer, since }) => ({
      id,
      what: say(`mail.kinds.${kind}`),
      whose: recipient,
      why: answer === '' ? null : verbatim(answer),
      since,
    }));
  }

  async again(manager: EntityManager, id?: string): Promise<readonly string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(AGAIN, [id ?? null]);
    return rows.map((row) => row.id);
  }

  feed(id: string): void {
    this.outbox.feed(id);
  }
}

interface Failed {
  readonly id: string;
  readonly kind: MailKind;
  readonly recipient: string;
  /** What the mail server said. */
  readonly answer: string;
  readonly since: Date;
}

const WORK: WorkTable = {
  table: 'mails',
  running: 'sending',
  due: 'next_attempt_at <= now()',
  // Of somebody who was erased nothing is left to be sent.
  wanted: `recipient <> ''`,
  anew: 'next_attempt_at = now()',
};

const BACKLOG = backlogSql(WORK);
const AGAIN = againSql(WORK);
