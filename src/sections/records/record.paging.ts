import { Refused, say } from '../../platform/errors.js';

const MOST = 500;

const NO_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
export const FROM_THE_START = '-1';
/** What a page's `next` ends in when removed records are among its pages. */
export const TOMBSTONES = '.d';
/**
 * Every transaction of this database older than this is over: its changes are there to be read, or never will be. One
 * that is known to run in another database of the same server changes nothing here and holds nothing back.
 */
export const HORIZON = `
  with snapshot as materialized (select pg_current_snapshot() as taken)
  select coalesce(
    (select min(running::text::bigint)
     from pg_snapshot_xip(taken) as running
     where not exists (
       select from pg_locks as held
       join pg_stat_activity as worker on worker.pid = held.pid
       join pg_database as elsewhere on elsewhere.oid = worker.datid and elsewhere.datname <> current_database()
       where held.locktype = 'transactionid' and held.mode = 'ExclusiveLock' and held.granted
         and held.transactionid = running::xid)),
    pg_snapshot_xmax(taken)::text::bigint)::text as horizon
  from snapshot`;

/** Where a page of changes begins, and what stands on it. */
export interface Paging {
  readonly since: string;
  readonly afterId: string;
  readonly at: string | null;
  readonly limit: number;
  readonly tombstones: boolean;
}

/** @throws Refused for what a collection does not know */
export function readPaging(query: Readonly<Record<string, unknown>>): Paging {
  const unknown = Object.keys(query).find((name) => !['updatedSince', 'after', 'limit'].includes(name));
  if (unknown) throw new Refused(say('sections.list.notUnderstood', { name: unknown }));
  const limit = query['limit'] === undefined ? 100 : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new Refused(say('sections.api.limit', { most: MOST }));
  const changes = query['updatedSince'] !== undefined;
  const text = String(query['after'] ?? query['updatedSince'] ?? '');
  const [, since, afterId, removed] = /^(\d{1,19})\.([0-9a-f-]{36})(\.d)?$/.exec(text) ?? [];
  if (since && afterId)
    return { since, afterId, at: null, limit, tombstones: changes || removed !== undefined };
  const start = { since: FROM_THE_START, afterId: NO_ID, limit, tombstones: changes };
  if (text === '') return { ...start, at: null };
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || query['after'] !== undefined)
    throw new Refused(say('sections.api.since'));
  return { ...start, at: time.toISOString() };
}
