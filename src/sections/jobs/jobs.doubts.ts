import { latestToday } from '../../platform/calendar.js';
import type { ChildBody } from '../engine/section.js';

/** What cannot be right with a job that a person writes. */
export function doubtfulJob({ status, date, cancellationReason }: ChildBody): Record<string, string> {
  const cancelled = status === 'cancelled';
  const over = status === 'completed' && String(date ?? '') > latestToday();
  return {
    ...(cancelled && !cancellationReason ? { cancellationReason: 'jobs.wrong.noReason' } : {}),
    ...(!cancelled && cancellationReason ? { cancellationReason: 'jobs.wrong.notCancelled' } : {}),
    ...(over ? { date: 'jobs.wrong.stillToCome' } : {}),
  };
}
