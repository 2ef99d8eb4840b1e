const MINUTE = 60;
const HOUR = 60 * MINUTE;
const FIRST_WAITS = [30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] as const;
/** After the first waits every hour, for three days. */
const HOURLY = 72;

/** How many seconds to wait after so many attempts that failed; undefined when it is time to give up. */
export function backOff(attempts: number): number | undefined {
  if (attempts > FIRST_WAITS.length + HOURLY) return undefined;
  return FIRST_WAITS[attempts - 1] ?? HOUR;
}
