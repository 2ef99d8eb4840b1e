import { say, type Text } from '../../platform/errors.js';
import { isPointer, POINTERS } from '../../sections/engine/field.js';
import { kindsOf, type RecordKind } from '../../sections/engine/section.js';
import { SECTIONS } from '../../sections/sections.js';
import { KEPT_DAYS } from './remembered.records.js';

/** Why something stays when an import is taken back; its words stand at `imports.back.why.<name>`. */
export type Staying = string;

export const whyText = (staying: Staying): Text => say(`imports.back.why.${staying}`);

/**
 * SQL over a record `r` and what is remembered of it, `n`: why it stays as it is, null where it does not. What something
 * came to stand on is not deleted.
 * @param asked before anything is done: what goes along with it does not count
 */
export function stayingSql(kind: RecordKind, asked = false): string {
  const cases = Object.entries(standingOn(kind, asked)).map(
    ([name, condition]) => `when n.made and (${condition}) then '${name}'`,
  );
  const since = pointingAt(kind.table, asked, `(p.updated_at > r.updated_at or p.created_at > ${IMPORTED})`);
  if (since.length > 0) cases.push(`when ${GOES_BACK} and (${since.join(' or ')}) then 'records'`);
  return `case when n.made and r.deleted_at is not null then 'gone' ${cases.join(' ')}
    when r.version <> n.version_after then 'changed' end`;
}

/** When the import began: it is remembered for so many days from then on. */
const IMPORTED = `(select i.kept_until - interval '${KEPT_DAYS} days' from imports i where i.id = n.import_id)`;

/** It was another customer's before the import: what its customer got at it since would become that one's. */
const GOES_BACK = `not n.made and r.version = n.version_after
  and n.before -> 'columns' ->> 'customer_id' is distinct from to_jsonb(r) ->> 'customer_id'`;

/** What may stand on a record of this kind, as SQL over `r`. */
function standingOn({ table, byHand }: RecordKind, asked: boolean): Record<Staying, string> {
  const pointing = pointingAt(table, asked);
  const own = Object.entries(pointing.length > 0 ? {} : (byHand?.stays ?? {})).map(
    ([name, count]) => [name, `(${count.replaceAll('$1', 'r.id')}) > 0`] as const,
  );
  return {
    ...Object.fromEntries(own),
    ...PEOPLES[table],
    ...(pointing.length > 0 ? { records: pointing.join(' or ') } : {}),
  };
}

/** Where other records, of which this holds, point at those of a table. */
function pointingAt(table: string, asked: boolean, which = 'p.deleted_at is null'): string[] {
  const others = SECTIONS.flatMap(kindsOf).flatMap((kind) =>
    kind.fields
      .filter((field) => isPointer(field.kind) && POINTERS[field.kind] === table)
      .map(({ column }) => `${kind.table} p where p.${column} = r.id and ${which}`),
  );
  const without = asked
    ? ` and not exists (select from import_records m where m.import_id = n.import_id and m.record_id = p.id
        and not m.undone and m.version_after = p.version)`
    : '';
  return [...new Set(others)].map((other) => `exists (select from ${other}${without})`);
}

/** What else stands on customers and sites. */
const PEOPLES: Readonly<Record<string, Record<Staying, string>>> = {
  customers: {
    people: 'exists (select from portal_users u where u.customer_id = r.id and u.ended_at is null)',
    accounts: `exists (select from consolidated_account_customers c join consolidated_accounts a
      on a.id = c.consolidated_account_id and a.deleted_at is null where c.customer_id = r.id)`,
    schedules: 'exists (select from schedules s where s.customer_id = r.id and s.ended_at is null)',
  },
  sites: {
    people: `exists (select from portal_user_sites s join portal_users u on u.id = s.portal_user_id
      and u.ended_at is null where s.site_id = r.id)`,
  },
};
