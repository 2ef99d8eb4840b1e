import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Rhythm } from './schedule.calendar.js';

/** How often, on which day and at what time: "Every Monday at 07:30". */
export function rhythmWords({ frequency, weekday, monthDay, time }: Rhythm): Text {
  if (frequency === 'daily') return say('schedules.rhythm.daily', { time });
  if (frequency === 'weekly') return say(`schedules.rhythm.weekly.${weekday}`, { time });
  return monthDay === 31
    ? say('schedules.rhythm.lastDay', { time })
    : say('schedules.rhythm.monthly', { day: monthDay, time });
}

/** When it sends next. What is due while there is no mail server goes as soon as there is one. */
export const nextCell = (nextAt: Date, sends: boolean, now = new Date()): Cell =>
  !sends && nextAt <= now ? cell.words(say('schedules.states.waits')) : cell.dateTime(nextAt);
