import { describe, expect, it } from '@jest/globals';
import { readDay, today } from './calendar.js';

describe('today', () => {
  const lateEvening = new Date('2026-03-04T23:30:00Z');

  it('is the day of the organisation’s time zone', () => {
    expect(today('Europe/London', lateEvening)).toBe('2026-03-04');
    expect(today('Europe/Berlin', lateEvening)).toBe('2026-03-05');
    expect(today('America/New_York', lateEvening)).toBe('2026-03-04');
  });
});

describe('a day as it is written', () => {
  it('is one that exists, in a year that is no year of two digits', () => {
    expect(['2026-02-28', '0100-01-01'].map(readDay)).toEqual(['2026-02-28', '0100-01-01']);
    for (const text of ['2026-02-29', '0026-09-01', '0000-01-01', '26-09-01', 'soon'])
      expect(readDay(text)).toBeUndefined();
  });
});
