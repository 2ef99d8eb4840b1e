import { INVITATION_STATES } from '../invitations/invitation-state.js';
import { invitationStateView, invitationWords } from '../invitations/invitation-state.view.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { downloads, listHref, sortLink } from '../platform/lists/list-links.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { tableSorts, type SortLink } from '../platform/lists/sorts.js';
import { cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { tableView, type TableColumn, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { SIGNED_IN } from './portal-users-list.queries.js';
import type { PeopleCounts, PersonListRow, PortalUserFilter } from './portal-users-list.queries.js';

export interface PortalUsersListModel extends PageModel {
  readonly filters: object;
  readonly sorts: readonly SortLink[];
  readonly table: TableView | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

const PATH = '/admin/portal-users';

/** All people of all customers. */
export function portalUsersList(
  query: ListQuery<PortalUserFilter>,
  counts: PeopleCounts,
  { rows, before, after }: ListPage<PersonListRow>,
  now: Date,
): PortalUsersListModel {
  const narrowed =
    query.q !== '' || query.filters.state !== undefined || query.filters.signedIn !== undefined;
  const table = rows.length > 0 ? portalUsersTable(query, rows, now) : null;
  return {
    head: {
      title: say('portal-users.list.title'),
      purpose: say('portal-users.list.purpose'),
      ...(rows.length > 0 ? downloads(PATH, query) : {}),
    },
    filters: filters(query),
    sorts: table ? tableSorts(PATH, query, table) : [],
    table,
    empty: rows.length > 0 ? null : narrowed ? nothingMatches : nothingYet,
    pagination: {
      count: counted(counts),
      ...(before ? { earlierHref: listHref(PATH, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(PATH, query, { after }) } : {}),
    },
  };
}

/** A line of the list is an access: where somebody has several, it says so. */
const counted = ({ people, accesses, active }: PeopleCounts): Text =>
  say(`portal-users.list.${accesses > people ? 'countAccesses' : 'count'}`, {
    count: people,
    accesses,
    active,
  });

const nothingYet = {
  title: say('portal-users.list.nothingYet.title'),
  text: say('portal-users.list.nothingYet.text'),
  icon: 'person',
  action: { label: say('invitations.list.nothingYet.action'), href: '/admin/customers' },
};

const nothingMatches = {
  title: say('portal-users.list.nothingMatches.title'),
  text: say('portal-users.list.nothingMatches.text'),
  icon: 'search',
  action: { label: say('platform.filters.clear'), href: PATH, kind: 'secondary' },
};

function filters(query: ListQuery<PortalUserFilter>): object {
  const { q, filters: chosen, sort, descending } = query;
  const { state, signedIn } = chosen;
  const chip = (label: Text, without: string) => ({ label, href: listHref(PATH, query, { [without]: '' }) });
  return {
    action: PATH,
    q: { value: q, label: 'portal-users.list.search' },
    hidden: [{ name: 'sort', value: `${descending ? '-' : ''}${sort}` }],
    fields: [
      {
        type: 'select',
        name: 'state',
        label: say('invitations.list.state'),
        value: state ?? '',
        options: [
          { value: '', label: say('invitations.list.any') },
          ...INVITATION_STATES.map((value) => ({ value, label: invitationWords(value) })),
        ],
      },
      {
        type: 'select',
        name: 'signedIn',
        label: say('portal-users.fields.lastSignedIn'),
        value: signedIn ?? '',
        options: [
          { value: '', label: say('invitations.list.any') },
          ...SIGNED_IN.map((value) => ({ value, label: say(`portal-users.list.signedIn.${value}`) })),
        ],
      },
    ],
    chips: [
      ...(q ? [chip(say('invitations.list.searchedFor', { q }), 'q')] : []),
      ...(state ? [chip(say(`invitations.state.${state}`), 'state')] : []),
      ...(signedIn ? [chip(say(`portal-users.list.signedIn.${signedIn}`), 'signedIn')] : []),
    ],
    clearHref: listHref(PATH, query, { q: '', state: '', signedIn: '' }),
  };
}

/** The rows of the list, as its page and its files show them. */
export function portalUsersTable(
  query: ListQuery<PortalUserFilter>,
  rows: readonly PersonListRow[],
  now: Date,
): TableView {
  const column = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: say(`portal-users.fields.${key}`),
    ...more,
  });
  return tableView({
    caption: say('portal-users.list.title'),
    columns: [
      column('email', sortLink(PATH, query, 'email')),
      column('name', { telling: true }),
      column('customer', { ...sortLink(PATH, query, 'customer'), telling: true }),
      column('state', { telling: true }),
      column('sites'),
      column('lastSignedIn'),
      column('added', sortLink(PATH, query, 'added')),
    ],
    rows: rows.map((row) => {
      const { words, tone } = invitationStateView(row, now);
      const sites = row.everySite
        ? say('portal-users.person.everySite')
        : say('portal-users.person.someSites', { count: row.siteIds.length });
      return {
        href: portalUserHref(row.id),
        cells: [
          cell.text(row.email),
          cell.text(row.name),
          cell.words(verbatim(row.customer)),
          cell.status(words, tone),
          cell.words(sites),
          cell.dateTime(row.lastSignedInAt),
          cell.dateTime(row.createdAt),
        ],
      };
    }),
  });
}
