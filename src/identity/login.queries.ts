import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { Login } from './login.entity.js';
import { STATE_OF_LOGIN, TYPE_OF_LOGIN, type LoginState, type LoginType } from './logins-list.queries.js';

/** A role group as a login's page offers it. */
export interface OfferedRoleGroup {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: 'staff' | 'customer';
  readonly permissions: readonly string[];
}

/** A customer, or a consolidated account, whose portal a login is for. */
export interface LoginAccess {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly invited: boolean;
}

/** Everything about a login that its page tells. */
export interface LoginRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly kind: Login['kind'];
  readonly type: LoginType;
  readonly state: LoginState;
  readonly version: number;
  readonly lastSignedInAt: Date | null;
  readonly createdAt: Date;
  readonly roleGroupIds: readonly string[];
  /** What its role groups hold, all together. */
  readonly permissions: readonly string[];
  readonly accesses: readonly LoginAccess[];
  /** Until when the link to choose a first password works; none when there is no such link. */
  readonly linkUntil: Date | null;
  /** Whether a mail server has taken that link. */
  readonly linkMailed: boolean;
  /** Whether a code is asked for when it signs in. */
  readonly twoStep: boolean;
}

/** What the page of one login reads. */
@Injectable()
export class LoginQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound */
  async get(id: string): Promise<LoginRow> {
    return found(isId(id) ? await this.database.row<LoginRow>(LOGIN, [id]) : undefined);
  }

  /** The same inside a writer's transaction, which holds the login. @throws NotFound */
  async held(manager: EntityManager, id: string): Promise<LoginRow> {
    if (!isId(id)) throw new NotFound();
    // Two statements: one that waits for the lock would go on with the role groups as they were before it waited.
    await manager.query('select from logins where id = $1 for update', [id]);
    return found((await manager.query<LoginRow[]>(LOGIN, [id]))[0]);
  }

  roleGroups(): Promise<OfferedRoleGroup[]> {
    return this.database.rows<OfferedRoleGroup>(
      'select id, key, name, kind, permissions from role_groups order by id',
    );
  }
}

function found(row: LoginRow | undefined): LoginRow {
  if (!row) throw new NotFound();
  return row;
}

const LOGIN = `
  select l.id, l.name, l.email, l.kind, ${TYPE_OF_LOGIN} as type, ${STATE_OF_LOGIN} as state, l.version,
    l.last_signed_in_at as "lastSignedInAt", l.created_at as "createdAt",
    (select coalesce(array_agg(h.role_group_id order by h.role_group_id), '{}')
     from login_role_groups h where h.login_id = l.id) as "roleGroupIds",
    (select coalesce(array_agg(distinct p), '{}') from login_role_groups h
     join role_groups g on g.id = h.role_group_id and g.kind = 'staff', unnest(g.permissions) as p
     where h.login_id = l.id) as permissions,
    (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', c.name, 'active', u.active,
       'invited', exists (select from invitations i where i.portal_user_id = u.id and i.revoked_at is null))
       order by c.name_key), '[]')
     from portal_users u join portal_accounts c on c.id = u.account_id and c.deleted_at is null
     where u.login_id = l.id and u.ended_at is null) as accesses,
    (select max(r.expires_at) from login_links r
     where r.login_id = l.id and r.purpose = 'password' and r.used_at is null and r.expires_at > now()) as "linkUntil",
    exists (select from login_links r join mails m on m.subject_id = r.id and m.state = 'sent'
     where r.login_id = l.id and r.purpose = 'password' and r.used_at is null and r.expires_at > now()) as "linkMailed",
    exists (select from login_authenticators t where t.login_id = l.id and t.confirmed_at is not null) as "twoStep"
  from logins l where l.id = $1 and l.erased_at is null`;
