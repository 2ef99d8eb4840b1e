import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/catalogue.js';
import type { Actor } from '../audit/audit.service.js';
import { Database } from '../platform/database/database.js';
import { BULK_CHANGE, type BulkChange, type BulkCounts, type BulkResult } from './bulk-change.js';

/** A change that is at work: only one at a time for each permission. */
export interface BulkAtWork extends BulkChange {
  readonly id: string;
  readonly undoing: boolean;
}

/** A customer that was changed since, and by whom: by hand, or by another change for all. */
export interface MovedOn {
  readonly id: string;
  readonly name: string;
}
/** Some of them by name, and how many there are. */
export interface MovedOnCustomers {
  readonly some: readonly MovedOn[];
  readonly count: number;
}

/** Reads changes for all existing customers: before, during and after. */
@Injectable()
export class BulkChangeQueries {
  constructor(private readonly database: Database) {}

  /** What a change of this permission to this value would meet now. */
  async counts(permission: Permission, value: boolean, manager?: EntityManager): Promise<BulkCounts> {
    const given = [permission, value];
    const [row] = manager
      ? await manager.query<BulkCounts[]>(COUNTS, given)
      : await this.database.rows<BulkCounts>(COUNTS, given);
    return row as BulkCounts;
  }

  /** The change of this permission that is at work; a writer asks that holds the settings. */
  async atWork(permission: Permission, manager?: EntityManager): Promise<BulkAtWork | undefined> {
    const given = [permission, BULK_CHANGE];
    const [row] = manager
      ? await manager.query<BulkAtWork[]>(AT_WORK, given)
      : await this.database.rows<BulkAtWork>(AT_WORK, given);
    return row;
  }

  async result(id: string): Promise<BulkResult> {
    return (await this.database.row<BulkResult>(`select ${RESULT} where operation_id = $1`, [
      id,
    ])) as BulkResult;
  }

  /** The same for a writer, with who asked for it, and who took it back. */
  async ofWriter(manager: EntityManager, id: string): Promise<BulkResult & BulkActors> {
    const [row] = await manager.query<(BulkResult & BulkActors)[]>(
      `select actor, undone_by as "undoneBy", default_before as "defaultBefore", ${RESULT} where operation_id = $1`,
      [id],
    );
    return row as BulkResult & BulkActors;
  }

  /** The customers that a change moved and that were changed again since, the first `limit` of them by name. */
  async movedOn(id: string, limit: number): Promise<Readonly<Record<'byHand' | 'inBulk', MovedOnCustomers>>> {
    const rows = await this.database.rows<MovedOn & { byHand: boolean; count: number }>(MOVED_ON, [
      id,
      limit,
    ]);
    const of = (byHand: boolean): MovedOnCustomers => {
      const some = rows.filter((row) => row.byHand === byHand);
      return { some, count: some[0]?.count ?? 0 };
    };
    return { byHand: of(true), inBulk: of(false) };
  }
}

interface BulkActors {
  readonly actor: Actor;
  readonly undoneBy: Actor | null;
  readonly defaultBefore: boolean | null;
}

const COUNTS = `
  select count(*)::int as customers,
    count(*) filter (where coalesce(p.allowed, false) <> $2)::int as differing,
    count(*) filter (where p.allowed <> $2 and p.set_by = 'hand')::int as "byHand"
  from customers c left join customer_permissions p on p.customer_id = c.id and p.permission = $1
  where c.deleted_at is null`;

const AT_WORK = `
  select o.id, o.undoing, b.permission, b.value, b.overwrite
  from operations o join bulk_changes b on b.operation_id = o.id
  where o.kind = $2 and o.state in ('queued', 'running') and b.permission = $1`;

const RESULT = `
  permission, value, overwrite, changed, overwritten, kept, restored, default_before is not null as "defaultMoved"
  from bulk_changes`;

const MOVED_ON = `
  select id, name, "byHand", count from (
    select c.id, c.name, p.by_hand as "byHand", count(*) over (partition by p.by_hand)::int as count,
      row_number() over (partition by p.by_hand order by c.name_key, c.id) as place
    from bulk_changes b join bulk_change_customers n on n.operation_id = b.operation_id
      join customers c on c.id = n.customer_id
      join lateral (
        select set_by = 'hand' as by_hand from customer_permissions p
        where p.customer_id = c.id and p.permission = b.permission and (p.set_by, p.set_at) <> ('bulk', b.at)
      ) p on true
    where b.operation_id = $1) as listed
  where place <= $2 order by place`;
