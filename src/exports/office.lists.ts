import { Injectable } from '@nestjs/common';
import { customersTable } from '../customers/customers-list.view.js';
import { CUSTOMER_LIST, CustomersQueries } from '../customers/customers.queries.js';
import { INVITATION_LIST, InvitationsListQueries } from '../invitations/invitations-list.queries.js';
import { invitationsTable } from '../invitations/invitations-list.view.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { readListQuery, type ListQuery } from '../platform/lists/list-query.js';
import type { TableView } from '../platform/pages/table.view.js';
import { PORTAL_USER_LIST, PortalUsersListQueries } from '../portal-users/portal-users-list.queries.js';
import { portalUsersTable } from '../portal-users/portal-users-list.view.js';

/** Lists that the office alone has, beside those of sections: below `/admin`, each with its words at `<list>.list`. */
export const OFFICE_LISTS = ['customers', 'portal-users', 'invitations'] as const;
export type OfficeList = (typeof OFFICE_LISTS)[number];

/** Such a list as it was asked for: how many rows it has, and all of them as its page shows them, some at a time. */
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
    const now = new Date();
    switch (list) {
      case 'customers':
        return this.ofCustomers(sent);
      case 'portal-users':
        return this.ofPortalUsers(sent, now);
      case 'invitations':
        return this.ofInvitations(sent, now);
    }
  }

  private async ofCustomers(sent: Sent): Promise<AskedOfficeList> {
    const query = readListQuery(sent, CUSTOMER_LIST);
    const { found } = await this.customers.counts(query);
    const list = (asked: typeof query) => this.customers.list(asked, AT_ONCE);
    return { rows: found, tables: tables(query, list, (rows) => customersTable(query, rows)) };
  }

  private async ofPortalUsers(sent: Sent, now: Date): Promise<AskedOfficeList> {
    const query = readListQuery(sent, PORTAL_USER_LIST);
    const { accesses } = await this.portalUsers.counts(query);
    const list = (asked: typeof query) => this.portalUsers.list(asked, AT_ONCE);
    return { rows: accesses, tables: tables(query, list, (rows) => portalUsersTable(query, rows, now)) };
  }

  private async ofInvitations(sent: Sent, now: Date): Promise<AskedOfficeList> {
    const query = readListQuery(sent, INVITATION_LIST);
    const { found } = await this.invitations.counts(query);
    const list = (asked: typeof query) => this.invitations.list(asked, AT_ONCE);
    return { rows: found, tables: tables(query, list, (rows) => invitationsTable(query, rows, now)) };
  }
}

/** From the beginning, whichever page of it was asked for. */
async function* tables<Query extends ListQuery<string>, Row>(
  query: Query,
  list: (asked: Query) => Promise<ListPage<Row>>,
  table: (rows: readonly Row[]) => TableView,
): AsyncGenerator<TableView> {
  let after: string | undefined;
  do {
    const page = await list({ ...query, before: undefined, after });
    yield table(page.rows);
    after = page.after;
  } while (after);
}
