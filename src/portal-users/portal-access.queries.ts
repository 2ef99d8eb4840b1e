import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PermissionCatalogue, type Permission } from '../access/catalogue.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { PortalAccess } from './portal-access.js';

/** An account's portal access, with what the whole organisation has set above it. */
export interface KeptPortalAccess {
  readonly access: PortalAccess;
  /** A consolidated account has no switches of its own. */
  readonly consolidated: boolean;
  /** Whether the portal is on at all. */
  readonly portalEnabled: boolean;
  /** The permissions that the organisation makes available. */
  readonly available: ReadonlySet<Permission>;
}

/** Reads a customer's switches; of a consolidated account what is on for any of its customers. */
@Injectable()
export class PortalAccessQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  /** @throws NotFound */
  async of(accountId: string): Promise<KeptPortalAccess> {
    return this.kept(await this.database.row<AccessRow>(ACCESS, [accountId]));
  }

  /** The same inside a writer's transaction. */
  async within(manager: EntityManager, accountId: string): Promise<KeptPortalAccess> {
    return this.kept((await manager.query<AccessRow[]>(ACCESS, [accountId]))[0]);
  }

  private kept(row: AccessRow | undefined): KeptPortalAccess {
    if (!row) throw new NotFound();
    const on = new Set(row.allowed);
    const sections = Object.fromEntries(this.catalogue.all.map(({ key }) => [key, on.has(key)]));
    return {
      access: { enabled: row.enabled, sections },
      consolidated: row.consolidated,
      portalEnabled: row.portalEnabled,
      available: new Set(row.available),
    };
  }
}

interface AccessRow {
  readonly consolidated: boolean;
  readonly enabled: boolean;
  readonly portalEnabled: boolean;
  readonly allowed: readonly Permission[];
  readonly available: readonly Permission[];
}

const ACCESS = `
  select c.consolidated, c.portal_enabled as enabled, (select enabled from portal_settings) as "portalEnabled",
    (select coalesce(array_agg(distinct p.permission), '{}') from portal_account_customers a
     join customer_permissions p on p.customer_id = a.customer_id and p.allowed
     where a.account_id = c.id) as allowed,
    (select coalesce(array_agg(permission), '{}') from permission_settings where available) as available
  from portal_accounts c where c.id = $1 and c.deleted_at is null`;
