import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../audit/audit.service.js';
import { Audit, difference } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { MailedTokens } from '../platform/mailed-tokens.js';
import { NEWS, type How } from './news.js';

/** By section; what is off is not there. */
export type Choices = Readonly<Record<string, How>>;

/** Of what somebody wants to hear by mail. Every access of a person has its own. */
@Injectable()
export class NotificationChoices {
  constructor(
    private readonly database: Database,
    private readonly tokens: MailedTokens,
    private readonly audit: Audit,
  ) {}

  async of(portalUserId: string): Promise<Choices> {
    return asChoices(await this.database.rows<Choice>(CHOICES, [portalUserId]));
  }

  /** Keeps the choices for these sections; what waited of one that is off now goes to nobody. */
  async keep(actor: Actor, portalUserId: string, chosen: Choices): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query('select from portal_users where id = $1 for no key update', [portalUserId]);
      const before = asChoices(await manager.query<Choice[]>(CHOICES, [portalUserId]));
      const sides = difference(whole(before), whole({ ...before, ...chosen }));
      if (!sides) return;
      for (const [section, how] of Object.entries(chosen))
        await this.put(manager, portalUserId, section, how);
      await manager.query(FORGET, [portalUserId]);
      await manager.query(STOP, [...this.stopOf(), portalUserId]);
      const subject = { kind: 'portal-user', id: portalUserId };
      await this.audit.record(manager, actor, { action: 'notifications.changed', subject, ...sides });
    });
  }

  private async put(manager: EntityManager, portalUserId: string, section: string, how: How): Promise<void> {
    await (how === 'off'
      ? manager.query('delete from notification_choices where portal_user_id = $1 and section = $2', [
          portalUserId,
          section,
        ])
      : manager.query(PUT, [portalUserId, section, how]));
  }

  private stopOf(): [string, string] {
    const id = newId();
    return [id, this.tokens.hash('notification-stop', id, 1)];
  }
}

interface Choice {
  readonly section: string;
  readonly how: How;
}

const asChoices = (rows: readonly Choice[]): Choices =>
  Object.fromEntries(rows.map(({ section, how }) => [section, how]));

/** With what is off, so that a change of it is told. */
const whole = (choices: Choices): Record<string, How> =>
  Object.fromEntries(NEWS.map(({ section }) => [section.key, choices[section.key] ?? 'off']));

const CHOICES = 'select section, how from notification_choices where portal_user_id = $1';
const PUT = `insert into notification_choices (portal_user_id, section, how) values ($1, $2, $3)
  on conflict (portal_user_id, section) do update set how = excluded.how`;
const FORGET = `delete from notices n where n.portal_user_id = $1 and n.letter_id is null
  and not exists (select from notification_choices k where k.portal_user_id = n.portal_user_id and k.section = n.section)`;
const STOP = `insert into notification_stops (id, token_hash, portal_user_id) values ($1, $2, $3)
  on conflict (portal_user_id) do nothing`;
