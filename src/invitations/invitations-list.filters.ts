import { say, type Text } from '../platform/errors.js';
import { listHref } from '../platform/lists/list-links.js';
import type { ListQuery } from '../platform/lists/list-query.js';
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

/** Search, and what else narrows the list beside its tabs. */
export function listFilters(query: Query, inviters: readonly Inviter[]): object {
  const { q, filters, sort, descending } = query;
  const { state, asked, customer, inviter, from, to } = filters;
  const chip = (label: Text, without: string) => ({
    label,
    href: listHref(INVITATIONS, query, { [without]: '' }),
  });
  const hidden = [
    { name: 'sort', value: `${descending ? '-' : ''}${sort}` },
    ...(state ? [{ name: 'state', value: state }] : []),
    ...(asked ? [{ name: 'asked', value: asked }] : []),
  ];
  return {
    action: INVITATIONS,
    q: { value: q, label: 'invitations.list.search' },
    hidden,
    fields: [
      {
        name: 'customer',
        label: say('invitations.list.customer'),
        value: customer ?? '',
        autocomplete: 'off',
      },
      {
        type: 'select',
        name: 'inviter',
        label: say('invitations.fields.inviter'),
        value: inviter ?? '',
        options: [
          { value: '', label: say('invitations.list.any') },
          ...inviters.map(({ id, name }) => ({ value: id, label: verbatim(name) })),
          { value: BY_A_SYSTEM, label: say('invitations.list.system') },
        ],
      },
      { type: 'date', name: 'from', label: say('invitations.list.from'), value: from ?? '' },
      { type: 'date', name: 'to', label: say('invitations.list.to'), value: to ?? '' },
    ],
    chips: [
      ...(q ? [chip(say('invitations.list.searchedFor', { q }), 'q')] : []),
      ...(customer ? [chip(say('invitations.list.ofCustomer', { customer }), 'customer')] : []),
      ...(inviter ? [chip(inviterWords(inviter, inviters), 'inviter')] : []),
      ...(from ? [chip(say('invitations.list.fromDay', { day: from }), 'from')] : []),
      ...(to ? [chip(say('invitations.list.toDay', { day: to }), 'to')] : []),
    ],
    clearHref: listHref(INVITATIONS, query, { q: '', customer: '', inviter: '', from: '', to: '' }),
  };
}

function inviterWords(inviter: string, inviters: readonly Inviter[]): Text {
  if (inviter === BY_A_SYSTEM) return say('invitations.list.bySystem');
  const name = inviters.find(({ id }) => id === inviter)?.name;
  return name ? say('invitations.list.byInviter', { name }) : say('invitations.list.bySomebody');
}
