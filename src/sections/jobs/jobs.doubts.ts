import { latestToday, shiftDay } from '../../platform/calendar.js';
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
    ...(isNoTime(String(job['timeWindow'] ?? '')) ? { timeWindow: 'jobs.wrong.noTime' } : {}),
    ...tooHeavy(job),
    ...doubtfulItems(job),
    ...(over ? { date: 'jobs.wrong.stillToCome' } : {}),
  };
}

/** A time that no clock shows, such as 25:00; what says no time, such as *before noon*, is right. */
const isNoTime = (text: string): boolean =>
  [...text.matchAll(/(?<!\d)(\d{1,9})\s{0,3}:\s{0,3}(\d{1,9})/g)].some(
    ([, hours, minutes]) => Number(hours) > 24 || Number(minutes) > 59,
  );

/** Letters and digits, parted by spaces, strokes or hyphens, as trackers and notes number things. */
const NUMBERED = /^[\p{L}\p{Nd}][\p{L}\p{Nd} ./-]*$/u;

/** How each waste item travelled: it is received on the day of its job or later, and that is over. */
const doubtfulItems = ({ wasteItems, date }: ChildBody): Record<string, string> =>
  Object.fromEntries(
    rowsOf(wasteItems).flatMap((item, index) => {
      const at = (field: string, key: string) => [[`wasteItems[${index}].${field}`, `jobs.wrong.${key}`]];
      const received = String(item['receivedAt'] ?? '');
      return [
        ...(item['containerCount'] === 0 ? at('containerCount', 'noContainers') : []),
        ...['trackingId', 'consignmentCode'].flatMap((field) =>
          item[field] && !NUMBERED.test(String(item[field])) ? at(field, 'noNumber') : [],
        ),
        ...(received > new Date().toISOString() ? at('receivedAt', 'notYetReceived') : []),
        ...(received && date && dayBefore(String(date)) > received.slice(0, 10)
          ? at('receivedAt', 'receivedBefore')
          : []),
      ];
    }),
  );

/** A day begins up to fourteen hours earlier somewhere than where moments are counted. */
const dayBefore = (day: string): string => shiftDay(day, -1);

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
