import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PermissionCatalogue } from '../access/catalogue.js';
import { Database } from '../platform/database/database.js';
import type { Trade } from '../platform/run/command-line.js';
import { belongsTo, isTrade } from './trades.js';

/** Gives every permission of the catalogue its row, so that settings and new customers find it. */
@Injectable()
export class PermissionDefaults implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
  ) {}

  /** At every start, in every process: a permission that a later version brought starts unavailable and off. */
  async onApplicationBootstrap(): Promise<void> {
    await this.database.transaction((manager) => this.fill(manager));
  }

  /**
   * Rows for permissions that have none. While nobody has set the installation up: the trade's sections available, and
   * every one on for new customers. Afterwards: unavailable and off. What has a row stays as it is.
   */
  async fill(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ trade: string }[]>('select trade from organisation');
    await manager.query(
      `insert into permission_settings (permission, available, on_for_new)
       select p.permission, p.available and fresh, fresh
       from unnest($1::text[], $2::boolean[]) as p(permission, available),
         (select set_up_at is null and not exists (select from logins where kind = 'staff') as fresh
          from organisation) as installation
       on conflict do nothing`,
      this.ofTrade(isTrade(row?.trade ?? '') ? (row?.trade as Trade) : 'everything'),
    );
  }

  /**
   * Chooses the trade of a new installation: its sections are available, others are not, all are on for new
   * customers. Within the trade that it has already, only what has no row changes. For set-up and for `seed`.
   */
  async applyTrade(manager: EntityManager, trade: Trade): Promise<void> {
    const chosen = await manager.query<unknown[]>(
      'select from organisation where trade <> $1 and set_up_at is null for update',
      [trade],
    );
    if (chosen.length > 0) {
      await manager.query('update organisation set trade = $1, version = version + 1, updated_at = now()', [
        trade,
      ]);
      await manager.query(
        `insert into permission_settings (permission, available, on_for_new)
         select permission, available, true from unnest($1::text[], $2::boolean[]) as p(permission, available)
         on conflict (permission) do update set available = excluded.available, on_for_new = true`,
        this.ofTrade(trade),
      );
    }
    await this.fill(manager);
  }

  private ofTrade(trade: Trade): [string[], boolean[]] {
    const permissions = this.catalogue.all.map(({ key }) => key);
    return [permissions, permissions.map((permission) => belongsTo(trade, permission))];
  }
}
