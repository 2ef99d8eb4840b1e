import { latestToday } from '../../platform/calendar.js';
import { rowsOf } from '../engine/rows.js';
import type { ChildBody } from '../engine/section.js';

/** What cannot be right with a job that a person writes. */
export function doubtfulJob(job: ChildBody): Record<string, string> {
  const { status, date, cancellationReason } = job;
  const cancelled = status === 'cancelled';
  const over = status === 'completed' && String(date ?? '') > latestToday();
  return {
    ...(cancelled && !cancellationReason ? { cancellationReason: 'jobs.wrong.noReason' } : {}),
    ...(!cancelled && cancellationReason ? { cancellationReason: 'jobs.wrong.notCancelled' } : {}),
    ...tooHeavy(job),
    ...(over ? { date: 'jobs.wrong.stillToCome' } : {}),
  };
}

/** Ten thousand tonnes: no lorry, train or barge brings more, but kilograms taken for tonnes do. */
const MOST_GRAMS = 10_000_000_000;

const tooHeavy = ({ wasteItems }: ChildBody): Record<string, string> =>
  Object.fromEntries(
    rowsOf(wasteItems).flatMap(({ weightGrams }, index) =>
      Number(weightGrams ?? 0) > MOST_GRAMS
        ? [[`wasteItems[${index}].weightGrams`, 'jobs.wrong.tooHeavy']]
        : [],
    ),
  );
