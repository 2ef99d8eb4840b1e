/**
 * Works on one after the other, so that one that fails holds up no other.
 * @throws the last error, once all have had their turn: who called tries again those that are still there
 */
export async function eachAlone<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all)
    try {
      await work(one);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures.at(-1) as Error;
}
