import { Injectable } from '@nestjs/common';
import { INVITATION_STATES, STATE_SQL, withMailServer } from '../invitations/invitation-state.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { Cursors } from '../platform/lists/cursors.js';
import { keyset, PAGE_SIZE, type ListPage } from '../platform/lists/keyset.js';
import type { ListDeclaration, ListQuery } from '../platform/lists/list-query.js';
import { PERSON_COLUMNS, PERSON_FROM, PERSON_LIVING, type PersonRow } from './portal-users.queries.js';

export type PortalUserFilter = 'state' | 'signedIn';

/** Whoever signed in of late, never, or not for long. */
export const SIGNED_IN = ['lately', 'never', 'not-lately'] as const;
const LATELY_DAYS = 30;
const AWAY_DAYS = 90;

/** SQL over `u` and `l`: people who have an access, or are invited to one, by when they were here last. */
export const WAS_HERE: Readonly<Record<(typeof SIGNED_IN)[number], string>> = {
  lately: `u.active and u.last_used_at > now() - interval '${LATELY_DAYS} days'`,
  never: '(not u.active or u.last_used_at is null)',
  'not-lately': `u.active and u.last_used_at < now() - interval '${AWAY_DAYS} days'`,
};

/** Counts people over `u`: one of several customers is one. */
export const PEOPLE = 'count(distinct u.login_id)';

/** What the address of the portal users' list may hold. */
export const PORTAL_USER_LIST = {
  sorts: ['email', 'customer', 'added'],
  filters: { state: INVITATION_STATES, signedIn: SIGNED_IN },
} as const satisfies ListDeclaration<PortalUserFilter>;

export type PersonListRow = PersonRow & { readonly place: string };

/** How many people, with how many accesses, the search and filters leave, and how many of the people can sign in. */
export interface PeopleCounts {
  readonly people: number;
  readonly accesses: number;
  readonly active: number;
}

/** The list of all people of all customers. */
@Injectable()
export class PortalUsersListQueries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly config: Config,
  ) {}

  async list(query: ListQuery<PortalUserFilter>, size = PAGE_SIZE): Promise<ListPage<PersonListRow>> {
    const { where, values } = conditions(query);
    const key = keyset(query, SORTS, this.cursors, values, size);
    const rows = await this.database.rows<PersonListRow>(
      `select ${PERSON_COLUMNS}, ${key.place} as place ${PERSON_FROM}
       where ${where} and ${key.where} order by ${key.order} limit ${key.limit}`,
      key.values,
    );
    return key.page(withMailServer(rows, this.config.smtpUrl !== undefined));
  }

  async counts(query: ListQuery<PortalUserFilter>): Promise<PeopleCounts> {
    const { where, values } = conditions(query);
    const counts = await this.database.row<PeopleCounts>(
      `select ${PEOPLE}::int as people, count(*)::int as accesses, ${PEOPLE} filter (where u.active)::int as active
       ${PERSON_FROM} where ${where}`,
      values,
    );
    return counts as PeopleCounts;
  }
}

const SORTS = {
  list: 'portal-users',
  id: 'u.id',
  columns: {
    email: { sql: 'l.email_key collate "C"', type: 'text collate "C"' },
    customer: { sql: 'c.name_key', type: 'text collate "C"' },
    added: { sql: 'u.created_at', type: 'timestamptz' },
  },
} as const;

const SEARCHED = `fold(concat_ws(' ', l.email, l.name, c.reference, c.name))`;

function conditions({ q, filters }: ListQuery<PortalUserFilter>): { where: string; values: unknown[] } {
  const where = [PERSON_LIVING];
  const values: unknown[] = [];
  const words = q.split(/\s+/).filter(Boolean);
  if (words.length > 0) {
    values.push(words);
    where.push(
      `not exists (select from unnest($1::text[]) as word where position(fold(word) in ${SEARCHED}) = 0)`,
    );
  }
  if (filters.state) {
    values.push(filters.state);
    where.push(`${STATE_SQL} = $${values.length}`);
  }
  const here = SIGNED_IN.find((value) => value === filters.signedIn);
  if (here) where.push(WAS_HERE[here]);
  return { where: where.join(' and '), values };
}
