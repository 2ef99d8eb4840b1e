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

/** The calendar day where it is latest on earth: nothing was done after that. */
const latestToday = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
