import { describe, expect, it } from '@jest/globals';
import { inMonths, lastDayOf, monthCount, monthsOf, monthsUntil, shiftMonth, yearEarlier } from './months.js';

describe('a range of days', () => {
  it('is its months, the first and the last perhaps cut', () => {
    expect(monthsOf({ from: '2025-12-15', to: '2026-02-28' })).toEqual([
      { month: '2025-12', from: '2025-12-15', to: '2025-12-31', whole: false },
      { month: '2026-01', from: '2026-01-01', to: '2026-01-31', whole: true },
      { month: '2026-02', from: '2026-02-01', to: '2026-02-28', whole: true },
    ]);
  });

  it('may lie within one month, or be one day', () => {
    expect(monthsOf({ from: '2026-03-04', to: '2026-03-10' })).toEqual([
      { month: '2026-03', from: '2026-03-04', to: '2026-03-10', whole: false },
    ]);
    expect(monthsOf({ from: '2026-03-04', to: '2026-03-04' })).toHaveLength(1);
  });

  it('is whole months and the days of months that it cuts', () => {
    expect(inMonths({ from: '2025-12-15', to: '2026-03-10' })).toEqual({
      whole: { from: '2026-01-01', to: '2026-02-01' },
      cut: [
        { from: '2025-12-15', to: '2025-12-31' },
        { from: '2026-03-01', to: '2026-03-10' },
      ],
    });
    expect(inMonths({ from: '2026-01-01', to: '2026-02-28' })).toEqual({
      whole: { from: '2026-01-01', to: '2026-02-01' },
      cut: [],
    });
  });

  it('within one month is only its days, however it is cut', () => {
    for (const range of [
      { from: '2026-03-04', to: '2026-03-10' },
      { from: '2026-03-01', to: '2026-03-10' },
      { from: '2026-03-04', to: '2026-03-31' },
    ])
      expect(inMonths(range)).toEqual({ whole: undefined, cut: [range] });
    expect(inMonths({ from: '2026-03-10', to: '2026-03-04' })).toEqual({ whole: undefined, cut: [] });
    expect(inMonths({ from: '2026-03-10', to: '2026-04-04' })).toEqual({
      whole: undefined,
      cut: [
        { from: '2026-03-10', to: '2026-03-31' },
        { from: '2026-04-01', to: '2026-04-04' },
      ],
    });
  });

  it('may have no beginning or no end', () => {
    expect(inMonths({})).toEqual({ whole: { from: undefined, to: undefined }, cut: [] });
    expect(inMonths({ from: '2026-03-10' })).toEqual({
      whole: { from: '2026-04-01', to: undefined },
      cut: [{ from: '2026-03-10', to: '2026-03-31' }],
    });
    expect(inMonths({ to: '2026-03-10' })).toEqual({
      whole: { from: undefined, to: '2026-02-01' },
      cut: [{ from: '2026-03-01', to: '2026-03-10' }],
    });
  });

  it('counts the same days in months as one by one', () => {
    const days = [
      '2025-11-01',
      '2025-11-30',
      '2025-12-01',
      '2025-12-15',
      '2025-12-31',
      '2026-02-28',
      '2026-03-02',
    ];
    for (const from of days) {
      for (const to of days.filter((day) => day >= from)) {
        const { whole, cut } = inMonths({ from, to });
        const months = whole
          ? monthsOf({ from: whole.from as string, to: lastDayOf(whole.to as string) })
          : [];
        const parts = [...cut, ...months].sort((a, b) => (a.from < b.from ? -1 : 1));
        expect(parts.map(({ from: first, to: last }) => `${first} ${last}`)).toEqual(
          monthsOf({ from, to }).map((month) => `${month.from} ${month.to}`),
        );
      }
    }
  });

  it('counts the months it touches, and none when it ends before it begins', () => {
    expect(monthCount({ from: '2025-12-31', to: '2026-01-01' })).toBe(2);
    expect(monthCount({ from: '2016-01-01', to: '2025-12-31' })).toBe(120);
    expect(monthCount({ from: '2026-03-05', to: '2026-03-04' })).toBe(0);
    expect(monthsOf({ from: '2026-05-01', to: '2026-03-04' })).toEqual([]);
  });

  it('of the last twelve months includes the current one', () => {
    expect(monthsUntil('2026-03-04', 12)).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(monthsUntil('2026-12-31', 12)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(monthsUntil('2024-02-10', 1)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });

  it('has a year earlier for its whole months only', () => {
    expect(yearEarlier({ from: '2024-02-01', to: '2024-03-15' })).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
    });
    expect(yearEarlier({ from: '2026-03-04', to: '2026-03-10' })).toBeUndefined();
  });

  it('knows months across years and leap years', () => {
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(shiftMonth('2026-03', -27)).toBe('2023-12');
    expect(['2023-02', '2024-02', '2100-02', '2026-04'].map(lastDayOf)).toEqual([
      '2023-02-28',
      '2024-02-29',
      '2100-02-28',
      '2026-04-30',
    ]);
  });
});
