import { say } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { columnIn, type OfficeList, type OpenedList } from '../platform/lists/office-list.js';
import {
  officeList,
  type OfficeListModel,
  type OfficeSelection,
} from '../platform/lists/office-list.view.js';
import { cell } from '../platform/pages/cells.js';
import type { Action } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { invitationStateView } from './invitation-state.view.js';
import { INVITATIONS, listFilters, stateTabs } from './invitations-list.filters.js';
import { INVITATION_LIST } from './invitations-list.queries.js';
import type { InvitationCounts, InvitationFilter, InvitationListRow } from './invitations-list.queries.js';
import type { Inviter } from './invitations.queries.js';

/** What the list is made of. */
export interface InvitationsListInput {
  readonly opened: OpenedList<InvitationFilter>;
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

const column = columnIn<InvitationListRow>('invitations.fields');

/** Relationships > Invitations. */
export const INVITATIONS_LIST: OfficeList<InvitationListRow, InvitationFilter> = {
  ...INVITATION_LIST,
  key: 'invitations',
  words: 'invitations.list',
  href: ({ portalUserId }) => portalUserHref(portalUserId),
  columns: [
    column('email', 'telling', { cell: ({ email }) => cell.text(email) }),
    column('customer', 'telling', { cell: ({ customer }) => cell.words(verbatim(customer)) }),
    column('state', 'telling', {
      cell: (row, now) => {
        const { words, tone, answer } = invitationStateView(row, now);
        return cell.status(words, tone, answer);
      },
    }),
    column('invited', 'telling', { by: 'days', cell: ({ invitedAt }) => cell.dateTime(invitedAt) }),
    column('inviter', 'shown', {
      cell: ({ inviter }) => cell.words(inviter ? verbatim(inviter) : say('invitations.list.system')),
    }),
    column('until', 'shown', { by: 'days', cell: ({ expiresAt }) => cell.dateTime(expiresAt) }),
    column('asked', 'shown', { by: 'days', cell: ({ askedAgainAt }) => cell.dateTime(askedAgainAt) }),
    column('name', 'offered', { cell: ({ name }) => cell.text(name) }),
  ],
};

/** The office's list of invitations, the newest first. */
export const invitationsList = (input: InvitationsListInput): OfficeListModel =>
  officeList(INVITATIONS_LIST, {
    ...input,
    count: say('invitations.list.count', { count: input.counts.found }),
    filters: listFilters(input.inviters),
    head: {
      ...(input.mayChange ? { action: inviteMany } : {}),
      tabs: stateTabs(input.opened.query, input.counts),
    },
    files: true,
    nothingYet: {
      icon: 'mail',
      action: { label: say('invitations.list.nothingYet.action'), href: '/admin/customers' },
    },
    selection: input.mayChange ? selection : undefined,
  });

const inviteMany: Action = { label: say('invitations.list.inviteMany'), href: INVITE_MANY, icon: 'plus' };

/** The boxes that choose rows, with the version of the link that each shows, and what may be done to them. */
const selection: OfficeSelection<InvitationListRow> = {
  choice: ({ id, tokenVersion, email }) => ({
    name: 'chosen',
    value: `${id}.${tokenVersion ?? 0}`,
    form: 'selection',
    label: say('invitations.list.choose', { email }),
  }),
  form: {
    action: SELECTION,
    label: say('invitations.selection.ticked'),
    deeds: [
      { name: 'deed', value: 'sending', label: say('invitations.selection.sendAgain'), icon: 'mail' },
      { name: 'deed', value: 'revocations', label: say('invitations.selection.revoke') },
    ],
  },
};
