import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsQueries } from '../access/facts.queries.js';
import { isAddress } from '../mail/addresses.js';
import { Outbox } from '../mail/outbox.service.js';
import { momentAt, shiftDay, today } from '../platform/calendar.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';

/** At once is after a minute: what is sent together is told together. */
const TOGETHER_SECONDS = 60;
/** When those who hear once a day do, by the clocks of the organisation. */
export const DAILY_AT = '07:00:00';
/** So many people are written to in one go; the rest waits for the next. */
const AT_ONCE = 200;
const KEPT_DAYS = 30;

/**
 * Begins the mails that are due: a letter with its news and its mail, in one transaction. Any number of workers may look
 * at once; each piece of news goes into one letter.
 */
@Injectable()
export class NotificationLetters {
  private readonly log = new Logger('Notifications');

  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Answers how many mails began. While no mail server is set up none does: what is new waits to be told together, not
   * in a heap of mails.
   */
  async begin(now = new Date()): Promise<number> {
    if (!this.outbox.sends) return 0;
    const people = await this.database.rows<Due>(DUE, [
      now,
      TOGETHER_SECONDS,
      await this.daily(now),
      AT_ONCE,
    ]);
    let begun = 0;
    for (const person of people) {
      const mail = await this.beginAlone(person);
      if (!mail) continue;
      this.outbox.feed(mail);
      begun += 1;
    }
    return begun;
  }

  /** What fails for one person waits for the next go, and holds up nobody else. */
  private async beginAlone(person: Due): Promise<string | undefined> {
    try {
      return await this.database.transaction((manager) => this.beginOne(manager, person));
    } catch (error) {
      if (error instanceof Nothing) return undefined;
      this.log.error(`Portal user ${person.portalUserId}: ${(error as Error).stack ?? String(error)}`);
      return undefined;
    }
  }

  /** What was told of, and what nobody wants to hear any more, is forgotten after a while. */
  async forget(): Promise<void> {
    await this.database.rows(
      `delete from notification_letters where created_at < now() - interval '${KEPT_DAYS} days'`,
    );
    await this.database.rows(
      `delete from notices where letter_id is null and arrived_at < now() - interval '${KEPT_DAYS} days'`,
    );
  }

  private async beginOne(
    manager: EntityManager,
    { portalUserId, email, notices }: Due,
  ): Promise<string | undefined> {
    const id = newId();
    await manager.query('insert into notification_letters (id, portal_user_id) values ($1, $2)', [
      id,
      portalUserId,
    ]);
    const [, taken] = await manager.query<[unknown[], number]>(TAKE, [id, notices]);
    // Another worker was faster: the empty letter goes with the transaction.
    if (taken === 0) throw new Nothing();
    // Nobody to write to: what is new is told by then, and waits no longer.
    if (!isAddress(email)) return undefined;
    return this.outbox.put(manager, { kind: 'notification', subjectId: id, recipient: email });
  }

  /** The latest moment of the day that has passed. */
  private async daily(now: Date): Promise<Date> {
    const { timeZone } = await this.facts.organisation();
    const day = today(timeZone, now);
    const moment = momentAt(timeZone, day, DAILY_AT);
    return moment <= now ? moment : momentAt(timeZone, shiftDay(day, -1), DAILY_AT);
  }
}

/** Nothing is left to tell. */
class Nothing extends Error {}

interface Due {
  readonly portalUserId: string;
  readonly email: string;
  readonly notices: readonly string[];
}

const DUE = `
  select n.portal_user_id as "portalUserId", l.email, array_agg(n.id) as notices
  from notices n
  join notification_choices k on k.portal_user_id = n.portal_user_id and k.section = n.section
  join portal_users u on u.id = n.portal_user_id join logins l on l.id = u.login_id
  where n.letter_id is null and n.arrived_at < case k.how
    when 'at-once' then $1::timestamptz - make_interval(secs => $2) else $3::timestamptz end
  group by n.portal_user_id, l.email order by min(n.arrived_at) limit $4`;

const TAKE = 'update notices set letter_id = $1 where id = any ($2) and letter_id is null';
