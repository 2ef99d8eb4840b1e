import { describe, expect, it } from '@jest/globals';
import { latestMoment, nextMoment, periodOf, type Rhythm } from './schedule.calendar.js';

const rhythm = (more: Partial<Rhythm> = {}): Rhythm => ({
  frequency: 'daily',
  weekday: 1,
  monthDay: 1,
  time: '07:30',
  ...more,
});
const next = (more: Partial<Rhythm>, after: string, timeZone = 'Europe/London'): string =>
  nextMoment(rhythm(more), timeZone, new Date(after)).toISOString();

describe('the next moment of a schedule', () => {
  it('is by the clocks of the organisation, summer and winter', () => {
    expect(next({}, '2026-01-15T06:00:00Z')).toBe('2026-01-15T07:30:00.000Z');
    expect(next({}, '2026-07-15T06:00:00Z')).toBe('2026-07-15T06:30:00.000Z');
    expect(next({}, '2026-07-15T06:30:00Z')).toBe('2026-07-16T06:30:00.000Z');
    expect(next({}, '2026-07-15T06:00:00Z', 'America/New_York')).toBe('2026-07-15T11:30:00.000Z');
    expect(next({ time: '00:10' }, '2026-07-15T12:00:00Z', 'Pacific/Auckland')).toBe(
      '2026-07-15T12:10:00.000Z',
    );
  });

  it('of a weekly one is on its weekday', () => {
    expect(next({ frequency: 'weekly', weekday: 1 }, '2026-11-26T12:00:00Z')).toBe(
      '2026-11-30T07:30:00.000Z',
    );
    expect(next({ frequency: 'weekly', weekday: 4 }, '2026-11-26T07:00:00Z')).toBe(
      '2026-11-26T07:30:00.000Z',
    );
    expect(next({ frequency: 'weekly', weekday: 7 }, '2026-11-26T07:00:00Z')).toBe(
      '2026-11-29T07:30:00.000Z',
    );
  });

  it('of a monthly one is on its day, or on the last of a shorter month', () => {
    expect(next({ frequency: 'monthly', monthDay: 3 }, '2026-11-26T12:00:00Z')).toBe(
      '2026-12-03T07:30:00.000Z',
    );
    expect(next({ frequency: 'monthly', monthDay: 31 }, '2026-02-01T00:00:00Z')).toBe(
      '2026-02-28T07:30:00.000Z',
    );
    expect(next({ frequency: 'monthly', monthDay: 31 }, '2028-02-01T00:00:00Z')).toBe(
      '2028-02-29T07:30:00.000Z',
    );
    expect(next({ frequency: 'monthly', monthDay: 30 }, '2026-02-28T08:00:00Z')).toBe(
      '2026-03-30T06:30:00.000Z',
    );
  });

  it('comes once where clocks skip its time, and once where they show it twice', () => {
    // London: 29 March 2026 01:00 to 02:00 does not exist, 25 October 2026 01:00 to 02:00 comes twice.
    expect(next({ time: '01:30' }, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(next({ time: '01:30' }, '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30:00.000Z');
    expect(next({ time: '01:30' }, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next({ time: '01:30' }, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('that was missed several times is the newest one', () => {
    const latest = (due: string, now: string) =>
      latestMoment(rhythm(), 'Europe/London', new Date(due), new Date(now)).toISOString();
    expect(latest('2026-01-15T07:30:00Z', '2026-01-15T07:30:00Z')).toBe('2026-01-15T07:30:00.000Z');
    expect(latest('2026-01-15T07:30:00Z', '2026-01-18T07:29:00Z')).toBe('2026-01-17T07:30:00.000Z');
  });
});

describe('the days that a report is about', () => {
  it.each([
    ['last-week', '2026-11-26', '2026-11-16', '2026-11-22'],
    ['last-week', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['last-week', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['last-month', '2026-01-01', '2025-12-01', '2025-12-31'],
    ['month-so-far', '2026-11-26', '2026-11-01', '2026-11-26'],
    ['last-three-months', '2026-01-31', '2025-10-01', '2025-12-31'],
    ['last-twelve-months', '2026-11-26', '2025-11-01', '2026-10-31'],
  ] as const)('%s, seen from %s', (period, day, from, to) => {
    expect(periodOf(period, day)).toEqual({ from, to });
  });
});
