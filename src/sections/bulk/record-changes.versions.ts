import type { EntityManager } from 'typeorm';
import type { Section } from '../engine/section.js';
import type { Changed } from './record-changes.change.js';

/** A record as it stood at one moment. */
interface At {
  readonly id: string;
  readonly version: number;
}

/**
 * A change can be taken back while its records are as it left them, which their versions tell. What a step does beside
 * its own records, and what it takes back, is not a change that somebody made: earlier changes of those records are
 * told their new versions.
 * @param work answers the records of the step as it left them
 */
export async function tellingEarlier(
  manager: EntityManager,
  { table, follow }: Pick<Section, 'table' | 'follow'>,
  ids: readonly string[],
  takesBack: boolean,
  work: () => Promise<readonly Changed[]>,
): Promise<readonly Changed[]> {
  // The records first, then what follows from them, as whoever writes a single one does.
  if (follow)
    await manager.query(
      `select from ${table} r where r.id = any ($1) order by r.reference for no key update`,
      [ids],
    );
  const locked = follow
    ? await manager.query<At[]>(
        `select r.id, r.version from ${follow.table} r
         where r.id = any (array(${follow.ids})) order by r.reference for no key update`,
        [ids],
      )
    : [];
  const done = await work();
  // Also those of the step that it left alone: what follows from the others may have changed them.
  const changed = new Set(done.map(({ id }) => id));
  const followers = locked.filter(({ id }) => !changed.has(id));
  await tell(manager, follow?.table ?? table, followers);
  const back = done.flatMap(({ id, before }) => (before ? [{ id, version: before.version }] : []));
  if (takesBack) await tell(manager, table, back);
  return done;
}

/** Changes that left records in these versions left them as they stand now, and can be taken back again. */
async function tell(manager: EntityManager, table: string, were: readonly At[]): Promise<void> {
  if (were.length === 0) return;
  for (const remembered of ['record_change_rows', 'import_records'])
    await manager.query(
      `update ${remembered} n set version_after = r.version, undone = false
       from unnest($1::uuid[], $2::integer[]) as w (id, version) join ${table} r on r.id = w.id
       where n.record_id = w.id and n.version_after = w.version and r.version <> w.version`,
      [were.map(({ id }) => id), were.map(({ version }) => version)],
    );
}
