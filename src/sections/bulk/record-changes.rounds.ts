import type { EntityManager } from 'typeorm';

interface One {
  readonly id: string;
}

/** How something is done to many records that stand beside each other. */
export interface Rounds<T extends One> {
  /** Those of them that it fits as things stand: asked before it is done to them, and again when it is. */
  fitting(those: readonly T[]): Promise<readonly T[]>;
  give(those: readonly T[]): Promise<void>;
}

/**
 * Does it to all to which it can be done together. What could be done to each alone and not to all of them is done to
 * none of these; what waited for others, such as a credit note for its invoice, has its turn in another round.
 * @returns those to which it was done
 */
export async function inRounds<T extends One>(
  manager: EntityManager,
  meant: readonly T[],
  rounds: Rounds<T>,
): Promise<readonly T[]> {
  const done: T[] = [];
  for (let left = meant; left.length > 0;) {
    const given = await together(manager, await rounds.fitting(left), rounds);
    if (given.length === 0) break;
    done.push(...given);
    const gone = new Set(given.map(({ id }) => id));
    left = left.filter(({ id }) => !gone.has(id));
  }
  return done;
}

async function together<T extends One>(
  manager: EntityManager,
  those: readonly T[],
  { fitting, give }: Rounds<T>,
): Promise<readonly T[]> {
  await manager.query('savepoint round');
  for (let left = those; left.length > 0;) {
    await give(left);
    const fit = await fitting(left);
    if (fit.length === left.length) return left;
    await manager.query('rollback to savepoint round');
    left = fit;
  }
  return [];
}
