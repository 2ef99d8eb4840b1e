import { failedLately } from './backlogs.js';

/** A table whose rows are queued work. */
export interface WorkTable {
  readonly table: string;
  /** The state of a row that a worker has. */
  readonly running: string;
  /** SQL that holds for a row whose time has come; any queued one unless said. */
  readonly due?: string;
  /** SQL that holds for what may be tried again beyond that it failed of late. */
  readonly wanted?: string;
  /** What else begins anew. */
  readonly anew?: string;
}

/** SQL that holds for rows that failed for good, of late. */
export const failedRows = ({ wanted = 'true' }: Pick<WorkTable, 'wanted'>): string =>
  `state = 'failed' and ${wanted} and ${failedLately('created_at')}`;

/** The statement of a `Backlog`. */
export const backlogSql = (work: WorkTable): string => {
  const { table, running, due = 'true' } = work;
  return `
    select count(*) filter (where state = 'queued' and ${due})::int as waiting,
      min(created_at) filter (where state = 'queued' and ${due}) as oldest,
      count(*) filter (where state = 'queued' and not (${due}))::int as later,
      count(*) filter (where state = '${running}' and lease_until >= now())::int as running,
      count(*) filter (where state = '${running}' and lease_until < now())::int as left,
      count(*) filter (where ${failedRows(work)})::int as failed
    from ${table} where state in ('queued', '${running}', 'failed')`;
};

/** The statement that has failed work taken up anew: the one whose id is `$1`, or all of late. */
export const againSql = (work: WorkTable): string => `
  update ${work.table} set state = 'queued', attempt = 0, lease_until = null${work.anew ? `, ${work.anew}` : ''}
  where ${failedRows(work)} and ($1::uuid is null or id = $1) returning id`;
