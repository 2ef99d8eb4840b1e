import { Injectable } from '@nestjs/common';
import { AccessLog } from '../audit/access-log.service.js';
import { Database } from '../platform/database/database.js';
import { PortalReads } from '../platform/database/portal-reads.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import { KNOWN_HERE } from '../portal-users/portal-users.queries.js';
import { SECTIONS } from '../sections/sections.js';
import { accessConditions } from './access.filters.js';
import { accessColumns, ACCESS_SORTS, type AccessRow } from './access.queries.js';
import type { ActivityFilters, OwnPerson } from './activity.filters.js';
import { COUNTED } from './audit.queries.js';

/** What a customer reads of the access log: behind the wall, of its own people, and of what the reader sees too. */
@Injectable()
export class ActivityQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
    private readonly cursors: Cursors,
    private readonly log: AccessLog,
  ) {}

  /** Those of the customer itself, also those whose access has ended; nobody who came by a consolidated account. */
  people(customerId: string): Promise<OwnPerson[]> {
    return this.database.rows<OwnPerson>(
      `select id, name, accesses from (
         select l.id, array_agg(u.id) as accesses,
           case when l.name <> '' and bool_or(${KNOWN_HERE}) then l.name else l.email end as name
         from portal_users u join logins l on l.id = u.login_id where u.customer_id = $1 group by l.id) as people
       order by fold(name), id`,
      [customerId],
    );
  }

  async list(filters: ActivityFilters, size = PAGE_SIZE): Promise<ListPage<AccessRow>> {
    await this.log.flush();
    const { where, values } = activityConditions(filters);
    const key = keyset(filters.query, ACTIVITY_SORTS, this.cursors, values, size);
    const rows = await this.portal.within(filters.scope, (ask) =>
      ask<AccessRow>(
        `select ${OWN_COLUMNS}, ${key.place} as place from access_log a
         where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
        key.values,
      ),
    );
    return key.page(rows);
  }

  /** How many rows the filters leave; one more than `COUNTED` means more than that. */
  async count(filters: ActivityFilters): Promise<number> {
    const { where, values } = activityConditions(filters);
    const [row] = await this.portal.within(filters.scope, (ask) =>
      ask<{ count: number }>(
        `select count(*)::int from (select from access_log a where ${where} limit ${COUNTED + 1}) counted`,
        values,
      ),
    );
    return row?.count ?? 0;
  }
}

/** From where somebody came is for the office to know. */
const OWN_COLUMNS = accessColumns(`''`);
const ACTIVITY_SORTS = { ...ACCESS_SORTS, list: 'activity' };

/**
 * Pages that everybody has. The choice among several customers is not among them: that somebody works for others too is
 * no business of this one.
 */
const PAGES_OF_ALL = ['', 'home', 'profile', 'people', 'activity'];

function activityConditions(filters: ActivityFilters): { where: string; values: unknown[] } {
  const { scope, accesses, visible } = filters;
  const of = accessConditions(filters, { people: undefined, customers: [scope.customerId], accesses });
  const values = [...of.values, [...PAGES_OF_ALL, ...visible]];
  return { where: `${of.where} and a.section = any ($${values.length}::text[]) and ${RECORD_SHOWN}`, values };
}

/** A record is named where the reader could open it now: shared with them, no draft, not deleted, at their sites. */
const RECORD_SHOWN = `(a.record_id is null or case a.section ${SECTIONS.map(
  ({ key, table, shown = 'true' }) =>
    `when '${key}' then exists (select from ${table} r where r.id = a.record_id and ${shown})`,
).join(' ')} else false end)`;
