import { describe, expect, it } from '@jest/globals';
import { readMessages, Words } from '../platform/pages/words.js';
import { volumesSentence } from './volumes.sentence.js';

const words = new Words(readMessages('messages/en'));
const month = (name: string, tonnes: number, before?: number, whole = true) => ({
  month: name,
  grams: BigInt(Math.round(tonnes * 1_000_000)),
  whole,
  yearEarlier: before === undefined ? undefined : BigInt(before * 1_000_000),
});
const said = (...months: Parameters<typeof volumesSentence>[0]) =>
  words.say(volumesSentence(months, '2026-03'));

describe('the sentence above the chart', () => {
  it('compares the newest month that is over with the year before', () => {
    expect(said(month('2026-01', 9, 8), month('2026-02', 42.6, 46), month('2026-03', 3, 50))).toBe(
      '42.60 t in Feb 2026, 7\u00a0% less than in Feb 2025.',
    );
    expect(said(month('2026-02', 50, 40))).toBe('50.00 t in Feb 2026, 25\u00a0% more than in Feb 2025.');
    expect(said(month('2026-02', 50.1, 50))).toBe('50.10 t in Feb 2026, as much as in Feb 2025.');
    expect(said(month('2026-02', 120, 40))).toBe('120.00 t in Feb 2026, 200\u00a0% more than in Feb 2025.');
  });

  it('passes over months in which nothing was collected', () => {
    expect(said(month('2026-01', 8, 8), month('2026-02', 0, 40))).toContain('Jan 2026');
  });

  it('says so when there is nothing to compare with', () => {
    for (const before of [undefined, 0])
      expect(said(month('2026-02', 5, before))).toBe(
        '5.00 t in Feb 2026. It cannot be compared with a year earlier.',
      );
  });

  it('speaks of the current month only when there is no other, and of cut months altogether', () => {
    expect(said(month('2026-03', 5, 10))).toBe('5.00 t in Mar 2026 so far.');
    expect(said(month('2026-01', 2, undefined, false), month('2026-02', 3, undefined, false))).toBe(
      '5.00 t in these days.',
    );
    expect(said(month('2026-01', 0))).toBe('Nothing was weighed in these days.');
  });
});
