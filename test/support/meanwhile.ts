import { AsyncResource } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import { Database } from '../../src/platform/database/database.js';
import type { TestPortico } from './app.js';
import { until } from './mail-server.js';

/**
 * Saves in a transaction that stays open until `work`, begun in it, waits for what it holds: what somebody else does in
 * the very same moment.
 * @param more what the transaction does before it ends, once the other waits
 */
export async function meanwhile<T>(
  { app }: TestPortico,
  statement: string,
  values: readonly unknown[],
  work: () => Promise<T>,
  more: (manager: EntityManager) => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  let begun: Promise<T> | undefined;
  const database = app.get(Database);
  const byAnother = AsyncResource.bind(work);
  const blockedNow = AsyncResource.bind(() => database.rows(BLOCKED));
  await database.transaction(async (manager) => {
    await manager.query(statement, [...values]);
    begun = byAnother();
    await until('the other to wait for it', async () => {
      const blocked = await blockedNow();
      return blocked.length > 0 || undefined;
    });
    await more(manager);
  });
  return begun as Promise<T>;
}

/** Holds what a statement locks for as long as `work` lasts: what others write meanwhile waits there. */
export async function holding(
  { app }: TestPortico,
  statement: string,
  values: readonly unknown[],
  work: () => Promise<void>,
): Promise<void> {
  const byAnother = AsyncResource.bind(work);
  await app.get(Database).transaction(async (manager) => {
    await manager.query(statement, [...values]);
    await byAnother();
  });
}

/** Asked as the application, which sees what its own connections wait for. */
const BLOCKED = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
