import { momentAt } from '../platform/calendar.js';
import { say } from '../platform/errors.js';
import { dateParser, type DayOrder } from './value.date.js';
import type { ValueParser } from './value.parsed.js';

const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/i;
const DAY_AND_TIME = /^(.*?\S)[T,\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?$/i;
const SERIAL = /^(\d{5})(\.\d+)?$/;

/**
 * Reads a moment: with an offset as it stands; without one as clocks show it in the organisation's time zone. Days are
 * read as `dateParser` reads them; a spreadsheet's number carries its time behind the point.
 */
export const momentParser = (
  format: string,
  order: DayOrder | undefined,
  timeZone: string,
): ValueParser<string> => {
  const days = dateParser(format, order);
  const at = (day: string, time: string) => ({ value: momentAt(timeZone, day, time).toISOString() });
  return (text) => {
    if (WITH_OFFSET.test(text)) {
      const moment = new Date(text.replace(' ', 'T').replace(/\s+/g, ''));
      return Number.isNaN(moment.getTime())
        ? { problem: say('imports.value.time') }
        : { value: moment.toISOString() };
    }
    const [, serial, part] = SERIAL.exec(text) ?? [];
    const [, written, hour, minute, second = '00', half] = DAY_AND_TIME.exec(text) ?? [];
    const day = serial ?? written;
    if (day === undefined) return { problem: say('imports.value.time') };
    const read = days(day);
    if ('problem' in read) return read;
    if (serial) return at(read.value, clock(Math.round(Number(part ?? 0) * 86_400)));
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
    if (hours > 23 || Number(minute) > 59 || Number(second) > 59)
      return { problem: say('imports.value.time') };
    return at(read.value, clock(hours * 3600 + Number(minute) * 60 + Number(second)));
  };
};

/** Seconds of a day as clocks write them; the last one stands for rounding beyond it. */
const clock = (seconds: number): string =>
  new Date(Math.min(seconds, 86_399) * 1000).toISOString().slice(11, 19);
