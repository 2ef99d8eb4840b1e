import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { MOST_DELETED, type DeletedRecord } from '../record-forms/deleted-records.pages.js';
import { SECTIONS } from '../sections.js';

/** A customer as far as its deletion goes. */
export interface RemovableCustomer {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly version: number;
  readonly deleted: boolean;
}

/** What hangs on a customer. */
export interface CustomersOwn {
  readonly people: number;
  readonly accounts: number;
  readonly schedules: number;
  readonly sites: number;
  readonly records: number;
}

/** Customers that stand and those that are deleted. */
@Injectable()
export class CustomerRemovalQueries {
  constructor(private readonly database: Database) {}

  /** Those deleted last. */
  deleted(): Promise<DeletedRecord[]> {
    return this.database.rows<DeletedRecord>(
      `select id, reference, name as customer, deleted_at as "deletedAt" from customers
       where deleted_at is not null order by deleted_at desc, id desc limit ${MOST_DELETED}`,
    );
  }

  /** @throws NotFound */
  async get(id: string): Promise<RemovableCustomer> {
    const found = isId(id)
      ? await this.database.row<RemovableCustomer>(
          `select id, reference, name, version, deleted_at is not null as deleted from customers where id = $1`,
          [id],
        )
      : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  /** How many people have access to a customer, whether that is open or not. */
  async people(id: string): Promise<number> {
    const row = await this.database.row<{ people: number }>(`select ${PEOPLE} as people`, [id]);
    return row?.people ?? 0;
  }

  async own(id: string): Promise<CustomersOwn> {
    const found = await this.database.row<CustomersOwn>(
      `select ${PEOPLE} as people,
         (select count(*)::int from consolidated_account_customers m join consolidated_accounts a
            on a.id = m.consolidated_account_id and a.deleted_at is null where m.customer_id = $1) as accounts,
         (select count(*)::int from schedules where customer_id = $1 and ended_at is null) as schedules,
         (select count(*)::int from sites where customer_id = $1 and deleted_at is null) as sites,
         (${RECORDS.join(' + ')}) as records`,
      [id],
    );
    return found as CustomersOwn;
  }
}

const PEOPLE = '(select count(*)::int from portal_users where customer_id = $1 and ended_at is null)';
const RECORDS = [...new Set(SECTIONS.map(({ table }) => table))]
  .filter((table) => table !== 'sites')
  .map((table) => `(select count(*)::int from ${table} where customer_id = $1 and deleted_at is null)`);
