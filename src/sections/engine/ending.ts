import { daysUntil } from '../../platform/calendar.js';
import { say, type Text } from '../../platform/errors.js';

/** How long something holds whose last day is known, or since when it is over. Both days as `2026-03-04`. */
export function endingText(day: string, today: string): Text {
  const days = daysUntil(day, today);
  if (days === 0) return say('sections.ending.today');
  if (days === -1) return say('sections.ending.yesterday', { day });
  return days > 0
    ? say('sections.ending.ahead', { count: days, day })
    : say('sections.ending.over', { count: -days, day });
}
