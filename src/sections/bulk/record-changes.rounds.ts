import type { EntityManager } from 'typeorm';

interface One {
  readonly id: string;
}

/** How something is done to many records that stand beside each other. */
export interface Rounds<T extends One> {
  /** Those of what is left to which it could be done now, each alone. */
  fitting(left: readonly T[]): Promise<readonly T[]>;
  give(those: readonly T[]): Promise<void>;
  /** Those that contradict the others, now that it is done to all of these. */
  amiss(those: readonly T[]): Promise<ReadonlySet<string>>;
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
  fitting: readonly T[],
  { give, amiss }: Rounds<T>,
): Promise<readonly T[]> {
  await manager.query('savepoint round');
  for (let those = fitting; those.length > 0;) {
    await give(those);
    const wrong = await amiss(those);
    if (wrong.size === 0) return those;
    await manager.query('rollback to savepoint round');
    those = those.filter(({ id }) => !wrong.has(id));
  }
  return [];
}
