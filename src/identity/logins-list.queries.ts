import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, type ListPage } from '../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../platform/lists/list-query.js';

export const LOGIN_TYPES = ['staff', 'customer', 'consolidated-account', 'undecided'] as const;
export type LoginType = (typeof LOGIN_TYPES)[number];

/** `waiting`: no password was chosen yet. */
export const LOGIN_STATES = ['active', 'waiting', 'disabled'] as const;
export type LoginState = (typeof LOGIN_STATES)[number];

export type LoginFilter = 'type' | 'state';

/** What the address of the list of logins may hold. */
export const LOGIN_LIST = {
  sorts: ['name', 'email', 'lastSignedIn', 'added'],
  filters: { type: LOGIN_TYPES, state: LOGIN_STATES },
} as const satisfies ListDeclaration<LoginFilter>;

/** One line of the list: staff and customers' people alike. */
export interface LoginListRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly type: LoginType;
  readonly state: LoginState;
  /** The names of its role groups. */
  readonly roleGroups: readonly string[];
  /** The names of the customers and consolidated accounts whose portal it is for. */
  readonly belongsTo: readonly string[];
  readonly lastSignedInAt: Date | null;
  readonly createdAt: Date;
  readonly place: string;
}

export interface LoginCounts {
  readonly found: number;
  readonly staff: number;
}

/** Everybody who signs in, in one list. */
@Injectable()
export class LoginsListQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  async list(query: ListQuery<LoginFilter>): Promise<ListPage<LoginListRow>> {
    const { where, values } = conditions(query);
    const key = keyset(query, SORTS, this.cursors, values);
    const rows = await this.database.rows<LoginListRow>(
      `select l.id, l.name, l.email, ${TYPE_OF_LOGIN} as type, ${STATE_OF_LOGIN} as state, ${ROLE_GROUPS} as "roleGroups",
         ${BELONGS_TO} as "belongsTo", l.last_signed_in_at as "lastSignedInAt",
         l.created_at as "createdAt", ${key.place} as place
       from logins l where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  async counts(query: ListQuery<LoginFilter>): Promise<LoginCounts> {
    const { where, values } = conditions(query);
    const counts = await this.database.row<LoginCounts>(
      `select count(*)::int as found, count(*) filter (where l.kind = 'staff')::int as staff
       from logins l where ${where}`,
      values,
    );
    return counts as LoginCounts;
  }
}

const SORTS = {
  list: 'logins',
  id: 'l.id',
  columns: {
    name: { sql: `fold(coalesce(nullif(l.name, ''), l.email)) collate "C"`, type: 'text collate "C"' },
    email: { sql: 'l.email_key collate "C"', type: 'text collate "C"' },
    lastSignedIn: { sql: `coalesce(l.last_signed_in_at, '-infinity'::timestamptz)`, type: 'timestamptz' },
    added: { sql: 'l.created_at', type: 'timestamptz' },
  },
} as const;

/** What kind of person somebody is, of the table `l`: whoever sees a consolidated account is called so. */
export const TYPE_OF_LOGIN = `case when l.kind = 'customer' and exists (
  select from portal_users u join consolidated_accounts a on a.id = u.consolidated_account_id and a.deleted_at is null
  where u.login_id = l.id and u.ended_at is null) then 'consolidated-account' else l.kind end`;

/** Whether somebody can sign in, of the table `l`. */
export const STATE_OF_LOGIN = `case
  when l.disabled_at is not null then 'disabled' when l.password_hash is null then 'waiting' else 'active' end`;

const ROLE_GROUPS = `(
  select coalesce(array_agg(g.name order by g.id), '{}') from login_role_groups h
  join role_groups g on g.id = h.role_group_id where h.login_id = l.id)`;

const BELONGS_TO = `(
  select coalesce(array_agg(c.name order by c.name_key), '{}') from portal_users u
  join portal_accounts c on c.id = u.account_id and c.deleted_at is null
  where u.login_id = l.id and u.ended_at is null)`;

function conditions({ q, filters }: ListQuery<LoginFilter>): { where: string; values: unknown[] } {
  const where = ['l.erased_at is null'];
  const values: unknown[] = [];
  const words = q.split(/\s+/).filter(Boolean);
  if (words.length > 0) {
    values.push(words);
    where.push(`not exists (select from unnest($1::text[]) as word
      where position(fold(word) in fold(concat_ws(' ', l.name, l.email, array_to_string(${BELONGS_TO}, ' ')))) = 0)`);
  }
  for (const [name, sql] of [
    ['type', TYPE_OF_LOGIN],
    ['state', STATE_OF_LOGIN],
  ] as const) {
    if (!filters[name]) continue;
    values.push(filters[name]);
    where.push(`${sql} = $${values.length}`);
  }
  return { where: where.join(' and '), values };
}
