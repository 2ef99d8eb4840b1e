import { describe, expect, it } from '@jest/globals';
import { today } from './calendar.js';

describe('today', () => {
  const lateEvening = new Date('2026-03-04T23:30:00Z');

  it('is the day of the organisation’s time zone', () => {
    expect(today('Europe/London', lateEvening)).toBe('2026-03-04');
    expect(today('Europe/Berlin', lateEvening)).toBe('2026-03-05');
    expect(today('America/New_York', lateEvening)).toBe('2026-03-04');
  });
});
