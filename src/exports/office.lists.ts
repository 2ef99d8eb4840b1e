import { Injectable } from '@nestjs/common';
import { CUSTOMERS } from '../customers/customers-list.view.js';
import { CustomersQueries } from '../customers/customers.queries.js';
import { InvitationsListQueries } from '../invitations/invitations-list.queries.js';
import { INVITATIONS_LIST } from '../invitations/invitations-list.view.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { readListQuery, type ListQuery } from '../platform/lists/list-query.js';
import { officeTable, type OfficeList as Declared } from '../platform/lists/office-list.js';
import type { TableView } from '../platform/pages/table.view.js';
import { PortalUsersListQueries } from '../portal-users/portal-users-list.queries.js';
import { PORTAL_USERS } from '../portal-users/portal-users-list.view.js';

/** Lists that the office alone has, beside those of sections: below `/admin`, each with its words at `<list>.list`. */
export const OFFICE_LISTS = ['customers', 'portal-users', 'invitations'] as const;
export type OfficeList = (typeof OFFICE_LISTS)[number];

/** Such a list as it was asked for: how many rows it has, and all of them in all its columns, some at a time. */
export interface AskedOfficeList {
  readonly rows: number;
  readonly tables: AsyncIterable<TableView>;
}

type Sent = Readonly<Record<string, unknown>>;

/** Read at once; a file of many is made of many such pages. */
const AT_ONCE = 500;

@Injectable()
export class OfficeLists {
  constructor(
    private readonly customers: CustomersQueries,
    private readonly portalUsers: PortalUsersListQueries,
    private readonly invitations: InvitationsListQueries,
  ) {}

  /** @throws Refused for what the list does not know */
  read(list: OfficeList, sent: Sent): Promise<AskedOfficeList> {
    switch (list) {
      case 'customers':
        return asked(CUSTOMERS, sent, this.customers, ({ found }) => found);
      case 'portal-users':
        return asked(PORTAL_USERS, sent, this.portalUsers, ({ accesses }) => accesses);
      case 'invitations':
        return asked(INVITATIONS_LIST, sent, this.invitations, ({ found }) => found);
    }
  }
}

interface Queries<Row, Filter extends string, Counts> {
  list(query: ListQuery<Filter>, size: number): Promise<ListPage<Row>>;
  counts(query: ListQuery<Filter>): Promise<Counts>;
}

async function asked<Row, Filter extends string, Counts>(
  list: Declared<Row, Filter>,
  sent: Sent,
  queries: Queries<Row, Filter, Counts>,
  rowsOf: (counts: Counts) => number,
): Promise<AskedOfficeList> {
  const query = readListQuery(sent, list);
  return { rows: rowsOf(await queries.counts(query)), tables: tables(list, query, queries) };
}

/** From the beginning, whichever page of it was asked for. */
async function* tables<Row, Filter extends string>(
  list: Declared<Row, Filter>,
  query: ListQuery<Filter>,
  queries: Queries<Row, Filter, unknown>,
): AsyncGenerator<TableView> {
  const now = new Date();
  let after: string | undefined;
  do {
    const page = await queries.list({ ...query, before: undefined, after }, AT_ONCE);
    yield officeTable(list, query, page.rows, now, list.columns);
    after = page.after;
  } while (after);
}
