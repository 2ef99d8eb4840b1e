import { describe, expect, it } from '@jest/globals';
import { readDays, writeDays } from './days.filter.js';

const SITE = '01900000-0000-7000-8000-000000000001';

describe('days as one value of a filter', () => {
  it('are read as they were written, with a site or without', () => {
    const days = { from: '2026-01-01', to: '2026-03-31' };
    expect(readDays(writeDays(days))).toEqual({ ...days, site: undefined });
    expect(readDays(writeDays(days, SITE))).toEqual({ ...days, site: SITE });
  });

  it.each([
    '',
    '2026-01-01',
    '2026-01-01..',
    '2026-02-30..2026-03-31',
    '2026-01-01..2026-03-31@depot',
    `x2026-01-01..2026-03-31@${SITE}`,
    "2026-01-01..2026-03-31' or true",
  ])('are nothing else: %s', (text) => {
    expect(readDays(text)).toBeUndefined();
  });
});
