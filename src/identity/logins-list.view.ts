import { say } from '../platform/errors.js';
import type { ListPage } from '../platform/lists/keyset.js';
import { columnIn, type OfficeList, type OpenedList } from '../platform/lists/office-list.js';
import { officeList, type OfficeListModel } from '../platform/lists/office-list.view.js';
import { cell } from '../platform/pages/cells.js';
import { Page, type Tone } from '../platform/pages/page.js';
import {
  LOGIN_LIST,
  LOGIN_STATES,
  LOGIN_TYPES,
  type LoginCounts,
  type LoginFilter,
  type LoginListRow,
  type LoginState,
} from './logins-list.queries.js';

export const LOGINS = '/admin/logins';
export const loginHref = (id: string): string => `${LOGINS}/${id}`;

export const STATE_TONES: Readonly<Record<LoginState, Tone>> = {
  active: 'good',
  waiting: 'attention',
  disabled: 'neutral',
};

const column = columnIn<LoginListRow>('identity.logins.fields');

/** Administrator > Logins. */
export const LOGINS_LIST: OfficeList<LoginListRow, LoginFilter> = {
  ...LOGIN_LIST,
  key: 'logins',
  words: 'identity.logins',
  href: ({ id }) => loginHref(id),
  columns: [
    column('name', 'telling', { cell: ({ name, email }) => cell.text(name || email) }),
    column('email', 'telling', { cell: ({ email }) => cell.text(email) }),
    column('type', 'telling', { cell: ({ type }) => cell.words(say(`identity.logins.types.${type}`)) }),
    column('state', 'telling', {
      cell: ({ state }) => cell.status(say(`identity.logins.states.${state}`), STATE_TONES[state]),
    }),
    column('roleGroups', 'shown', { cell: ({ roleGroups }) => cell.text(roleGroups.join(', ')) }),
    column('belongsTo', 'shown', { cell: ({ belongsTo }) => cell.text(belongsTo.join(', ')) }),
    column('lastSignedIn', 'shown', {
      by: 'days',
      cell: ({ lastSignedInAt }) => cell.dateTime(lastSignedInAt),
    }),
    column('added', 'offered', { by: 'days', cell: ({ createdAt }) => cell.dateTime(createdAt) }),
  ],
};

/** Everybody who signs in: staff and customers' people in one list. */
export const loginsPage = (
  opened: OpenedList<LoginFilter>,
  counts: LoginCounts,
  page: ListPage<LoginListRow>,
): Page<OfficeListModel> =>
  new Page(
    'platform/office-list',
    officeList(LOGINS_LIST, {
      opened,
      page,
      now: new Date(),
      count: say('identity.logins.count', { count: counts.found, staff: counts.staff }),
      filters: [choice('type', 'types', LOGIN_TYPES), choice('state', 'states', LOGIN_STATES)],
      head: { action: { label: say('identity.logins.add'), href: `${LOGINS}/new`, icon: 'plus' } },
    }),
  );

const choice = (name: LoginFilter, words: string, values: readonly string[]) => ({
  name,
  label: say(`identity.logins.fields.${name}`),
  options: values.map((value) => ({ value, label: say(`identity.logins.${words}.${value}`) })),
});
