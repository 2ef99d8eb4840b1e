import type { EntityManager } from 'typeorm';
import { Conflict, say } from '../platform/errors.js';

/**
 * Holds an import that nobody works on, until the transaction ends; answers how many rows its file has. In two
 * statements: whoever waited for the row must see what the one before began meanwhile.
 * @throws Conflict when a worker has the file, or the file is gone
 */
export async function holdIdle(manager: EntityManager, id: string): Promise<number> {
  const [held] = await manager.query<{ rows: string; operationId: string | null }[]>(
    `select row_count as rows, operation_id as "operationId" from imports
     where id = $1 and file is not null for update`,
    [id],
  );
  const working = await manager.query<unknown[]>(
    `select from operations where id = $1 and state in ('queued', 'running')`,
    [held?.operationId ?? null],
  );
  if (!held || working.length > 0) throw new Conflict(say('imports.page.moved'));
  return Number(held.rows);
}
