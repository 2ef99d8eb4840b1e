import { say, type Text } from '../platform/errors.js';
import { downloads, listHref, sortLink } from '../platform/lists/list-links.js';
import type { ListPage } from '../platform/lists/keyset.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { tableSorts, type SortLink } from '../platform/lists/sorts.js';
import { cell } from '../platform/pages/cells.js';
import type { Action, PageModel } from '../platform/pages/page.js';
import { tableView, type TableColumn, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { invitationStateView } from './invitation-state.view.js';
import { INVITATIONS, listFilters, stateTabs } from './invitations-list.filters.js';
import type { InvitationCounts, InvitationFilter, InvitationListRow } from './invitations-list.queries.js';
import type { Inviter } from './invitations.queries.js';

export interface InvitationsListModel extends PageModel {
  readonly filters: object;
  readonly sorts: readonly SortLink[];
  readonly table: TableView | null;
  /** The form that does something to the rows that are ticked; null where the viewer may not. */
  readonly selection: { readonly action: string; readonly id: string } | null;
  readonly empty: object | null;
  readonly pagination: { readonly count: Text; readonly earlierHref?: string; readonly laterHref?: string };
}

/** What the list is made of. */
export interface InvitationsListInput {
  readonly query: ListQuery<InvitationFilter>;
  readonly counts: InvitationCounts;
  readonly page: ListPage<InvitationListRow>;
  readonly inviters: readonly Inviter[];
  readonly mayChange: boolean;
  readonly now: Date;
}

/** A person's page: theirs is the folder to the right. */
export const portalUserHref = (id: string): string => `/admin/portal-users/${id}`;
/** Many people at once: the folder to the right has it. */
export const INVITE_MANY = `${INVITATIONS}/new`;
export const SELECTION = `${INVITATIONS}/selection`;

/** The office's list of invitations, the newest first. */
export function invitationsList(input: InvitationsListInput): InvitationsListModel {
  const { query, counts, page, mayChange } = input;
  const { rows, before, after } = page;
  const narrowed = query.q !== '' || Object.keys(query.filters).length > 0;
  const shown = rows.length > 0;
  const table = shown ? invitationsTable(query, rows, input.now, mayChange) : null;
  return {
    head: {
      title: say('invitations.list.title'),
      purpose: say('invitations.list.purpose'),
      ...(shown ? downloads(INVITATIONS, query) : {}),
      ...(mayChange ? { action: inviteMany } : {}),
      tabs: stateTabs(query, counts),
    },
    filters: listFilters(query, input.inviters),
    sorts: table ? tableSorts(INVITATIONS, query, table) : [],
    table,
    selection: shown && mayChange ? { action: SELECTION, id: 'selection' } : null,
    empty: shown ? null : narrowed ? nothingMatches : nothingYet,
    pagination: {
      count: say('invitations.list.count', { count: counts.found }),
      ...(before ? { earlierHref: listHref(INVITATIONS, query, { before }) } : {}),
      ...(after ? { laterHref: listHref(INVITATIONS, query, { after }) } : {}),
    },
  };
}

const inviteMany: Action = { label: say('invitations.list.inviteMany'), href: INVITE_MANY, icon: 'plus' };

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
  action: { label: say('platform.filters.clear'), href: INVITATIONS, kind: 'secondary' },
};

/** The rows of the list, as its page and its files show them; with a box each where something may be done to them. */
export function invitationsTable(
  query: ListQuery<InvitationFilter>,
  rows: readonly InvitationListRow[],
  now: Date,
  mayChange = false,
): TableView {
  const column = (key: string, more: Partial<TableColumn> = {}): TableColumn => ({
    key,
    label: say(`invitations.fields.${key}`),
    ...more,
  });
  return tableView({
    caption: say('invitations.list.title'),
    columns: [
      column('email', sortLink(INVITATIONS, query, 'email')),
      column('customer', { ...sortLink(INVITATIONS, query, 'customer'), telling: true }),
      column('state', { telling: true }),
      column('invited', { ...sortLink(INVITATIONS, query, 'invited'), telling: true }),
      column('inviter'),
      column('until', sortLink(INVITATIONS, query, 'until')),
      column('asked'),
    ],
    rows: rows.map((row) => {
      const { words, tone, answer } = invitationStateView(row, now);
      return {
        href: portalUserHref(row.portalUserId),
        ...(mayChange ? { choice: choiceOf(row) } : {}),
        cells: [
          cell.text(row.email),
          cell.words(verbatim(row.customer)),
          cell.status(words, tone, answer),
          cell.dateTime(row.invitedAt),
          row.inviter ? cell.words(verbatim(row.inviter)) : cell.words(say('invitations.list.system')),
          cell.dateTime(row.expiresAt),
          cell.dateTime(row.askedAgainAt),
        ],
      };
    }),
  });
}

/** The box that chooses a row, with the version of the link that the row shows. */
const choiceOf = ({ id, tokenVersion, email }: InvitationListRow) => ({
  name: 'chosen',
  value: `${id}.${tokenVersion ?? 0}`,
  form: 'selection',
  label: say('invitations.list.choose', { email }),
});
