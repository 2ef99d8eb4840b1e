import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import { auditConditions, type AuditFilters } from './audit.filters.js';
import { AuditSearch } from './audit.search.js';

/** A value that names somebody; null on both sides once it is erased. */
export interface KeptName {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly erased: boolean;
}

/** One line of the audit log. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'login' | 'api-key' | 'system' | 'visitor';
  readonly actorId: string | null;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly customerId: string | null;
  /** The consolidated account of the access that the line is about. */
  readonly accountId: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly names: readonly KeptName[];
  readonly place: string;
}

/** As far as lines are counted: beyond it the page says that there are more. */
export const COUNTED = 10_000;

/** What the office reads of the audit log. */
@Injectable()
export class AuditQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly search: AuditSearch,
  ) {}

  async list(filters: AuditFilters, size = PAGE_SIZE): Promise<ListPage<AuditRow>> {
    const { where, values } = auditConditions(filters, await this.search.found(filters));
    const key = keyset(filters.query, SORTS, this.cursors, values, size);
    const rows = await this.database.rows<AuditRow>(
      `select ${COLUMNS}, ${key.place} as place from audit_lines a
       where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  /** How many lines the filters leave; one more than `COUNTED` means more than that. */
  async count(filters: AuditFilters): Promise<number> {
    const { where, values } = auditConditions(filters, await this.search.found(filters));
    const row = await this.database.row<{ count: number }>(
      `select count(*)::int from (select from audit_lines a where ${where} limit ${COUNTED + 1}) counted`,
      values,
    );
    return row?.count ?? 0;
  }

  /** The lines with these ids, the oldest first. */
  async of(ids: readonly string[]): Promise<AuditRow[]> {
    return this.database.rows<AuditRow>(
      `select ${COLUMNS}, a.at::text as place from audit_lines a where id = any ($1) order by a.at, a.id`,
      [ids],
    );
  }

  async line(id: string): Promise<AuditRow | undefined> {
    return this.database.row<AuditRow>(
      `select ${COLUMNS}, a.at::text as place from audit_lines a where id = $1`,
      [id],
    );
  }
}

const SORTS = { list: 'audit', id: 'a.id', columns: { at: { sql: 'a.at', type: 'timestamptz' } } } as const;

const COLUMNS = `a.id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.address, a.action,
  a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.customer_id as "customerId",
  (select u.consolidated_account_id from portal_users u where u.id = a.subject_id) as "accountId", a.before, a.after,
  (select coalesce(jsonb_agg(jsonb_build_object('field', n.field, 'before', n.before, 'after', n.after,
     'erased', n.erased_at is not null) order by n.field), '[]') from audit_names n where n.line_id = a.id) as names`;
