import { say } from '../platform/errors.js';
import { calendarDay, monthNumber, serialDay } from './value.calendar.js';
import { type DatePattern, datePattern } from './value.date-pattern.js';
import type { Parsed, ValueParser } from './value.parsed.js';

/** Which of day and month comes first in `03/04/2024`: only the rest of the column can tell. */
export type DayOrder = 'day' | 'month';

/** Whether a map may name this format: `auto`, `serial` (Excel's day numbers) or a pattern of day, month and year. */
export const isDateFormat = (format: string): boolean =>
  format === 'auto' || format === 'serial' || datePattern(format) !== undefined;

/** What one date proves about the order: `either` when both readings are days and they differ. */
export const dayOrderIn = (text: string): DayOrder | 'either' | undefined => {
  const [, first, second] = /^(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(?:\d{4}|\d{2})(?!\d)/.exec(text) ?? [];
  if (first === second || (Number(first) > 12 && Number(second) > 12)) return undefined;
  if (Number(first) > 12) return 'day';
  return Number(second) > 12 ? 'month' : 'either';
};

/**
 * Reads a calendar day, never converted between time zones: `yyyy-mm-dd` in any case, and the declared format. `auto`
 * knows named months, years first, dotted days and Excel's day numbers, and takes `order` for the rest.
 */
export const dateParser = (format: string, order?: DayOrder): ValueParser<string> => {
  const patterns = compile(format === 'auto' ? [...KNOWN, ORDERED[order ?? 'day']] : ['yyyy-mm-dd', format]);
  return (text) => {
    if (SERIAL[format]?.test(text)) return serialDay(Number(text));
    for (const pattern of format === 'auto' && DOTTED.test(text) ? DAY_FIRST : patterns) {
      const found = pattern.expression.exec(text);
      if (found) return dayFrom(pattern, found);
    }
    const twoDigits =
      format === 'auto' && /^\d{1,2}\s*[/. -]\s*(\d{1,2}|\p{L}{3,})\s*[/. -]\s*\d{2}$/u.test(text);
    if (twoDigits) return { problem: say('imports.value.dateTwoDigitYear') };
    return {
      problem: say(format === 'auto' ? 'imports.value.date' : 'imports.value.dateFormat', { format }),
    };
  };
};

// Five digits are a day between 1927 and 2173; nothing else in a column of dates has five.
const SERIAL: Readonly<Record<string, RegExp>> = { auto: /^\d{5}(\.\d+)?$/, serial: /^\d{1,6}(\.\d+)?$/ };
const KNOWN = ['yyyy-mm-dd', 'yyyymmdd', 'd mmm yyyy', 'd-mmm-yyyy', 'mmm d, yyyy', 'mmm d yyyy'];
const ORDERED = { day: 'dd/mm/yyyy', month: 'mm/dd/yyyy' } as const;

const compile = (written: readonly string[]): DatePattern[] =>
  written.map(datePattern).filter((pattern) => pattern !== undefined);

// Wherever days are parted by dots, they stand first.
const DOTTED = /^\d{1,2}\s*\./;
const DAY_FIRST = compile([ORDERED.day]);

const dayFrom = ({ parts }: DatePattern, found: RegExpExecArray): Parsed<string> => {
  const written = new Map(parts.map((part, at) => [part, found[at + 1] ?? '']));
  const [time, zone] = found.slice(parts.length + 1);
  // An instant of another zone may be the day before or after here; only a bare midnight is surely a day.
  if (zone !== undefined && !/^0?0(:00){1,2}(\.0+)?$/.test(time ?? ''))
    return { problem: say('imports.value.dateZone') };
  const year = written.get('year') ?? `20${written.get('shortYear')}`;
  const name = written.get('monthName');
  const month = name === undefined ? Number(written.get('month')) : monthNumber(name);
  return calendarDay(Number(year), month, Number(written.get('day')));
};
