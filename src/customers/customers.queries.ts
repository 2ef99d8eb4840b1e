import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../platform/lists/list-query.js';
import { Customer } from './customer.entity.js';

export type CustomerFilter = 'portal';

/** What the address of the customers' list may hold. */
export const CUSTOMER_LIST = {
  sorts: ['name', 'reference'],
  filters: { portal: ['on', 'off'] },
} as const satisfies ListDeclaration<CustomerFilter>;

/** One line of the customers' list. */
export interface CustomerRow {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly tradingName: string;
  readonly contactName: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
  readonly postcode: string;
  readonly accountManager: string;
  readonly portalEnabled: boolean;
  /** How many people have an access, or are invited to one. */
  readonly people: number;
  readonly place: string;
}

/** How many customers the search and filters leave, and how many of those have portal access on. */
export interface CustomerCounts {
  readonly found: number;
  readonly withPortal: number;
}

/** What the office reads of its customers. */
@Injectable()
export class CustomersQueries {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFound also for what can be no id */
  async get(id: string): Promise<Customer> {
    const customer = isId(id) ? await this.customers.findOneBy({ id, deletedAt: IsNull() }) : null;
    if (!customer) throw new NotFound();
    return customer;
  }

  /** The same, also where it is deleted. @throws NotFound */
  async kept(id: string): Promise<Customer> {
    const customer = isId(id) ? await this.customers.findOneBy({ id }) : null;
    if (!customer) throw new NotFound();
    return customer;
  }

  async isDeleted(id: string): Promise<boolean> {
    return isId(id) && (await this.customers.existsBy({ id, deletedAt: Not(IsNull()) }));
  }

  /** @throws NotFound */
  async byReference(reference: string): Promise<Customer> {
    // No reference holds what cannot be printed, and Postgres would stumble over some of it.
    const customer = /\p{Cc}/u.test(reference)
      ? null
      : await this.customers.findOneBy({ reference, deletedAt: IsNull() });
    if (!customer) throw new NotFound();
    return customer;
  }

  /** One page of the list. A search finds customers in which every word of it stands somewhere. */
  async list(query: ListQuery<CustomerFilter>, size = PAGE_SIZE): Promise<ListPage<CustomerRow>> {
    const { where, values } = conditions(query);
    const key = keyset(query, SORTS, this.cursors, values, size);
    const rows = await this.database.rows<CustomerRow>(
      `select c.id, c.reference, c.name, c.trading_name as "tradingName", c.contact_name as "contactName",
         c.email, c.phone, c.address, c.postcode,
         c.account_manager as "accountManager", c.portal_enabled as "portalEnabled", ${key.place} as place,
         (select count(*)::int from portal_users u where u.customer_id = c.id and u.ended_at is null) as people
       from customers c where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  async counts(query: ListQuery<CustomerFilter>): Promise<CustomerCounts> {
    const { where, values } = conditions(query);
    const counts = await this.database.row<CustomerCounts>(
      `select count(*)::int as found, count(*) filter (where c.portal_enabled)::int as "withPortal"
       from customers c where ${where}`,
      values,
    );
    return counts as CustomerCounts;
  }
}

const SORTS = {
  list: 'customers',
  id: 'c.id',
  columns: {
    name: { sql: 'c.name_key', type: 'text collate "C"' },
    reference: { sql: 'c.reference', type: 'text collate "C"' },
  },
} as const;

const SEARCHED = `fold(concat_ws(' ', c.reference, c.name, c.trading_name, c.contact_name, c.email, c.phone, c.postcode,
  c.account_manager))`;

function conditions({ q, filters }: ListQuery<CustomerFilter>): { where: string; values: unknown[] } {
  const words = q.split(/\s+/).filter(Boolean);
  const where = ['c.deleted_at is null'];
  if (filters.portal) where.push(filters.portal === 'on' ? 'c.portal_enabled' : 'not c.portal_enabled');
  if (words.length === 0) return { where: where.join(' and '), values: [] };
  where.push(
    `not exists (select from unnest($1::text[]) as word where position(fold(word) in ${SEARCHED}) = 0)`,
  );
  return { where: where.join(' and '), values: [words] };
}
