import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isAddress } from '../mail/addresses.js';
import { Outbox } from '../mail/outbox.service.js';
import { today } from '../platform/calendar.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { ReportKey } from '../reporting/report.js';
import { EMAIL, WHOSE } from './recipient.sql.js';
import { latestMoment, nextMoment, type Period, type Rhythm } from './schedule.calendar.js';
import { daysOf } from './schedule.days.js';

/** So many schedules are begun in one go; the rest waits for the next. */
const AT_ONCE = 50;

interface DueSchedule extends Rhythm {
  readonly id: string;
  readonly report: ReportKey;
  readonly period: Period;
  readonly nextAt: Date;
  readonly timeZone: string;
}

/**
 * Begins what is due: a run, a delivery for each recipient and its mail, in one transaction with the next moment. Any
 * number of workers may look at once; each moment of a schedule has one run.
 */
@Injectable()
export class ScheduleRuns {
  private readonly log = new Logger(ScheduleRuns.name);

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Answers how many runs began. One that cannot begin is left for the next time, and holds up no other. While no mail
   * server is set up none does, as long as anything else is missed: the newest of them is sent once there is one.
   */
  async begin(now = new Date()): Promise<number> {
    if (!this.outbox.sends) return 0;
    const tried: string[] = [];
    let begun = 0;
    while (tried.length < AT_ONCE) {
      const before = tried.length;
      try {
        if (await this.beginOne(now, tried)) begun += 1;
      } catch (error) {
        if (tried.length === before) throw error;
        this.log.error(`Schedule ${tried.at(-1)}: ${(error as Error).stack}`);
      }
      if (tried.length === before) break;
    }
    return begun;
  }

  /** Notes which one it tried, before anything of it is done; none where none is due. Answers whether a run began. */
  private async beginOne(now: Date, tried: string[]): Promise<boolean> {
    const mails = await this.database.transaction(async (manager) => {
      const [due] = await manager.query<DueSchedule[]>(DUE, [now, tried]);
      if (!due) return undefined;
      tried.push(due.id);
      return this.run(manager, due, now);
    });
    for (const id of mails ?? []) this.outbox.feed(id);
    return mails !== undefined;
  }

  /** The mails of the run; undefined where this moment had its run already: it was saved while it ran. */
  private async run(manager: EntityManager, due: DueSchedule, now: Date): Promise<string[] | undefined> {
    const moment = latestMoment(due, due.timeZone, due.nextAt, now);
    const { from, to } = daysOf(due, today(due.timeZone, moment));
    const runId = newId();
    const begun = await manager.query<unknown[]>(BEGIN, [runId, due.id, moment, from, to]);
    await manager.query('update schedules set next_at = $2 where id = $1', [
      due.id,
      nextMoment(due, due.timeZone, now),
    ]);
    if (begun.length === 0) return undefined;
    const recipients = await manager.query<{ id: string; email: string }[]>(RECIPIENTS, [due.id]);
    const mails: string[] = [];
    for (const recipient of recipients) {
      const id = newId();
      const reachable = isAddress(recipient.email);
      await manager.query(
        'insert into schedule_deliveries (id, run_id, recipient_id, refused) values ($1, $2, $3, $4)',
        [id, runId, recipient.id, reachable ? null : 'login'],
      );
      if (reachable)
        mails.push(
          await this.outbox.put(manager, {
            kind: 'scheduled-report',
            subjectId: id,
            recipient: recipient.email,
          }),
        );
    }
    return mails;
  }
}

const BEGIN = `insert into schedule_runs (id, schedule_id, due_at, from_day, to_day) values ($1, $2, $3, $4, $5)
  on conflict (schedule_id, due_at) do nothing returning id`;

const DUE = `
  select s.id, s.report, s.period, s.frequency, s.weekday, s.month_day as "monthDay", to_char(s.at_time, 'HH24:MI') as time,
    s.next_at as "nextAt", o.time_zone as "timeZone"
  from schedules s cross join organisation o
  where s.next_at <= $1 and s.id <> all ($2::uuid[]) and s.paused_at is null and s.ended_at is null
  order by s.next_at limit 1 for update of s skip locked`;

const RECIPIENTS = `
  select r.id, ${EMAIL} as email
  from schedule_recipients r join schedules s on s.id = r.schedule_id ${WHOSE}
  where r.schedule_id = $1 and r.stopped_at is null and r.removed_at is null order by r.id`;
