import { Injectable } from '@nestjs/common';
import { emailKey } from '../identity/login.entity.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { ReportKey } from '../reporting/report.js';
import { FOREIGN_CONTACTS } from './contacts.sql.js';
import { CLOSED, CUSTOMERS, EMAIL, WHOSE } from './recipient.sql.js';
import type { Period, Rhythm } from './schedule.calendar.js';
import type { Asked } from './schedule.decisions.js';

/** A report that is mailed again and again. */
export interface Schedule extends Rhythm {
  readonly id: string;
  readonly name: string;
  readonly report: ReportKey;
  /** The customer or the consolidated account whose figures it tells. */
  readonly accountId: string;
  readonly account: string;
  readonly consolidated: boolean;
  /** One site of it; null for all. */
  readonly siteId: string | null;
  readonly site: string | null;
  readonly period: Period;
  readonly nextAt: Date;
  readonly pausedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
}

/** A line of the list. */
export interface ScheduleRow extends Schedule {
  /** Who may be sent it at the moment, as far as their logins and accesses go. */
  readonly recipients: number;
  readonly lastAt: Date | null;
}

/** Somebody who is to get a schedule, with what decides whether they do. */
export interface Recipient extends Asked {
  readonly id: string;
  /** Of somebody who was ticked; an address may have an access all the same. */
  readonly portalUserId: string | null;
  readonly email: string;
  readonly name: string;
  readonly stoppedAt: Date | null;
}

/** One recipient of one run. */
export interface DeliveryRow {
  readonly runId: string;
  readonly dueAt: Date;
  readonly from: string;
  readonly to: string;
  readonly email: string;
  /** Why nothing was sent; null where something was. */
  readonly refused: string | null;
  /** How the mail stands, in the words of the outbox; null where there was none. */
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | null;
  readonly answer: string | null;
}

/** A customer or consolidated account to choose. */
export interface AccountChoice {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly consolidated: boolean;
}

/** Somebody with access, to be ticked. */
export interface PersonChoice {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Why they cannot get it just now, though they were chosen when they could. */
  readonly closed?: string | null;
}

const SHOWN = 20;
/** So many schedules stand on the list. */
export const MOST_SCHEDULES = 500;
const MOST_DELIVERIES = 100;

@Injectable()
export class ScheduleQueries {
  constructor(private readonly database: Database) {}

  /** @param accountId of one customer or account alone */
  list(accountId?: string): Promise<ScheduleRow[]> {
    return this.database.rows<ScheduleRow>(
      `${SCHEDULE},
         (select count(*)::int from schedule_recipients r ${WHOSE}
          where r.schedule_id = s.id and r.stopped_at is null and r.removed_at is null and ${CLOSED} is null) as recipients,
         (select max(due_at) from schedule_runs x where x.schedule_id = s.id) as "lastAt"
       ${FROM} where s.ended_at is null and ($1::uuid is null or s.account_id = $1)
       order by lower(s.name), s.id limit ${MOST_SCHEDULES}`,
      [accountId ?? null],
    );
  }

  /** @throws NotFound, also for one that has ended */
  async get(id: string): Promise<Schedule> {
    const found = isId(id)
      ? await this.database.row<Schedule>(`${SCHEDULE} ${FROM} where s.id = $1 and s.ended_at is null`, [id])
      : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  recipients(scheduleId: string): Promise<Recipient[]> {
    return this.database.rows<Recipient>(
      `select r.id, r.portal_user_id as "portalUserId", ${EMAIL} as email, coalesce(l.name, '') as name,
         r.stopped_at as "stoppedAt", s.report, s.account_id as "accountId", s.site_id as "siteId",
         ${CUSTOMERS} as customers, w.id as "accessId", ${CLOSED} as closed
       from schedule_recipients r join schedules s on s.id = r.schedule_id ${WHOSE}
       where r.schedule_id = $1 and r.removed_at is null and l.erased_at is null order by 3, r.id`,
      [scheduleId],
    );
  }

  /** What the latest runs sent and to whom, the newest first. */
  deliveries(scheduleId: string): Promise<DeliveryRow[]> {
    return this.database.rows<DeliveryRow>(
      `select x.id as "runId", x.due_at as "dueAt", x.from_day::text as from, x.to_day::text as to,
         ${EMAIL} as email, d.refused, m.state, m.answer
       from schedule_runs x
       join schedules s on s.id = x.schedule_id
       join schedule_deliveries d on d.run_id = x.id
       join schedule_recipients r on r.id = d.recipient_id ${WHOSE}
       left join mails m on m.subject_id = d.id and m.kind = 'scheduled-report'
       where x.schedule_id = $1 order by x.due_at desc, 5, d.id limit ${MOST_DELIVERIES}`,
      [scheduleId],
    );
  }

  /** Customers and consolidated accounts whose name holds what is typed, or whose reference begins with it. */
  async accounts(q: string): Promise<{ some: AccountChoice[]; count: number }> {
    const rows = await this.database.rows<AccountChoice & { count: number }>(
      `select id, reference, name, consolidated, count(*) over ()::int as count from portal_accounts
       where deleted_at is null and ($1 = '' or position(fold($1) in name_key) > 0 or starts_with(lower(reference), lower($1)))
       order by name_key, id limit ${SHOWN}`,
      [q],
    );
    return { some: rows, count: rows[0]?.count ?? 0 };
  }

  account(id: string): Promise<AccountChoice | undefined> {
    if (!isId(id)) return Promise.resolve(undefined);
    return this.database.row<AccountChoice>(
      'select id, reference, name, consolidated from portal_accounts where id = $1 and deleted_at is null',
      [id],
    );
  }

  /** One of some addresses whose owner has access to other customers alone, and to which. */
  strangers(accountId: string, addresses: readonly string[]): Promise<{ email: string; to: string }[]> {
    return this.database.rows(
      `select l.email, min(a.name) as to from logins l join portal_users u on u.login_id = l.id and u.ended_at is null
       join portal_accounts a on a.id = u.account_id and a.deleted_at is null
       where l.email_key = any ($2) group by l.id
       having not bool_or(u.account_id = $1 or exists (
         select from portal_account_customers m join portal_account_customers o on o.customer_id = m.customer_id
         where m.account_id = u.account_id and o.account_id = $1))
       order by l.email`,
      [accountId, addresses.map(emailKey)],
    );
  }

  /** One of some addresses without access that are contacts of other customers alone, and of which. */
  foreignContacts(accountId: string, addresses: readonly string[]): Promise<{ email: string; to: string }[]> {
    return this.database.rows(FOREIGN_CONTACTS, [accountId, addresses.map(emailKey)]);
  }

  /** The people of an account who may be sent something: those whose access stands. */
  people(accountId: string): Promise<PersonChoice[]> {
    return this.database.rows<PersonChoice>(
      `select u.id, l.email, l.name from portal_users u join logins l on l.id = u.login_id
      where u.account_id = $1 and u.ended_at is null and l.disabled_at is null and l.erased_at is null
      order by lower(l.email), u.id`,
      [accountId],
    );
  }
}

const SCHEDULE = `
  select s.id, s.name, s.report, s.account_id as "accountId", a.name as account, a.consolidated, s.site_id as "siteId",
    p.name as site, s.period, s.frequency, s.weekday, s.month_day as "monthDay", to_char(s.at_time, 'HH24:MI') as time,
    s.next_at as "nextAt", s.paused_at as "pausedAt", s.ended_at as "endedAt", s.version`;
const FROM = `from schedules s join portal_accounts a on a.id = s.account_id left join sites p on p.id = s.site_id`;
