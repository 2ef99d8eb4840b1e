import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { emailKey } from '../identity/login.entity.js';
import { newId } from '../platform/ids.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import type { ScheduleFields } from './schedules.forms.js';

/** Who is sent a schedule, each with a link of their own to stop it. */
@Injectable()
export class ScheduleRecipients {
  constructor(private readonly tokens: MailedTokens) {}

  /**
   * Adds who is new and takes away who is no longer named. Who stopped it stays without it; taken away and named anew
   * they begin again. Answers the addresses of all who are named now.
   */
  async keep(
    manager: EntityManager,
    scheduleId: string,
    { people, addresses }: Pick<ScheduleFields, 'people' | 'addresses'>,
  ): Promise<string[]> {
    await manager.query(REMOVE, [scheduleId, people, addresses.map(emailKey)]);
    for (const person of people) await this.put(manager, KEEP_PERSON, scheduleId, [person]);
    for (const address of addresses)
      await this.put(manager, KEEP_ADDRESS, scheduleId, [address, emailKey(address)]);
    const rows = await manager.query<{ email: string }[]>(NAMED, [scheduleId]);
    return rows.map(({ email }) => email);
  }

  private async put(
    manager: EntityManager,
    sql: string,
    scheduleId: string,
    who: readonly string[],
  ): Promise<void> {
    const id = newId();
    await manager.query(sql, [id, scheduleId, this.tokens.hash('schedule-stop', id, 1), ...who]);
  }
}

const REMOVE = `
  update schedule_recipients set removed_at = now() where schedule_id = $1 and removed_at is null
    and not (portal_user_id is not null and portal_user_id = any ($2::uuid[])
      or portal_user_id is null and email_key = any ($3::text[]))`;
const BACK = `
  do update set removed_at = null,
    stopped_at = case when schedule_recipients.removed_at is null then schedule_recipients.stopped_at end`;
const KEEP_PERSON = `
  insert into schedule_recipients (id, schedule_id, token_hash, portal_user_id) values ($1, $2, $3, $4)
  on conflict (schedule_id, portal_user_id) where portal_user_id is not null ${BACK}`;
const KEEP_ADDRESS = `
  insert into schedule_recipients (id, schedule_id, token_hash, email, email_key) values ($1, $2, $3, $4, $5)
  on conflict (schedule_id, email_key) where portal_user_id is null ${BACK}`;
const NAMED = `
  select coalesce(nullif(r.email, ''), l.email) as email
  from schedule_recipients r left join portal_users u on u.id = r.portal_user_id left join logins l on l.id = u.login_id
  where r.schedule_id = $1 and r.removed_at is null order by 1`;
