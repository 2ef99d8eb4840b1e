import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Invalid, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { SiteKind } from '../invitations/site-rule.js';

/** Which sites of a customer somebody sees: all, or these, by id. */
export type ChosenSites = 'all' | readonly string[];

/** The sites that a person was given one by one. */
@Injectable()
export class PersonSites {
  async of(manager: EntityManager, portalUserId: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      'select site_id as id from portal_user_sites where portal_user_id = $1 order by site_id',
      [portalUserId],
    );
    return rows.map(({ id }) => id);
  }

  async set(manager: EntityManager, portalUserId: string, sites: ChosenSites): Promise<void> {
    const chosen = sites === 'all' ? [] : sites;
    await manager.query(
      'delete from portal_user_sites where portal_user_id = $1 and site_id <> all($2::uuid[])',
      [portalUserId, chosen],
    );
    await manager.query(
      `insert into portal_user_sites (portal_user_id, site_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
      [portalUserId, chosen],
    );
  }

  /**
   * The kinds of these sites.
   * @throws Invalid at `sites` when one is not a site of this customer
   */
  async kinds(manager: EntityManager, customerId: string, sites: readonly string[]): Promise<SiteKind[]> {
    const chosen = [...new Set(sites)];
    const found = chosen.every(isId)
      ? await manager.query<{ kind: SiteKind }[]>(
          'select kind from sites where customer_id = $1 and id = any($2::uuid[]) and deleted_at is null',
          [customerId, chosen],
        )
      : [];
    if (found.length < chosen.length) throw new Invalid({ sites: say('portal-users.person.foreignSite') });
    return found.map(({ kind }) => kind);
  }
}
