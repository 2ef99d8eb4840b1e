import type { Statement } from '../../platform/database/together.js';
import { binding, where } from '../engine/list.sql.js';
import type { ListRequest } from '../engine/list.request.js';
import type { Section } from '../engine/section.js';
import { suits, type Deed, type Selection } from './selection.js';

/** A selection of which the list's own address has been read. */
export type ReadSelection = Selection & { readonly request?: ListRequest };

const EVERYBODY = { sites: 'all', portal: false } as const;

/** The ids of the records that are meant, to which it can be done, and which are not so already. */
export function meantSql(section: Section, { ids, request }: ReadSelection, deed: Deed): Statement {
  const { values, bind } = binding();
  const which =
    ids === 'all' && request
      ? where(section, request, EVERYBODY, bind)
      : ['r.deleted_at is null', `r.id = any (${bind(ids === 'all' ? [] : ids)}::uuid[])`];
  const otherwise = deed.kind === 'status' ? [`r.status is distinct from ${bind(deed.status)}`] : [];
  const conditions = [...which, suits(section, deed), ...otherwise];
  const text = `select r.id from ${section.table} r where ${conditions.join(' and ')}`;
  return { text, values };
}
