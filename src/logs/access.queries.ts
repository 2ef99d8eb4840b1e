import { Injectable } from '@nestjs/common';
import type { AccessKind } from '../audit/access-log.entry.js';
import { AccessLog } from '../audit/access-log.service.js';
import { Database } from '../platform/database/database.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import { accessConditions, type AccessFilters, type FoundPeople } from './access.filters.js';
import { COUNTED } from './audit.queries.js';
import { AuditSearch } from './audit.search.js';

/** One row of the access log. */
export interface AccessRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: AccessKind;
  readonly loginId: string;
  readonly portalUserId: string | null;
  readonly customerId: string | null;
  readonly address: string;
  readonly section: string;
  readonly recordId: string | null;
  readonly reference: string;
  readonly fileVersion: number | null;
  readonly place: string;
}

/** What the office reads of the access log. */
@Injectable()
export class AccessQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly search: AuditSearch,
    private readonly log: AccessLog,
  ) {}

  async list(filters: AccessFilters, size = PAGE_SIZE): Promise<ListPage<AccessRow>> {
    // Whoever looks right after a visit finds it, at least where this process answered it.
    await this.log.flush();
    const { where, values } = accessConditions(filters, await this.found(filters));
    const key = keyset(filters.query, ACCESS_SORTS, this.cursors, values, size);
    const rows = await this.database.rows<AccessRow>(
      `select ${accessColumns('a.address')}, ${key.place} as place from access_log a
       where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  /** How many rows the filters leave; one more than `COUNTED` means more than that. */
  async count(filters: AccessFilters): Promise<number> {
    const { where, values } = accessConditions(filters, await this.found(filters));
    const row = await this.database.row<{ count: number }>(
      `select count(*)::int from (select from access_log a where ${where} limit ${COUNTED + 1}) counted`,
      values,
    );
    return row?.count ?? 0;
  }

  private async found({ query, customerId }: AccessFilters): Promise<FoundPeople> {
    const found = await this.search.found({ query: { ...query, q: '' } });
    return { people: found.people, customers: customerId ? [customerId] : found.customers };
  }
}

export const ACCESS_SORTS = {
  list: 'access-log',
  id: 'a.id',
  columns: { at: { sql: 'a.at', type: 'timestamptz' } },
} as const;

export const accessColumns = (address: string): string =>
  `a.id, a.at, a.kind, a.login_id as "loginId", a.portal_user_id as "portalUserId", a.customer_id as "customerId",
   ${address} as address, a.section, a.record_id as "recordId", a.reference, a.file_version as "fileVersion"`;
