import { say, type Text } from '../platform/errors.js';
import type { RangeMonth } from '../platform/months.js';

/** A month by its name, or by its days where it is cut; the current one is not over. */
export function monthName({ month, from, to, whole }: RangeMonth, today: string): Text {
  if (!whole) return say('reporting.days', { from, to });
  return say(today.startsWith(month) ? 'reporting.monthSoFar' : 'reporting.month', { month });
}
