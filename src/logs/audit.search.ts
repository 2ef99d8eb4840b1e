import { Injectable } from '@nestjs/common';
import { AUDIT_ACTIONS } from '../audit/actions.js';
import { Database } from '../platform/database/database.js';
import { isId } from '../platform/ids.js';
import type { ListQuery } from '../platform/lists/list-query.js';
import { Words } from '../platform/pages/words.js';
import { SECTIONS } from '../sections/sections.js';
import type { Found, FoundWords } from './audit.filters.js';

/** What the words of a search or filter stand for. The log itself holds ids only. */
@Injectable()
export class AuditSearch {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  async found({
    query: { q, filters },
  }: {
    readonly query: Pick<ListQuery<'person' | 'customer'>, 'q' | 'filters'>;
  }): Promise<Found> {
    const { person, customer } = filters;
    return {
      people: person === undefined ? undefined : await this.people(person),
      customers:
        customer === undefined
          ? undefined
          : await this.ids('select id from customers where reference = $1', customer),
      things: q ? await this.ids(THINGS, q) : undefined,
      actions: q ? this.actions(q) : [],
      words: q ? await this.changed(q) : undefined,
    };
  }

  /** A login by its id, or people by a part of their name or email; each with their accesses. */
  people(person: string): Promise<string[]> {
    return isId(person)
      ? this.ids(
          `select $1::uuid as id union all select id from portal_users where login_id = $1::uuid`,
          person,
        )
      : this.ids(PEOPLE, person);
  }

  /** Every word begins one of a changed value, in whatever order. */
  private async changed(q: string): Promise<FoundWords | undefined> {
    const row = await this.database.row<{ query: string | null }>(TSQUERY, [q]);
    if (!row?.query) return undefined;
    const lines = await this.ids(LINES, row.query);
    return { query: row.query, lines: lines.length > MOST_LINES ? undefined : lines };
  }

  private actions(q: string): string[] {
    const wanted = q.toLowerCase();
    return AUDIT_ACTIONS.filter((action) =>
      this.words.say(`audit.actions.${action}`).toLowerCase().includes(wanted),
    );
  }

  private async ids(sql: string, value: string): Promise<string[]> {
    return (await this.database.rows<{ id: string }>(sql, [value])).map(({ id }) => id);
  }
}

/** So few lines are named in a statement, which then knows how few; of more a page is soon full. */
const MOST_LINES = 5000;

const TSQUERY = `
  select string_agg(quote_literal(left(word, 100)) || ':*', ' & ') as query
  from regexp_split_to_table(fold($1), '[^[:alnum:]]+') as word where word <> ''`;

/** What names people stands apart from its line. */
const LINES = `
  (select id from audit_lines where words @@ $1::tsquery limit ${MOST_LINES + 1})
  union (select line_id from audit_names where words @@ $1::tsquery limit ${MOST_LINES + 1})`;

const holds = (text: string): string => `position(fold($1) in fold(${text})) > 0`;

const PEOPLE = `
  with people as (select id from logins where ${holds(`email || ' ' || name`)})
  select id from people union all select u.id from portal_users u join people p on p.id = u.login_id`;

/** References of records are found whole: they are many. */
const THINGS = [
  PEOPLE,
  `select id from customers where ${holds(`reference || ' ' || name`)}`,
  `select id from consolidated_accounts where ${holds(`reference || ' ' || name`)}`,
  `select id from api_keys where ${holds('name')}`,
  `select id from role_groups where ${holds('name')}`,
  `select id from imports where ${holds('file_name')}`,
  ...SECTIONS.map(({ table }) => `select id from ${table} where reference = $1`),
]
  .map((sql) => `(${sql})`)
  .join(' union all ');
