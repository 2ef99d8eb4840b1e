import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PermissionCatalogue, type Permission } from '../access/catalogue.js';
import { Database } from '../platform/database/database.js';
import type { PortalSettings, SectionSetting } from './portal-settings.js';

/** The settings and the version of the row they hang on. */
export interface KeptPortalSettings {
  readonly settings: PortalSettings;
  readonly version: number;
}

/** Reads what Settings > Customer Portal holds. */
@Injectable()
export class PortalSettingsQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  async current(): Promise<KeptPortalSettings> {
    return this.kept((await this.database.row<SettingsRow>(SETTINGS)) as SettingsRow);
  }

  /** The same for a writer: nobody else writes until its transaction ends. */
  async locked(manager: EntityManager): Promise<KeptPortalSettings> {
    // Two statements: one that waits for the lock would go on with the switches as they were before it waited.
    await manager.query('select from portal_settings for update');
    const [row] = await manager.query<SettingsRow[]>(SETTINGS);
    return this.kept(row as SettingsRow);
  }

  /** For each permission how many existing customers have it otherwise than new ones begin. */
  async differing(permissions: readonly Permission[]): Promise<ReadonlyMap<Permission, number>> {
    const rows = await this.database.rows<{ permission: string; customers: number }>(DIFFERING, [
      permissions,
    ]);
    return new Map(rows.map(({ permission, customers }) => [permission, customers]));
  }

  /** For each permission how many existing customers have it on; what no customer has on is not among them. */
  async standing(): Promise<Standing> {
    const [customers, rows] = await Promise.all([
      this.database.row<{ count: number }>(EXISTING),
      this.database.rows<{ permission: string; customers: number }>(ON_FOR),
    ]);
    const on = new Map(rows.map((row) => [row.permission, row.customers]));
    return { customers: customers?.count ?? 0, on };
  }

  private kept({ version, sections, ...others }: SettingsRow): KeptPortalSettings {
    const off = { available: false, default: false };
    const all = this.catalogue.all.map(({ key }) => [key, sections[key] ?? off] as const);
    return { version, settings: { ...others, sections: Object.fromEntries(all) } };
  }
}

/** What existing customers have. */
export interface Standing {
  readonly customers: number;
  readonly on: ReadonlyMap<Permission, number>;
}

interface SettingsRow {
  readonly enabled: boolean;
  readonly allowAutoPayDeactivation: boolean;
  readonly autoPayMessage: string;
  readonly version: number;
  readonly sections: Readonly<Record<Permission, SectionSetting>>;
}

const SETTINGS = `
  select enabled, allow_auto_pay_deactivation as "allowAutoPayDeactivation", auto_pay_message as "autoPayMessage",
    version,
    (select coalesce(jsonb_object_agg(permission,
      jsonb_build_object('available', available, 'default', on_for_new)), '{}') from permission_settings) as sections
  from portal_settings`;

const EXISTING = 'select count(*)::int as count from customers where deleted_at is null';

const ON_FOR = `
  select p.permission, count(*)::int as customers
  from customer_permissions p join customers c on c.id = p.customer_id and c.deleted_at is null
  where p.allowed group by p.permission`;

const DIFFERING = `
  select s.permission, count(*)::int as customers
  from permission_settings s cross join customers c
  left join customer_permissions p on p.customer_id = c.id and p.permission = s.permission
  where s.permission = any($1::text[]) and c.deleted_at is null and coalesce(p.allowed, false) <> s.on_for_new
  group by s.permission`;
