import { Injectable } from '@nestjs/common';
import { FactsQueries } from '../access/facts.queries.js';
import type { OrganisationFacts } from '../access/viewer.js';
import { Audit, SYSTEM } from '../audit/audit.service.js';
import { Composes, type Letter, type MailRow } from '../mail/letters.js';
import { emailKey } from '../identity/login.entity.js';
import { today } from '../platform/calendar.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import type { Range } from '../platform/months.js';
import { CLOSED, CUSTOMERS, EMAIL, WHOSE } from './recipient.sql.js';
import { ReportLetters } from './report-letters.js';
import type { Period } from './schedule.calendar.js';
import { daysOf } from './schedule.days.js';
import { ScheduleDecisions, type Asked, type Open } from './schedule.decisions.js';

/** What a mail is about: a schedule, the days it tells of, and who is sent it. */
interface Sending extends Asked {
  readonly account: string;
  /** Whether it is what they have access to. */
  readonly isTheirs: boolean;
  readonly site: string | null;
}

/** Writes a report for one recipient. What they may see is decided now, not when the schedule was made. */
@Injectable()
export class ScheduledReportComposer {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly decisions: ScheduleDecisions,
    private readonly letters: ReportLetters,
    private readonly tokens: MailedTokens,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  @Composes('scheduled-report')
  async compose({ subjectId, recipient }: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<DeliveryToWrite>(DELIVERY, [subjectId]);
    if (!row) return undefined;
    if (row.stopped) return this.refused(subjectId, 'stopped');
    // It waited, and their address was corrected meanwhile: whoever has the old one is somebody else.
    if (emailKey(recipient) !== emailKey(row.email)) return this.refused(subjectId, 'address');
    const stopHref = await this.stopHref(row);
    const written = await this.write(row, { from: row.from, to: row.to }, stopHref);
    if (typeof written === 'string') return this.refused(subjectId, written);
    await this.note(subjectId, row);
    return written;
  }

  /** To whoever made the schedule, as an address without a login would get it. */
  @Composes('scheduled-report-trial')
  async trial({ subjectId }: MailRow): Promise<Letter | undefined> {
    const row = await this.database.row<Sending & { period: Period }>(TRIAL, [subjectId]);
    if (!row) return undefined;
    const { timeZone } = await this.facts.organisation();
    const written = await this.write(row, daysOf(row, today(timeZone)), null);
    return typeof written === 'string' ? this.letters.closed(row.account, written) : written;
  }

  /** The letter, or the rule by which it is closed. */
  private async write(sending: Sending, range: Range, stopHref: string | null): Promise<Letter | string> {
    const decided = await this.decisions.decide(sending);
    if (decided.because !== undefined) return decided.because;
    const organisation: OrganisationFacts = await this.facts.organisation();
    const known = sending.isTheirs ? sending : seenOf(decided, organisation);
    const account = sending.site ? `${known.account}, ${sending.site}` : known.account;
    return this.letters.write({ ...sending, ...decided, ...known, account, range, stopHref, organisation });
  }

  private async stopHref({ recipientId: id, tokenHash }: DeliveryToWrite): Promise<string> {
    const { token, hash } = this.tokens.lasting('schedule-stop', { id, version: 1, hash: tokenHash });
    if (hash !== tokenHash)
      await this.database.rows('update schedule_recipients set token_hash = $2 where id = $1', [id, hash]);
    return `${this.config.baseUrl}/scheduled-mails/${token}`;
  }

  /** What is handed out stands in the audit log before it goes, once however often the mail is tried. */
  private async note(deliveryId: string, row: DeliveryToWrite): Promise<void> {
    const { scheduleId: id, customerId, report, from, to, email } = row;
    await this.database.transaction(async (manager) => {
      const [, first] = await manager.query<[unknown[], number]>(
        'update schedule_deliveries set written_at = now() where id = $1 and written_at is null',
        [deliveryId],
      );
      if (first === 0) return;
      const subject = { kind: 'schedule', id };
      const after = { report, from, to, email };
      await this.audit.record(manager, SYSTEM, { action: 'schedule.sent', subject, customerId, after });
    });
  }

  private async refused(deliveryId: string, because: string): Promise<undefined> {
    await this.database.rows('update schedule_deliveries set refused = $2 where id = $1', [
      deliveryId,
      because,
    ]);
    return undefined;
  }
}

/** Of whom somebody is told who sees customers of an account by another one: its name and the rest are not theirs. */
function seenOf(
  { facts, scope }: Open,
  { locale }: OrganisationFacts,
): Pick<Sending, 'account' | 'customers'> {
  const ids = new Set(scope.map(({ customerId }) => customerId));
  const seen = facts.customers.filter(({ id }) => ids.has(id));
  const account = new Intl.ListFormat(locale).format(seen.map(({ name }) => name).sort());
  return { account, customers: [...ids] };
}

interface DeliveryToWrite extends Sending, Range {
  readonly recipientId: string;
  readonly email: string;
  readonly scheduleId: string;
  /** None where it is of a consolidated account. */
  readonly customerId: string | null;
  readonly tokenHash: string;
  /** The recipient or the schedule is no longer there. */
  readonly stopped: boolean;
}

const SENDING = `s.report, s.account_id as "accountId", a.name as account, s.site_id as "siteId",
  (select name from sites where id = s.site_id) as site, ${CUSTOMERS} as customers`;

const DELIVERY = `
  select ${SENDING}, w.id as "accessId",
    w.id is null or (select u.account_id = s.account_id from portal_users u where u.id = w.id) as "isTheirs", ${CLOSED} as closed, r.id as "recipientId", r.token_hash as "tokenHash",
    s.id as "scheduleId", s.customer_id as "customerId", ${EMAIL} as email,
    x.from_day::text as from, x.to_day::text as to,
    r.stopped_at is not null or r.removed_at is not null or s.ended_at is not null or s.paused_at is not null as stopped
  from schedule_deliveries d
  join schedule_runs x on x.id = d.run_id join schedule_recipients r on r.id = d.recipient_id
  join schedules s on s.id = x.schedule_id join portal_accounts a on a.id = s.account_id
  ${WHOSE}
  where d.id = $1`;

const TRIAL = `
  select ${SENDING}, null::uuid as "accessId", true as "isTheirs", null as closed, s.period
  from schedules s join portal_accounts a on a.id = s.account_id where s.id = $1 and s.ended_at is null`;
