import type { EntityManager } from 'typeorm';
import { type Database, isDeadlock } from '../platform/database/database.js';

class TakenBack<Outcome> extends Error {
  constructor(readonly outcome: Outcome) {
    super();
  }
}

/** Does some work in a transaction, takes all of it back, and answers what came of it. */
export async function takenBack<Outcome>(
  database: Database,
  work: (manager: EntityManager) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await database.transaction(async (manager): Promise<never> => {
      throw new TakenBack(await work(manager));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome as Outcome;
    throw error;
  }
}

/** Somebody else made the same new record, or waited for us as we for them: the next try finds it settled. */
export const isWorthTrying = (error: unknown): boolean => isDeadlock(error) || stateOf(error) === '23505';

const stateOf = (error: unknown): string =>
  ((error as { driverError?: { code?: string } }).driverError ?? (error as { code?: string })).code ?? '';
