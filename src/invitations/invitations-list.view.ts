import { say, type Text } from '../platform/errors.js';
import { listHref, sortLink } from '../platform/lists/list-links.js';
import type { ListPage } from '../platform/lists/keyset.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { tableView, type TableColumn, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { invitationStateView, invitationWords } from './invitation-state.view.js';
import {
  INVITATION_LIST,
  type InvitationCounts,
  type InvitationFilter,
  type InvitationListRow,
} from './invitations.queries.js';

export interface InvitationsListModel extends PageModel {
  readonly filters: object;
  readonly table: TableView | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

const PATH = '/admin/invitations';
/** A person's page: theirs is the folder to the right. */
export const portalUserHref = (id: string): string => `/admin/portal-users/${id}`;

/** The office's list of invitations, the newest first. */
export function invitationsList(
  query: ListQuery<InvitationFilter>,
  counts: InvitationCounts,
  { rows, before, after }: ListPage<InvitationListRow>,
  now: Date,
): InvitationsListModel {
  const narrowed = query.q !== '' || Object.keys(query.filters).length > 0;
  return {
    head: { title: say('invitations.list.title'), purpose: say('invitations.list.purpose') },
    filters: filters(query),
    table: rows.length > 0 ? table(query, rows, now) : null,
    empty: rows.length > 0 ? null : narrowed ? nothingMatches : nothingYet,
    pagination: {
      count: say('invitations.list.count', { count: counts.found, open: counts.open }),
      ...(before ? { earlierHref: listHref(PATH, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(PATH, query, { after }) } : {}),
    },
  };
}

const nothingYet = {
  title: say('invitations.list.nothingYet.title'),
  text: say('invitations.list.nothingYet.text'),
  icon: 'mail',
  action: { label: say('invitations.list.nothingYet.action'), href: '/admin/customers' },
};

const nothingMatches = {
  title: say('invitations.list.nothingMatches.title'),
  text: say('invitations.list.nothingMatches.text'),
  icon: 'search',
  action: { label: say('platform.filters.clear'), href: PATH, kind: 'secondary' },
};

function filters(query: ListQuery<InvitationFilter>): object {
  const { q, filters: chosen, sort, descending } = query;
  const { state, asked } = chosen;
  const any = { value: '', label: say('invitations.list.any') };
  const states = INVITATION_LIST.filters.state.map((value) => ({ value, label: invitationWords(value) }));
  const chip = (label: Text, without: string) => ({ label, href: listHref(PATH, query, { [without]: '' }) });
  return {
    action: PATH,
    q: { value: q, label: 'invitations.list.search' },
    hidden: [{ name: 'sort', value: `${descending ? '-' : ''}${sort}` }],
    fields: [
      {
        type: 'select',
        name: 'state',
        label: say('invitations.list.state'),
        value: state ?? '',
        options: [any, ...states],
      },
      {
        type: 'select',
        name: 'asked',
        label: say('invitations.list.asked'),
        value: asked ?? '',
        options: [any, { value: 'yes', label: say('invitations.list.askedYes') }],
      },
    ],
    chips: [
      ...(q ? [chip(say('invitations.list.searchedFor', { q }), 'q')] : []),
      ...(state ? [chip(say(`invitations.state.${state}`), 'state')] : []),
      ...(asked ? [chip(say('invitations.list.askedYes'), 'asked')] : []),
    ],
    clearHref: listHref(PATH, query, { q: '', state: '', asked: '' }),
  };
}

function table(query: ListQuery<InvitationFilter>, rows: readonly InvitationListRow[], now: Date): TableView {
  const column = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: say(`invitations.fields.${key}`),
    ...more,
  });
  return tableView({
    caption: say('invitations.list.title'),
    columns: [
      column('email', sortLink(PATH, query, 'email')),
      column('customer', { ...sortLink(PATH, query, 'customer'), telling: true }),
      column('state', { telling: true }),
      column('invited', { ...sortLink(PATH, query, 'invited'), telling: true }),
      column('until'),
      column('asked'),
    ],
    rows: rows.map((row) => {
      const { words, tone } = invitationStateView(row, now);
      return {
        href: portalUserHref(row.portalUserId),
        cells: [
          cell.text(row.email),
          cell.words(verbatim(row.customer)),
          cell.status(words, tone),
          cell.dateTime(row.invitedAt),
          cell.dateTime(row.expiresAt),
          cell.dateTime(row.askedAgainAt),
        ],
      };
    }),
  });
}
