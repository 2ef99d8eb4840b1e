import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Refused, say } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../platform/lists/list-query.js';
import {
  ASKED_SQL,
  INVITATION_COLUMNS,
  INVITATION_STATES,
  STATE_SQL,
  withMailServer,
  type InvitationRow,
  type InvitationState,
} from './invitation-state.js';
import { INVITATION_FROM, INVITATION_LIVING } from './invitations.queries.js';

export type InvitationFilter = 'state' | 'asked' | 'customer' | 'inviter' | 'from' | 'to';

/** Invitations that a system sent, in the place of an inviter. */
export const BY_A_SYSTEM = 'system';

export const LISTED_STATES = INVITATION_STATES.filter((state) => state !== 'none');

/** What the address of the invitations' list may hold. */
export const INVITATION_LIST = {
  sorts: ['-invited', 'email', 'customer', 'until'],
  filters: {
    state: LISTED_STATES,
    asked: ['yes'],
    customer: undefined,
    inviter: undefined,
    from: undefined,
    to: undefined,
  },
} as const satisfies ListDeclaration<InvitationFilter>;

/** One line of the invitations' list. */
export interface InvitationListRow extends InvitationRow {
  readonly id: string;
  readonly portalUserId: string;
  readonly email: string;
  readonly name: string;
  readonly customer: string;
  readonly inviter: string | null;
  readonly invitedAt: Date;
  readonly place: string;
}

/** How many invitations the search and filters leave in each state, whichever of them is chosen. */
export interface InvitationCounts {
  readonly states: Readonly<Partial<Record<InvitationState, number>>>;
  readonly all: number;
  /** Whose person wants a new link. */
  readonly asked: number;
  /** Of the list as it is shown. */
  readonly found: number;
}

/** The office's list of invitations. */
@Injectable()
export class InvitationsListQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly config: Config,
  ) {}

  /** @throws Refused for a day or an inviter that is none */
  async list(query: ListQuery<InvitationFilter>, size = PAGE_SIZE): Promise<ListPage<InvitationListRow>> {
    const { where, values } = conditions(query, true);
    const key = keyset(query, SORTS, this.cursors, values, size);
    const rows = await this.database.rows<InvitationListRow>(
      `select i.id, u.id as "portalUserId", l.email, l.name, c.name as customer, ${key.place} as place,
         i.created_at as "invitedAt",
         (select coalesce(nullif(b.name, ''), b.email) from logins b where b.id = i.invited_by) as inviter,
         ${INVITATION_COLUMNS}
       ${INVITATION_FROM} where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(withMailServer(rows, this.config.smtpUrl !== undefined));
  }

  /** Exact, in one statement. */
  async counts(query: ListQuery<InvitationFilter>): Promise<InvitationCounts> {
    const { where, values } = conditions(query, false);
    const rows = await this.database.rows<{ state: InvitationState; count: number; asked: number }>(
      `select state, count(*)::int as count, count(*) filter (where asked)::int as asked
       from (select ${STATE_SQL} as state, ${ASKED_SQL} as asked ${INVITATION_FROM} where ${where}) as invitations
       group by state`,
      values,
    );
    const { state, asked } = query.filters;
    const shown = rows.filter((row) => !state || row.state === state);
    const sum = (of: typeof rows, which: 'count' | 'asked') =>
      of.reduce((total, row) => total + row[which], 0);
    return {
      states: Object.fromEntries(rows.map(({ state: key, count }) => [key, count])),
      all: sum(rows, 'count'),
      asked: sum(rows, 'asked'),
      found: sum(shown, asked ? 'asked' : 'count'),
    };
  }
}

const SORTS = {
  list: 'invitations',
  id: 'i.id',
  columns: {
    invited: { sql: 'i.created_at', type: 'timestamptz' },
    email: { sql: 'l.email_key collate "C"', type: 'text collate "C"' },
    customer: { sql: 'c.name_key', type: 'text collate "C"' },
    until: { sql: 'i.expires_at', type: 'timestamptz' },
  },
} as const;

const SEARCHED = `fold(concat_ws(' ', l.email, l.name, c.reference, c.name))`;
/** A day is the organisation's. */
const DAY = `(i.created_at at time zone (select time_zone from organisation))::date`;

/** @param narrow whether the chosen state counts as well */
function conditions(
  { q, filters }: ListQuery<InvitationFilter>,
  narrow: boolean,
): { where: string; values: unknown[] } {
  const where = [INVITATION_LIVING];
  const values: unknown[] = [];
  const given = (value: unknown, condition: (place: string) => string) => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  const words = q.split(/\s+/).filter(Boolean);
  if (words.length > 0)
    given(
      words,
      (place) =>
        `not exists (select from unnest(${place}::text[]) as word where position(fold(word) in ${SEARCHED}) = 0)`,
    );
  const { state, asked, customer, inviter, from, to } = filters;
  if (customer) given(customer, (place) => `c.reference = ${place}`);
  if (inviter === BY_A_SYSTEM) where.push('i.invited_by is null');
  else if (inviter) given(idOf(inviter), (place) => `i.invited_by = ${place}`);
  if (from) given(dayOf('from', from), (place) => `${DAY} >= ${place}::date`);
  if (to) given(dayOf('to', to), (place) => `${DAY} <= ${place}::date`);
  if (narrow && state) given(state, (place) => `${STATE_SQL} = ${place}`);
  if (narrow && asked) where.push(ASKED_SQL);
  return { where: where.join(' and '), values };
}

function idOf(value: string): string {
  if (isId(value)) return value;
  throw new Refused(say('platform.lists.filterValue', { name: 'inviter', value }));
}

function dayOf(name: string, value: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  throw new Refused(say('platform.lists.filterValue', { name, value }));
}
