import type { Statement } from '../../platform/database/together.js';
import { binding, where } from '../engine/list.sql.js';
import type { ListRequest } from '../engine/list.request.js';
import type { Section } from '../engine/section.js';
import { suitsAmong, suitsKind, type Deed, type Selection } from './selection.js';

/** A selection of which the list's own address has been read. */
export type ReadSelection = Selection & { readonly request?: ListRequest };

const EVERYBODY = { sites: 'all', portal: false } as const;

/** The ids of the records that were chosen. */
export function chosenSql(section: Section, selection: ReadSelection): Statement {
  const { values, bind } = binding();
  return { text: chosen(section, selection, bind), values };
}

function chosen(section: Section, { ids, request }: ReadSelection, bind: (value: unknown) => string): string {
  const conditions =
    ids === 'all' && request
      ? where(section, request, EVERYBODY, bind)
      : ['r.deleted_at is null', `r.id = any (${bind(ids === 'all' ? [] : ids)}::uuid[])`];
  return `select r.id from ${section.table} r where ${conditions.join(' and ')}`;
}

/** The ids of those of them to which it can be done, and which are not so already. */
export function meantSql(section: Section, selection: ReadSelection, deed: Deed): Statement {
  const { values, bind } = binding();
  const which = chosen(section, selection, bind);
  const otherwise = deed.kind === 'status' ? [`r.status is distinct from ${bind(deed.status)}`] : [];
  const conditions = ['r.id in (select id from meant)', suitsAmong(section, deed), ...otherwise];
  const text = `with meant as (${which})
    select r.id from ${section.table} r where ${conditions.join(' and ')}`;
  return { text, values };
}

/** The first of those that stay as they are, and why: rows are `Staying`. Ticked ones that are deleted by now are among them. */
export function stayingSql(section: Section, selection: ReadSelection, deed: Deed, most: number): Statement {
  const { values, bind } = binding();
  const which = chosen(section, selection, bind);
  const ticked = bind(selection.ids === 'all' ? [] : selection.ids);
  const isSo = deed.kind === 'status' ? `r.status is not distinct from ${bind(deed.status)}` : 'false';
  const text = `with meant as (${which})
    select reference, why from (
      select r.reference, case
        when r.deleted_at is not null then 'deleted'
        when ${isSo} then 'already'
        when not ${suitsKind(section, deed)} then 'otherKind'
        when not coalesce(${suitsAmong(section, deed)}, false) then 'contradicts' end as why
      from ${section.table} r where r.id in (select id from meant) or r.id = any (${ticked}::uuid[])) as those
    where why is not null order by reference limit ${most}`;
  return { text, values };
}
