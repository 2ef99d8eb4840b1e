import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** How many fresh rows are looked at for keys, and how many keys are folded by one statement. */
const LOOKED_AT = 2000;
const KEYS = 100;

/**
 * Folds what writers appended to `record_sums`: of each key one row remains. A reader sums the rows of a key, so it sees
 * the same before and after. Writers only ever append, and are never waited for.
 */
@Injectable()
export class SumsFolder {
  constructor(private readonly database: Database) {}

  /**
   * Folds customer after customer until nothing fresh is left, or the time is over.
   * @returns how many rows were taken away
   */
  async fold(milliseconds = 20_000): Promise<number> {
    const end = Date.now() + milliseconds;
    let taken = 0;
    let last = NOBODY;
    for (;;) {
      const next = await this.database.row<{ customer: string }>(NEXT, [last], 'customer with fresh sums');
      if (!next) return taken;
      last = next.customer;
      for (;;) {
        const batch = await this.batch(last);
        if (batch === undefined) return taken;
        taken += batch;
        if (Date.now() > end) return taken;
        if (batch === 0) break;
      }
    }
  }

  /** One statement of one transaction; undefined when somebody else folds: two would leave two rows of a key. */
  private batch(customer: string): Promise<number | undefined> {
    return this.database.transaction(async (manager) => {
      const [lock] = await manager.query<{ mine: boolean }[]>(LOCK);
      if (!lock?.mine) return undefined;
      const [row] = await manager.query<{ taken: number }[]>(FOLD, [customer, LOOKED_AT, KEYS]);
      return row?.taken ?? 0;
    });
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const NEXT = `
  select customer_id as customer from record_sums where not folded and customer_id > $1
  order by customer_id limit 1`;

// Held until the transaction ends, so that it works behind a pool of connections, too.
const LOCK = `select pg_try_advisory_xact_lock(hashtext('record_sums')) as mine`;

// By keys without their site, as the index has them: each is read once, however many fresh rows it has. Of sites only
// those with something fresh are written anew.
const FOLD = `
  with keys as materialized (
    select every_site, section, measure, code, month
    from (select every_site, section, measure, code, month from record_sums
      where customer_id = $1 and not folded limit $2) fresh
    group by 1, 2, 3, 4, 5 limit $3
  ), found as materialized (
    select s.ctid as place, bool_or(not s.folded) over (
      partition by s.every_site, s.section, s.measure, s.code, s.month, s.site_id) as fresh
    from keys k join record_sums s on s.customer_id = $1 and s.every_site = k.every_site and s.section = k.section
      and s.measure = k.measure and s.month = k.month and s.code = k.code
  ), taken as (
    delete from record_sums where ctid = any (array(select place from found where fresh))
    returning customer_id, every_site, site_id, section, measure, code, month, records, grams, estimated_grams, amount
  ), folded as (
    insert into record_sums
      (customer_id, every_site, site_id, section, measure, code, month, records, grams, estimated_grams, amount, folded)
    select customer_id, every_site, site_id, section, measure, code, month,
      sum(records), sum(grams), sum(estimated_grams), sum(amount), true
    from taken group by 1, 2, 3, 4, 5, 6, 7
    having sum(records) <> 0 or sum(grams) <> 0 or sum(estimated_grams) <> 0 or sum(amount) <> 0
  )
  select count(*)::int as taken from taken`;
