import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { NotFound, say, type Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { ROLE_GROUPS } from './logins.service.js';

/** A role group, with how many people and API keys do what it may. */
export interface RoleGroupRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: 'staff' | 'customer';
  readonly permissions: readonly string[];
  readonly logins: number;
  readonly apiKeys: number;
}

/** May do everything, for good: else nobody could. */
export const isAdministrators = ({ key }: Pick<RoleGroupRow, 'key'>): boolean => key === 'administrator';
export const isBuiltIn = ({ key }: Pick<RoleGroupRow, 'key'>): boolean =>
  (ROLE_GROUPS as readonly string[]).includes(key);

/** What can and cannot be done to one of those. */
export const builtInWords = (row: RoleGroupRow): Text =>
  say(`identity.roleGroups.builtIn.${isAdministrators(row) ? 'administrator' : row.kind}`, {
    name: row.name,
  });

/** What the pages of role groups read. */
@Injectable()
export class RoleGroupsQueries {
  constructor(private readonly database: Database) {}

  list(): Promise<RoleGroupRow[]> {
    return this.database.rows<RoleGroupRow>(`${GROUPS} order by g.kind desc, g.id`);
  }

  /** @throws NotFound */
  async get(id: string): Promise<RoleGroupRow> {
    const row = isId(id)
      ? await this.database.row<RoleGroupRow>(`${GROUPS} where g.id = $1`, [id])
      : undefined;
    if (!row) throw new NotFound();
    return row;
  }

  /** All of them for a writer: nobody else writes until its transaction ends. */
  async held(manager: EntityManager): Promise<RoleGroupRow[]> {
    await manager.query('select from role_groups order by id for update');
    return manager.query<RoleGroupRow[]>(`${GROUPS} order by g.kind desc, g.id`);
  }
}

const GROUPS = `
  select g.id, g.key, g.name, g.kind, g.permissions,
    (select count(*)::int from login_role_groups h where h.role_group_id = g.id) as logins,
    (select count(*)::int from api_keys k where k.role_group_id = g.id and k.ended_at is null) as "apiKeys"
  from role_groups g`;
