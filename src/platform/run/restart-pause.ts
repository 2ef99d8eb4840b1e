/** Milliseconds to wait before a process that died is started again: half a second, doubled each time, at most 30 s. */
export function restartPause(deathsInARow: number): number {
  return Math.min(500 * 2 ** (deathsInARow - 1), 30_000);
}
