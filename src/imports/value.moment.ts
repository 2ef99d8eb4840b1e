import { clockIn, momentAt } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { dateParser, type DayOrder } from './value.date.js';
import type { ValueParser } from './value.parsed.js';

const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/i;
const DAY_AND_TIME = /^(.*?\S)[T,\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?$/i;
/** `Wednesday, the 23rd of September 2026, 08:00:00 am` is shorter. */
const LONGEST = 100;
/** `2026-03-04T08:00`, and `2026-03-04T08:00:15` */
const [A_MINUTE, A_SECOND] = [16, 19];
const SERIAL = /^(\d{5})(\.\d+)?$/;

/**
 * Reads a moment: with an offset as it stands; without one as clocks show it in the organisation's time zone. Days are
 * read as `dateParser` reads them; a spreadsheet's number carries its time behind the point. What Portico wrote it wrote
 * by the clock and to the minute: what is kept and was written so stays, with its seconds and the hour that came twice.
 */
export const momentParser = (
  format: string,
  order: DayOrder | undefined,
  timeZone: string,
  isDownloaded = false,
): ValueParser<string> => {
  const days = dateParser(format, order);
  const at = (day: string, time: string, length: number = A_MINUTE) => {
    const value = momentAt(timeZone, day, time).toISOString();
    const shown = (moment: unknown) => clockIn(timeZone, new Date(String(moment))).slice(0, length);
    return isDownloaded
      ? { value, keeps: (kept: unknown) => kept !== null && shown(kept) === shown(value) }
      : { value };
  };
  return (text) => {
    if (text.length > LONGEST) return { problem: say('imports.value.time') };
    if (WITH_OFFSET.test(text)) {
      const moment = new Date(text.replace(' ', 'T').replace(/\s+/g, ''));
      return Number.isNaN(moment.getTime())
        ? { problem: say('imports.value.time') }
        : { value: moment.toISOString() };
    }
    const [, serial, part] = SERIAL.exec(text) ?? [];
    const [, written, hour, minute, second, half] = DAY_AND_TIME.exec(text) ?? [];
    const day = serial ?? written;
    if (day === undefined) return { problem: say('imports.value.time') };
    const read = days(day);
    if ('problem' in read) return read;
    if (serial) return at(read.value, clock(Math.round(Number(part ?? 0) * 86_400)));
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
    if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59)
      return { problem: say('imports.value.time') };
    const time = clock(hours * 3600 + Number(minute) * 60 + Number(second ?? 0));
    return at(read.value, time, second ? A_SECOND : A_MINUTE);
  };
};

/** Seconds of a day as clocks write them; the last one stands for rounding beyond it. */
const clock = (seconds: number): string =>
  new Date(Math.min(seconds, 86_399) * 1000).toISOString().slice(11, 19);
