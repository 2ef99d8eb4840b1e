import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ConfigError } from '../config.js';

/** Start-up refuses a portal role that could see past row-level security. */
@Injectable()
export class SafeRoles implements OnModuleInit {
  constructor(@InjectDataSource('portal') private readonly portal: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [role] = await this.portal.query<RoleFacts[]>(ROLE_FACTS);
    if (role) refuseUnsafe(role);
  }
}

/** What Postgres says of a role. */
export interface RoleFacts {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owns: number;
  readonly writes: number;
  readonly memberships: number;
}

const ROLE_FACTS = `
  select rolname as name, rolsuper as superuser, rolbypassrls as bypass,
    (select count(*)::int from pg_class where relowner = r.oid and relkind in ('r', 'p', 'v', 'm')) as owns,
    (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind in ('r', 'p')
        and has_table_privilege(r.oid, c.oid, 'insert, update, delete, truncate')) as writes,
    (select count(*)::int from pg_auth_members where member = r.oid) as memberships
  from pg_roles r where rolname = current_user`;

/** @throws ConfigError naming what makes the role unsafe */
export function refuseUnsafe(role: RoleFacts): void {
  const faults = [
    role.superuser && 'is a superuser',
    role.bypass && 'may bypass row-level security',
    role.owns > 0 && `owns ${role.owns} tables`,
    role.writes > 0 && `may write ${role.writes} tables`,
    role.memberships > 0 && 'is a member of another role',
  ].filter(Boolean);
  if (faults.length > 0) {
    throw new ConfigError(
      `The portal's database role "${role.name}" ${faults.join(', ')}. It must only SELECT.`,
    );
  }
}
