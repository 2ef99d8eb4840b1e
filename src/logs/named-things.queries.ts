import { Injectable } from '@nestjs/common';
import { accountHref } from '../customers/accounts/account-hrefs.js';
import { customerHref } from '../customers/customer-pages.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { loginHref } from '../identity/logins-list.view.js';
import { operationHref } from '../operations/operations.service.js';
import { Database } from '../platform/database/database.js';
import type { Text } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { Words } from '../platform/pages/words.js';
import { SCHEDULES } from '../schedules/schedule.form.view.js';
import { SECTIONS } from '../sections/sections.js';

/** What an id of a log stands for today. */
export interface NamedThing {
  /** Empty when it was erased. */
  readonly name: string;
  /** The email of a person, the reference of a customer. */
  readonly detail: string;
  readonly href: string | undefined;
}

export type NamedThings = ReadonlyMap<string, NamedThing>;

/** Finds the names of what logs hold by id. Whatever is gone has none. */
@Injectable()
export class NamedThingsQueries {
  constructor(
    private readonly database: Database,
    private readonly words: Words,
  ) {}

  async of(ids: Iterable<unknown>): Promise<NamedThings> {
    const wanted = [...new Set(ids)].filter((id): id is string => typeof id === 'string' && isId(id));
    if (wanted.length === 0) return new Map();
    const rows = await this.database.rows<ThingRow>(THINGS, [wanted], 'named things');
    return new Map(
      rows.map(({ id, kind, name, detail }) => [
        id,
        // Long work is called by its title, a sentence's key and values.
        {
          name: kind === 'operation' ? this.words.say(JSON.parse(name) as Text) : name,
          detail,
          href: HREFS[kind]?.(id),
        },
      ]),
    );
  }
}

interface ThingRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
}

const HREFS: Readonly<Record<string, ((id: string) => string) | undefined>> = {
  customer: (id) => customerHref({ id }),
  'consolidated-account': (id) => accountHref({ id }),
  login: loginHref,
  'portal-user': portalUserHref,
  import: (id) => `/admin/imports/${id}`,
  operation: operationHref,
  schedule: (id) => `${SCHEDULES}/${id}`,
  ...Object.fromEntries(SECTIONS.map(({ key }) => [key, (id: string) => `/admin/${key}/${id}`])),
};

const THINGS = [
  `select id, case when erased_at is null then 'login' else '' end as kind, coalesce(nullif(name, ''), email) as name, email as detail from logins`,
  `select u.id, case when u.ended_at is null then 'portal-user' else '' end, coalesce(nullif(l.name, ''), l.email), l.email
   from portal_users u join logins l on l.id = u.login_id`,
  `select id, case when deleted_at is null then 'customer' else '' end, name, reference from customers`,
  `select id, case when deleted_at is null then 'consolidated-account' else '' end, name, reference from consolidated_accounts`,
  `select id, 'api-key', name, '' from api_keys`,
  `select id, 'role-group', name, '' from role_groups`,
  `select id, 'import', file_name, '' from imports`,
  `select id, case when ended_at is null then 'schedule' else '' end, name, '' from schedules`,
  `select id, 'operation', title::text, '' from operations`,
  ...SECTIONS.map(
    // Also of a deleted one: its page leads to bringing it back.
    ({ key, table }) => `select id, '${key}', reference, '' from ${table}`,
  ),
]
  .map((sql) => `(select * from (${sql}) as thing (id, kind, name, detail) where id = any ($1::uuid[]))`)
  .join(' union all ');
