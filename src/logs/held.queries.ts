import { Injectable } from '@nestjs/common';
import { AccessLog } from '../audit/access-log.service.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';

/** Somebody with a login who has not been erased. */
export interface HeldLogin {
  readonly id: string;
  readonly email: string;
  readonly emailKey: string;
  readonly name: string;
  readonly kind: string;
}

export type HeldRow = Readonly<Record<string, unknown>>;

/** What one table holds of a person. */
export interface HeldPart {
  readonly name: string;
  readonly rows: readonly HeldRow[];
  /** There may be more: these were read up to a limit. */
  readonly cut: boolean;
}

/** A table with rows of a person: which rows, over `t` and the login's id, email key and name. */
interface Place {
  readonly name: string;
  readonly where: string;
  /** May be long: it is read by `at` and `id`. */
  readonly log?: boolean;
}

/** Never handed to anybody, its owner included; and the words by which the database finds a line again. */
const LEFT_OUT = /_hash$|^words$|^sealed$/;
const BATCH = 1000;

/**
 * Finds everything that is held of a person. Which tables point at logins and at their accesses the database itself
 * says, so that a table added later is not forgotten.
 */
@Injectable()
export class HeldQueries {
  constructor(
    private readonly database: Database,
    private readonly log: AccessLog,
  ) {}

  /** @throws NotFound, also for somebody who was erased */
  async login(id: string): Promise<HeldLogin> {
    const login = isId(id) ? await this.database.row<HeldLogin>(LOGIN, [id]) : undefined;
    if (!login) throw new NotFound();
    return login;
  }

  async places(): Promise<Place[]> {
    const pointing = await this.database.rows<{ name: string; column: string; target: string }>(POINTING);
    const byTable = new Map<string, string[]>();
    for (const { name, column, target } of pointing) {
      const condition = target === 'logins' ? `t.${column} = $1` : `t.${column} in (${ACCESSES})`;
      byTable.set(name, [...(byTable.get(name) ?? []), condition]);
    }
    const found = [...byTable].map(([name, conditions]) => {
      const beside = BESIDE.filter((place) => place.name === name).map(({ where }) => where);
      return { name, where: [...conditions, ...beside].map((one) => `(${one})`).join(' or ') };
    });
    const others = BESIDE.filter(({ name }) => !byTable.has(name));
    return [{ name: 'logins', where: 't.id = $1' }, ...found, ...others];
  }

  /** The first rows of one place. */
  async part(login: HeldLogin, place: Place, most: number): Promise<HeldPart> {
    const rows = await this.rows(login, place, most + 1);
    return { name: place.name, rows: rows.slice(0, most).map(withoutSecrets), cut: rows.length > most };
  }

  /** Everything, as JSON, read piece by piece while it is sent. */
  async *json(login: HeldLogin): AsyncGenerator<string> {
    await this.log.flush();
    yield '{';
    for (const [index, place] of (await this.places()).entries()) {
      yield `${index > 0 ? ',' : ''}\n${JSON.stringify(place.name)}:[`;
      let rows: HeldRow[] = [];
      let before = '';
      do {
        rows = await this.rows(login, place, place.log ? BATCH : null, rows.at(-1));
        for (const row of rows) {
          yield `${before}\n${JSON.stringify(withoutSecrets(row))}`;
          before = ',';
        }
      } while (place.log && rows.length === BATCH);
      yield ']';
    }
    yield '\n}\n';
  }

  /** How many accesses the person has now. */
  async accesses(loginId: string): Promise<number> {
    const found = await this.database.rows(
      'select from portal_users where login_id = $1 and ended_at is null',
      [loginId],
    );
    return found.length;
  }

  /** Of logs from a place on, the oldest first; of others all. */
  private async rows(
    { id, emailKey, name }: HeldLogin,
    { name: table, where, log }: Place,
    most: number | null,
    after?: HeldRow,
  ): Promise<HeldRow[]> {
    const values: unknown[] = [id, emailKey, name, most];
    const behind = after ? `and (t.at, t.id) > ($5::timestamptz, $6::uuid)` : '';
    if (after) values.push(after['at'], after['id']);
    const found = await this.database.rows<{ row: HeldRow }>(
      `select to_jsonb(t) as row from ${table} t
       where ($1::uuid, $2::text, $3::text) is not null and (${where}) ${behind}
       ${log ? 'order by t.at, t.id' : ''} limit $4`,
      values,
    );
    return found.map(({ row }) => row);
  }
}

const withoutSecrets = (row: HeldRow): HeldRow =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !LEFT_OUT.test(key)));

const LOGIN = `select id, email, email_key as "emailKey", name, kind from logins where id = $1 and erased_at is null`;

/** Ids of the login's accesses, those that have ended too. */
export const ACCESSES = 'select u.id from portal_users u where u.login_id = $1';

/** Columns that point at logins and accesses, by the foreign keys that stand. */
const POINTING = `
  select c.conrelid::regclass::text as name, a.attname as column, c.confrelid::regclass::text as target
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid in ('logins'::regclass, 'portal_users'::regclass)
    and has_table_privilege(c.conrelid, 'SELECT')
  order by 1, 2`;

/** SQL of whether a text holds the person's email, or their whole name where it has two parts or is all of it. */
export const namesPerson = (text: string): string =>
  `(position($2::text in lower(normalize(${text}, NFKC))) > 0
    or ($3::text <> '' and (btrim(${text}, '"') = $3 or (position(' ' in $3) > 0 and position($3 in ${text}) > 0))))`;

/** What names a person without a foreign key. */
const BESIDE: readonly Place[] = [
  {
    name: 'mails',
    where: `lower(normalize(t.recipient, NFKC)) = $2 or t.subject_id = $1
      or t.subject_id in (select i.id from invitations i where i.portal_user_id in (${ACCESSES}))
      or t.subject_id in (select r.id from login_links r where r.login_id = $1)`,
  },
  { name: 'invitation_list_lines', where: 't.email_key = $2' },
  { name: 'schedule_recipients', where: `t.portal_user_id is null and t.email_key = $2` },
  { name: 'sign_in_failures', where: `t.email_key in ($2, 'reset:' || $2, 'link:' || $2, 'code:' || $2)` },
  { name: 'record_changes', where: `$1::text in (t.actor ->> 'id', t.undone_by ->> 'id')` },
  { name: 'bulk_changes', where: `$1::text in (t.actor ->> 'id', t.undone_by ->> 'id')` },
  { name: 'imports', where: `t.undone_by ->> 'id' = $1::text and t.asked_by is distinct from $1` },
  { name: 'access_log', where: 't.login_id = $1', log: true },
  {
    name: 'audit_lines',
    where: `t.actor_id = $1 or t.subject_id = $1 or t.subject_id in (${ACCESSES})`,
    log: true,
  },
  { name: 'audit_names', where: `${namesPerson(`t.before::text`)} or ${namesPerson(`t.after::text`)}` },
  { name: 'customers', where: `lower(normalize(t.email, NFKC)) = $2` },
];
