import type { Ask } from '../../platform/database/portal-reads.js';
import type { Values } from '../engine/record.queries.js';

export interface SiteJob {
  readonly id: string;
  readonly reference: string;
  readonly date: string;
  readonly service: string;
  readonly status: string;
}

export interface SiteDocument {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  readonly date: string;
}

/** The next and last jobs of a site, and its newest documents that customers may see. */
export async function readBeside(row: Values, ask: Ask, today: string): Promise<Values> {
  // The orders of the lists' index of a customer's sites, read either way.
  const jobs = (past: boolean) =>
    ask<SiteJob>(
      `select id, reference, date, service, status from jobs r
       where customer_id = $1 and site_id = $2 and deleted_at is null and date ${past ? '<' : '>='} $3
       order by ${past ? 'date desc nulls last, id desc' : 'date asc nulls first, id asc'} limit 5`,
      [row['owner'], row['id'], today],
    );
  // Files of orders are shown with their order.
  const documents = await ask<SiteDocument>(
    `select d.id, d.reference, d.name, t.name as type, d.date
     from documents d join file_types t on t.key = d.type
     where d.customer_id = $1 and d.site_id = $2 and d.deleted_at is null and t.customer_file and d.order_id is null
     order by d.date desc nulls last, d.id desc limit 5`,
    [row['owner'], row['id']],
  );
  return { upcoming: await jobs(false), recent: await jobs(true), documents, today };
}
