import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PermissionCatalogue, type Permission } from '../access/catalogue.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { PortalAccess } from './portal-access.js';

/** A customer's portal access, with what the whole organisation has set above it. */
export interface KeptPortalAccess {
  readonly access: PortalAccess;
  /** Whether the portal is on at all. */
  readonly portalEnabled: boolean;
  /** The permissions that the organisation makes available. */
  readonly available: ReadonlySet<Permission>;
}

/** Reads a customer's switches. */
@Injectable()
export class PortalAccessQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  /** @throws NotFound */
  async of(customerId: string): Promise<KeptPortalAccess> {
    return this.kept(await this.database.row<AccessRow>(ACCESS, [customerId]));
  }

  /** The same inside a writer's transaction. */
  async within(manager: EntityManager, customerId: string): Promise<KeptPortalAccess> {
    return this.kept((await manager.query<AccessRow[]>(ACCESS, [customerId]))[0]);
  }

  private kept(row: AccessRow | undefined): KeptPortalAccess {
    if (!row) throw new NotFound();
    const on = new Set(row.allowed);
    const sections = Object.fromEntries(this.catalogue.all.map(({ key }) => [key, on.has(key)]));
    return {
      access: { enabled: row.enabled, sections },
      portalEnabled: row.portalEnabled,
      available: new Set(row.available),
    };
  }
}

interface AccessRow {
  readonly enabled: boolean;
  readonly portalEnabled: boolean;
  readonly allowed: readonly Permission[];
  readonly available: readonly Permission[];
}

const ACCESS = `
  select c.portal_enabled as enabled, (select enabled from portal_settings) as "portalEnabled",
    (select coalesce(array_agg(permission), '{}') from customer_permissions p
     where p.customer_id = c.id and p.allowed) as allowed,
    (select coalesce(array_agg(permission), '{}') from permission_settings where available) as available
  from customers c where c.id = $1 and c.deleted_at is null`;
