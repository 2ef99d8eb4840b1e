import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';

/** A key as the office sees it: never the key itself. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly roleGroup: string;
  /** What it may do: nobody ends a key that may do more than they. */
  readonly permissions: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly endedAt: Date | null;
  /** Empty when it was made on the command line. */
  readonly madeBy: string;
}

/** A role group that keys can be given. */
export interface KeyRoleGroup {
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

/** What the office reads about keys. */
@Injectable()
export class ApiKeyQueries {
  constructor(private readonly database: Database) {}

  /** Those that work by name, then those that ended, the latest first. */
  list(): Promise<ApiKeyRow[]> {
    return this.database.rows<ApiKeyRow>(
      `${KEYS} order by k.ended_at desc nulls first, lower(k.name), k.id limit 500`,
    );
  }

  /** A key that works. @throws NotFound */
  async working(id: string): Promise<ApiKeyRow> {
    const row = isId(id)
      ? await this.database.row<ApiKeyRow>(`${KEYS} where k.id = $1 and k.ended_at is null`, [id])
      : undefined;
    if (!row) throw new NotFound();
    return row;
  }

  roleGroups(): Promise<KeyRoleGroup[]> {
    return this.database.rows<KeyRoleGroup>(
      `select key, name, permissions from role_groups where kind = 'staff' order by name`,
    );
  }
}

const KEYS = `
  select k.id, k.name, g.name as "roleGroup", g.permissions, k.created_at as "createdAt", k.last_used_at as "lastUsedAt",
    k.ended_at as "endedAt", coalesce(nullif(l.name, ''), l.email, '') as "madeBy"
  from api_keys k
  join role_groups g on g.id = k.role_group_id
  left join audit_lines a on a.subject_id = k.id and a.action = 'api-key.made'
  left join logins l on l.id = a.actor_id`;
