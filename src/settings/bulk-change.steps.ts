import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Progress } from '../operations/runs.js';
import { Database } from '../platform/database/database.js';

/** What one step came to: how far the whole is now, and whether that was the last. */
interface Step {
  readonly done: number;
  readonly over: boolean;
}

/**
 * A change for all existing customers, step by step in the order of their ids. Each step is one statement and notes how
 * far it came, so that the next worker goes on exactly there. Rows are read as they are when they are locked: what is
 * saved by hand while a step waits for it is seen.
 */
@Injectable()
export class BulkSteps {
  /** In one transaction: a second's work at most, so that whoever saves by hand hardly waits. */
  customersAtATime = 5000;

  constructor(private readonly database: Database) {}

  /** Does all that is left to do; answers how many customers it came to. */
  apply(id: string, progress: Progress): Promise<number> {
    return this.all(APPLY, id, progress);
  }

  /** Takes back all that is left to take back; answers for how many customers it did. */
  undo(id: string, progress: Progress): Promise<number> {
    return this.all(UNDO, id, progress);
  }

  private async all(statement: string, id: string, progress: Progress): Promise<number> {
    for (;;) {
      const { done, over } = await this.database.transaction((manager) =>
        this.step(manager, statement, id, progress),
      );
      if (over) return done;
    }
  }

  private async step(
    manager: EntityManager,
    statement: string,
    id: string,
    progress: Progress,
  ): Promise<Step> {
    // An update answers its rows and their number; there is one row.
    const [[step]] = await manager.query<[[Step], number]>(statement, [id, this.customersAtATime]);
    await progress(step.done, manager);
    return step;
  }
}

/** In brackets of its own, so that an index begins there; joined, every step would read all customers again. */
const REACHED = `(select coalesce(reached, '00000000-0000-0000-0000-000000000000') from bulk)`;
/** Customers that came later are new ones: they began with the defaults of their moment. */
const CHOSEN = `
  chosen as materialized (
    select c.id from customers c
    where c.id > ${REACHED} and c.deleted_at is null and c.created_at <= (select at from bulk)
    order by c.id limit $2)`;

const APPLY = `
  with bulk as materialized (select * from bulk_changes where operation_id = $1),
  ${CHOSEN},
  otherwise as (
    select p.customer_id, p.permission, p.allowed, p.set_by, p.set_at
    from chosen join bulk b on true
      join customer_permissions p on p.customer_id = chosen.id and p.permission = b.permission
    where p.allowed <> b.value for update of p),
  mine as (
    select o.* from otherwise o, bulk b where o.set_by <> 'hand' or b.overwrite and o.set_at <= b.at),
  changed as (
    update customer_permissions p set allowed = b.value, set_by = 'bulk', set_at = b.at from mine, bulk b
    where p.customer_id = mine.customer_id and p.permission = mine.permission
    returning mine.customer_id, mine.allowed, mine.set_by, mine.set_at),
  added as (
    insert into customer_permissions (customer_id, permission, allowed, set_by, set_at)
    select chosen.id, b.permission, true, 'bulk', b.at from chosen, bulk b
    where b.value and not exists (
      select from customer_permissions p where p.customer_id = chosen.id and p.permission = b.permission)
    on conflict do nothing
    returning customer_id),
  noted as (
    insert into bulk_change_customers (operation_id, customer_id, allowed_before, set_by_before, set_at_before)
    select $1, customer_id, allowed, set_by, set_at from changed
    union all select $1, customer_id, null, null, null from added
    returning set_by_before)
  update bulk_changes b set
    reached = coalesce((select id from chosen order by id desc limit 1), b.reached),
    changed = b.changed + (select count(*) from noted),
    overwritten = b.overwritten + (select count(*) from noted where set_by_before = 'hand'),
    kept = b.kept + (select count(*) from otherwise) - (select count(*) from mine)
  where b.operation_id = $1
  returning b.changed as done, (select count(*) from chosen) < $2 as over`;

/**
 * Rows that still are as the change made them go back to what they were, with who had set it and when; all others were
 * changed since and stay, and stay noted. A later change that met this one's value remembers what was before both.
 */
const UNDO = `
  with bulk as materialized (select * from bulk_changes where operation_id = $1),
  chosen as materialized (
    select n.* from bulk_change_customers n
    where n.operation_id = $1 and n.customer_id > ${REACHED}
    order by n.customer_id limit $2),
  restored as (
    update customer_permissions p set allowed = c.allowed_before, set_by = c.set_by_before, set_at = c.set_at_before
    from chosen c, bulk b
    where p.customer_id = c.customer_id and p.permission = b.permission and p.set_by = 'bulk' and p.set_at = b.at
      and c.set_by_before is not null
    returning p.customer_id),
  removed as (
    delete from customer_permissions p using chosen c, bulk b
    where p.customer_id = c.customer_id and p.permission = b.permission and p.set_by = 'bulk' and p.set_at = b.at
      and c.set_by_before is null
    returning p.customer_id),
  back as (select customer_id from restored union all select customer_id from removed),
  rebased as (
    update bulk_change_customers n set allowed_before = c.allowed_before, set_by_before = c.set_by_before,
      set_at_before = c.set_at_before
    from chosen c, bulk b, bulk_changes later
    where later.permission = b.permission and later.at > b.at and n.operation_id = later.operation_id
      and n.customer_id = c.customer_id and n.set_by_before = 'bulk' and n.set_at_before = b.at),
  forgotten as (
    delete from bulk_change_customers n using back where n.operation_id = $1 and n.customer_id = back.customer_id)
  update bulk_changes b set
    reached = coalesce((select customer_id from chosen order by customer_id desc limit 1), b.reached),
    restored = b.restored + (select count(*) from back)
  where b.operation_id = $1
  returning b.restored as done, (select count(*) from chosen) < $2 as over`;
