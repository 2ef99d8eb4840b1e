import { INVITATION_STATES } from '../invitations/invitation-state.js';
import { invitationStateView, invitationWords } from '../invitations/invitation-state.view.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { say, type Text } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { columnIn, type OfficeList, type OpenedList } from '../platform/lists/office-list.js';
import { officeList, type OfficeListModel } from '../platform/lists/office-list.view.js';
import { cell } from '../platform/pages/cells.js';
import { verbatim } from '../platform/pages/words.js';
import { PORTAL_USER_LIST, SIGNED_IN } from './portal-users-list.queries.js';
import type { PeopleCounts, PersonListRow, PortalUserFilter } from './portal-users-list.queries.js';

const column = columnIn<PersonListRow>('portal-users.fields');

/** Relationships > Portal users. */
export const PORTAL_USERS: OfficeList<PersonListRow, PortalUserFilter> = {
  ...PORTAL_USER_LIST,
  key: 'portal-users',
  words: 'portal-users.list',
  href: ({ id }) => portalUserHref(id),
  columns: [
    column('email', 'telling', { cell: ({ email }) => cell.text(email) }),
    column('name', 'telling', { cell: ({ name }) => cell.text(name) }),
    column('customer', 'telling', { cell: ({ customer }) => cell.words(verbatim(customer)) }),
    column('state', 'telling', {
      cell: (row, now) => {
        const { words, tone } = invitationStateView(row, now);
        return cell.status(words, tone);
      },
    }),
    column('sites', 'shown', {
      cell: ({ everySite, siteIds }) =>
        cell.words(
          everySite
            ? say('portal-users.person.everySite')
            : say('portal-users.person.someSites', { count: siteIds.length }),
        ),
    }),
    column('lastSignedIn', 'shown', {
      by: 'days',
      cell: ({ lastSignedInAt }) => cell.dateTime(lastSignedInAt),
    }),
    column('added', 'shown', { by: 'days', cell: ({ createdAt }) => cell.dateTime(createdAt) }),
  ],
};

/** All people of all customers. */
export const portalUsersList = (
  opened: OpenedList<PortalUserFilter>,
  counts: PeopleCounts,
  page: ListPage<PersonListRow>,
  now: Date,
): OfficeListModel =>
  officeList(PORTAL_USERS, {
    opened,
    page,
    now,
    count: counted(counts),
    filters: [
      {
        name: 'state',
        label: say('invitations.list.state'),
        options: INVITATION_STATES.map((value) => ({ value, label: invitationWords(value) })),
      },
      {
        name: 'signedIn',
        label: say('portal-users.fields.lastSignedIn'),
        options: SIGNED_IN.map((value) => ({ value, label: say(`portal-users.list.signedIn.${value}`) })),
      },
    ],
    files: true,
    nothingYet: {
      icon: 'person',
      action: { label: say('invitations.list.nothingYet.action'), href: '/admin/customers' },
    },
  });

/** A line of the list is an access: where somebody has several, it says so. */
const counted = ({ people, accesses, active }: PeopleCounts): Text =>
  say(`portal-users.list.${accesses > people ? 'countAccesses' : 'count'}`, {
    count: people,
    accesses,
    active,
  });
