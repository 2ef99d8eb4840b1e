import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Invalid, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import type { SiteKind } from '../invitations/site-rule.js';

/** Which sites somebody sees: all, or these, by id. */
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

  /** The customers of whom somebody who does not see every site sees all the same. */
  async everySiteOf(manager: EntityManager, portalUserId: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      'select customer_id as id from portal_user_customers where portal_user_id = $1 order by customer_id',
      [portalUserId],
    );
    return rows.map(({ id }) => id);
  }

  async set(
    manager: EntityManager,
    portalUserId: string,
    sites: ChosenSites,
    everySiteOf: readonly string[] = [],
  ): Promise<void> {
    const chosen = sites === 'all' ? [] : sites;
    const whole = sites === 'all' ? [] : everySiteOf;
    await manager.query(
      'delete from portal_user_customers where portal_user_id = $1 and customer_id <> all($2::uuid[])',
      [portalUserId, whole],
    );
    await manager.query(
      `insert into portal_user_customers (portal_user_id, customer_id) select $1, unnest($2::uuid[])
       on conflict do nothing`,
      [portalUserId, whole],
    );
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
   * The kinds of these sites, and of all sites of these customers.
   * @throws Invalid at `sites` when one of them is none of the account's
   */
  async kinds(
    manager: EntityManager,
    accountId: string,
    sites: readonly string[],
    everySiteOf: readonly string[],
  ): Promise<SiteKind[]> {
    const [chosen, whole] = [[...new Set(sites)], [...new Set(everySiteOf)]];
    const areIds = [...chosen, ...whole].every(isId);
    const found = areIds
      ? await manager.query<{ id: string; kind: SiteKind; closed: boolean }[]>(KINDS, [
          accountId,
          chosen,
          whole,
        ])
      : [];
    const customers = areIds ? await manager.query<unknown[]>(CUSTOMERS, [accountId, whole]) : [];
    const ids = new Set(found.map(({ id }) => id));
    if (!areIds || !chosen.every((id) => ids.has(id)) || customers.length < whole.length)
      throw new Invalid({ sites: say('portal-users.person.foreignSite') });
    // A site that was chosen and is archived shows nothing, so it is not among those the person would see.
    return found.filter(({ closed }) => !closed).map(({ kind }) => kind);
  }
}

const KINDS = `
  select s.id, s.kind, s.status = 'archived' and s.customer_id <> all($3::uuid[]) as closed from sites s
  join portal_account_customers a on a.customer_id = s.customer_id and a.account_id = $1
  where s.deleted_at is null and (s.id = any($2::uuid[]) or s.customer_id = any($3::uuid[]))`;

const CUSTOMERS = `
  select from portal_account_customers where account_id = $1 and customer_id = any($2::uuid[])`;
