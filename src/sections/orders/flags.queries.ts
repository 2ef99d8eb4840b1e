import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Administrator > Tables > Flags: a mark on orders. */
export interface Flag {
  /** What systems call it. */
  readonly key: string;
  readonly name: string;
  /** Only marked flags show on the orders that customers see. */
  readonly customerFlag: boolean;
  /** How many orders of all customers carry it. */
  readonly orders: number;
}

@Injectable()
export class FlagQueries {
  constructor(private readonly database: Database) {}

  all(): Promise<Flag[]> {
    return this.database.rows<Flag>(
      `select f.key, f.name, f.customer_flag as "customerFlag",
         (select count(*)::int from order_flags x join orders o on o.id = x.order_id and o.deleted_at is null
          where x.flag = f.key) as orders
       from flags f order by f.position, f.name, f.key`,
    );
  }
}
