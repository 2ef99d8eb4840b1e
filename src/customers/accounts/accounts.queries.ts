import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { NotFound } from '../../platform/errors.js';
import { isId } from '../../platform/ids.js';
import { Cursors } from '../../platform/lists/cursors.js';
import { keyset, type ListPage } from '../../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../../platform/lists/list-query.js';
import { ConsolidatedAccount } from './consolidated-account.entity.js';

/** What the address of the list may hold. */
export const ACCOUNT_LIST = {
  sorts: ['name', 'reference'],
  filters: {},
} as const satisfies ListDeclaration<never>;

export interface AccountRow {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly customers: number;
  readonly people: number;
  readonly place: string;
}

/** One customer, in an account or to be put into it. */
export interface AccountCustomer {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly portalEnabled: boolean;
}

/** As many as a search for a customer to add shows. */
export const MOST_FOUND = 20;

/** What the office reads of its consolidated accounts. */
@Injectable()
export class AccountsQueries {
  constructor(
    @InjectRepository(ConsolidatedAccount) private readonly accounts: Repository<ConsolidatedAccount>,
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<ConsolidatedAccount> {
    const account = isId(id) ? await this.accounts.findOneBy({ id, deletedAt: IsNull() }) : null;
    if (!account) throw new NotFound();
    return account;
  }

  /** @throws NotFound */
  async byReference(reference: string): Promise<ConsolidatedAccount> {
    const account = /\p{Cc}/u.test(reference)
      ? null
      : await this.accounts.findOneBy({ reference, deletedAt: IsNull() });
    if (!account) throw new NotFound();
    return account;
  }

  /** One page of the list. A search finds accounts by their own words and by those of their customers. */
  async list(query: ListQuery): Promise<ListPage<AccountRow>> {
    const { where, values } = conditions(query);
    const key = keyset(query, SORTS, this.cursors, values);
    const rows = await this.database.rows<AccountRow>(
      `select a.id, a.reference, a.name, ${key.place} as place,
         (select count(*)::int from portal_account_customers m where m.account_id = a.id) as customers,
         (select count(*)::int from portal_users u where u.account_id = a.id and u.ended_at is null) as people
       from consolidated_accounts a where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(rows);
  }

  async count(query: ListQuery): Promise<number> {
    const { where, values } = conditions(query);
    const row = await this.database.row<{ found: number }>(
      `select count(*)::int as found from consolidated_accounts a where ${where}`,
      values,
    );
    return row?.found ?? 0;
  }

  customers(id: string): Promise<AccountCustomer[]> {
    return this.database.rows<AccountCustomer>(
      `select ${CUSTOMER} from portal_account_customers m join customers c on c.id = m.customer_id
       where m.account_id = $1 order by c.name_key, c.id`,
      [id],
    );
  }

  /** Customers that a search finds and that are not in the account yet. */
  others(id: string, q: string): Promise<AccountCustomer[]> {
    return this.database.rows<AccountCustomer>(
      `select ${CUSTOMER} from customers c
       where c.deleted_at is null
         and not exists (select from unnest($2::text[]) as word
           where position(fold(word) in fold(concat_ws(' ', c.reference, c.name, c.trading_name))) = 0)
         and not exists (select from consolidated_account_customers m
           where m.consolidated_account_id = $1 and m.customer_id = c.id)
       order by c.name_key, c.id limit ${MOST_FOUND}`,
      [id, q.split(/\s+/).filter(Boolean)],
    );
  }

  async people(id: string): Promise<number> {
    const row = await this.database.row<{ people: number }>(
      'select count(*)::int as people from portal_users where account_id = $1 and ended_at is null',
      [id],
    );
    return row?.people ?? 0;
  }
}

const CUSTOMER = 'c.id, c.reference, c.name, c.portal_enabled as "portalEnabled"';

const SORTS = {
  list: 'consolidated-accounts',
  id: 'a.id',
  columns: {
    name: { sql: 'a.name_key', type: 'text collate "C"' },
    reference: { sql: 'a.reference', type: 'text collate "C"' },
  },
} as const;

const SEARCHED = `fold(concat_ws(' ', a.reference, a.name, (
  select string_agg(c.reference || ' ' || c.name, ' ') from portal_account_customers m
  join customers c on c.id = m.customer_id where m.account_id = a.id)))`;

function conditions({ q }: ListQuery): { where: string; values: unknown[] } {
  const words = q.split(/\s+/).filter(Boolean);
  if (words.length === 0) return { where: 'a.deleted_at is null', values: [] };
  const found = `not exists (select from unnest($1::text[]) as word where position(fold(word) in ${SEARCHED}) = 0)`;
  return { where: `a.deleted_at is null and ${found}`, values: [words] };
}
