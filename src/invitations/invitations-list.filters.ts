import { say, type Text } from '../platform/errors.js';
import { listHref } from '../platform/lists/list-links.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import type { ShownFilter } from '../platform/lists/office-filters.view.js';
import type { Tab } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { invitationWords } from './invitation-state.view.js';
import {
  BY_A_SYSTEM,
  LISTED_STATES,
  type InvitationCounts,
  type InvitationFilter,
} from './invitations-list.queries.js';
import type { Inviter } from './invitations.queries.js';

type Query = ListQuery<InvitationFilter>;

export const INVITATIONS = '/admin/invitations';

/** A tab for each state with its exact count; the other filters stay. */
export function stateTabs(query: Query, { all, asked, states }: InvitationCounts): readonly Tab[] {
  const { state, asked: wanted } = query.filters;
  const tab = (label: Text, count: number, change: { state: string; asked: string }): Tab => ({
    label,
    count,
    href: listHref(INVITATIONS, query, change),
    current: (state ?? '') === change.state && (wanted ?? '') === change.asked,
  });
  return [
    tab(say('invitations.list.all'), all, { state: '', asked: '' }),
    ...LISTED_STATES.map((key) => tab(invitationWords(key), states[key] ?? 0, { state: key, asked: '' })),
    tab(say('invitations.list.asked'), asked, { state: '', asked: 'yes' }),
  ];
}

/** What narrows the list, beside its tabs and the search. */
export const listFilters = (inviters: readonly Inviter[]): ShownFilter<InvitationFilter>[] => [
  { name: 'state' },
  { name: 'asked' },
  {
    name: 'customer',
    label: say('invitations.list.customer'),
    chip: (customer) => say('invitations.list.ofCustomer', { customer }),
  },
  {
    name: 'inviter',
    label: say('invitations.fields.inviter'),
    options: [
      ...inviters.map(({ id, name }) => ({ value: id, label: verbatim(name) })),
      { value: BY_A_SYSTEM, label: say('invitations.list.system') },
    ],
    chip: (inviter) => inviterWords(inviter, inviters),
  },
  {
    name: 'from',
    label: say('invitations.list.from'),
    type: 'date',
    chip: (day) => say('invitations.list.fromDay', { day }),
  },
  {
    name: 'to',
    label: say('invitations.list.to'),
    type: 'date',
    chip: (day) => say('invitations.list.toDay', { day }),
  },
];

function inviterWords(inviter: string, inviters: readonly Inviter[]): Text {
  if (inviter === BY_A_SYSTEM) return say('invitations.list.bySystem');
  const name = inviters.find(({ id }) => id === inviter)?.name;
  return name ? say('invitations.list.byInviter', { name }) : say('invitations.list.bySomebody');
}
