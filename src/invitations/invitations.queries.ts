import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { INVITATION_COLUMNS, INVITATION_JOIN, type InvitationRow } from './invitation-state.js';

/** An invitation as the pages that ask before something happens to it name it. */
export interface NamedInvitation extends InvitationRow {
  readonly id: string;
  readonly portalUserId: string;
  readonly email: string;
  readonly customer: string;
  /** Of the customer or the consolidated account. */
  readonly accountId: string;
  /** Whether their login is disabled. */
  readonly disabled: boolean;
  /** What is switched off, so that a link would lead to a closed door. */
  readonly off: 'portal' | 'customer' | null;
}

/** Somebody of the office who has invited people. */
export interface Inviter {
  readonly id: string;
  readonly name: string;
}

/** What the office reads of single invitations. */
@Injectable()
export class InvitationsQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound */
  async get(id: string): Promise<NamedInvitation> {
    const [row] = await this.some([id]);
    if (!row) throw new NotFound();
    return row;
  }

  /** Those of these that still stand, by customer and address. */
  async some(ids: readonly string[]): Promise<NamedInvitation[]> {
    return this.database.rows<NamedInvitation>(
      `select i.id, u.id as "portalUserId", l.email, c.name as customer, c.id as "accountId",
         l.disabled_at is not null as disabled, ${OFF_SQL} as off, ${INVITATION_COLUMNS}
       ${INVITATION_FROM} where ${INVITATION_LIVING} and i.id = any($1::uuid[]) order by c.name_key, l.email_key, i.id`,
      [ids.filter(isId)],
    );
  }

  inviters(): Promise<Inviter[]> {
    return this.database.rows<Inviter>(
      `select l.id, coalesce(nullif(l.name, ''), l.email) as name from logins l
       where exists (select from invitations i where i.invited_by = l.id) order by fold(l.name), l.id`,
    );
  }
}

/** Of the table `c`: what keeps the customer's people out. */
export const OFF_SQL = `case
  when not (select enabled from portal_settings) then 'portal' when not c.portal_enabled then 'customer' end`;

export const INVITATION_FROM = `
  from portal_users u
  join portal_accounts c on c.id = u.account_id
  join logins l on l.id = u.login_id
  ${INVITATION_JOIN}`;

export const INVITATION_LIVING = 'u.ended_at is null and c.deleted_at is null and i.id is not null';
