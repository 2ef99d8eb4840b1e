import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, type ListPage } from '../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../platform/lists/list-query.js';
import {
  INVITATION_COLUMNS,
  INVITATION_JOIN,
  INVITATION_STATES,
  STATE_SQL,
  type InvitationRow,
} from './invitation-state.js';

export type InvitationFilter = 'state' | 'asked';

/** What the address of the invitations' list may hold. */
export const INVITATION_LIST = {
  sorts: ['-invited', 'email', 'customer'],
  filters: { state: INVITATION_STATES.filter((state) => state !== 'none'), asked: ['yes'] },
} as const satisfies ListDeclaration<InvitationFilter>;

/** One line of the invitations' list. */
export interface InvitationListRow extends InvitationRow {
  readonly id: string;
  readonly portalUserId: string;
  readonly email: string;
  readonly name: string;
  readonly customer: string;
  readonly invitedAt: Date;
  readonly place: string;
}

/** How many invitations the search and filters leave, and how many of those wait for the person. */
export interface InvitationCounts {
  readonly found: number;
  readonly open: number;
}

/** An invitation as the page that asks before it is revoked names it. */
export interface NamedInvitation {
  readonly id: string;
  readonly portalUserId: string;
  readonly email: string;
  readonly customer: string;
}

/** What the office reads of its invitations. */
@Injectable()
export class InvitationsQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<NamedInvitation> {
    const row = isId(id)
      ? await this.database.row<NamedInvitation>(
          `select i.id, u.id as "portalUserId", l.email, c.name as customer ${FROM} where ${LIVING} and i.id = $1`,
          [id],
        )
      : undefined;
    if (!row) throw new NotFound();
    return row;
  }

  async list(query: ListQuery<InvitationFilter>): Promise<ListPage<InvitationListRow>> {
    const { where, values } = conditions(query);
    const key = keyset(query, SORTS, this.cursors, values);
    const rows = await this.database.rows<InvitationListRow>(
      `select i.id, u.id as "portalUserId", l.email, l.name, c.name as customer, ${key.place} as place,
         i.created_at as "invitedAt", ${INVITATION_COLUMNS}
       ${FROM} where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  async counts(query: ListQuery<InvitationFilter>): Promise<InvitationCounts> {
    const { where, values } = conditions(query);
    const counts = await this.database.row<InvitationCounts>(
      `select count(*)::int as found, count(*) filter (where ${STATE_SQL} in ('queued', 'sent'))::int as open
       ${FROM} where ${where}`,
      values,
    );
    return counts as InvitationCounts;
  }
}

const FROM = `
  from portal_users u
  join portal_accounts c on c.id = u.account_id
  join logins l on l.id = u.login_id
  ${INVITATION_JOIN}`;

const LIVING = 'u.ended_at is null and c.deleted_at is null and i.id is not null';

const SORTS = {
  list: 'invitations',
  id: 'i.id',
  columns: {
    invited: { sql: 'i.created_at', type: 'timestamptz' },
    email: { sql: 'l.email_key collate "C"', type: 'text collate "C"' },
    customer: { sql: 'c.name_key', type: 'text collate "C"' },
  },
} as const;

const SEARCHED = `fold(concat_ws(' ', l.email, l.name, c.reference, c.name))`;

function conditions({ q, filters }: ListQuery<InvitationFilter>): { where: string; values: unknown[] } {
  const where = [LIVING];
  const values: unknown[] = [];
  const words = q.split(/\s+/).filter(Boolean);
  if (words.length > 0) {
    values.push(words);
    where.push(
      `not exists (select from unnest($1::text[]) as word where position(fold(word) in ${SEARCHED}) = 0)`,
    );
  }
  if (filters.state) {
    values.push(filters.state);
    where.push(`${STATE_SQL} = $${values.length}`);
  }
  if (filters.asked) where.push('i.asked_again_at is not null');
  return { where: where.join(' and '), values };
}
