import { describe, expect, it } from '@jest/globals';
import { backOff } from './back-off.js';

describe('waiting for a mail server', () => {
  it('is short at first and grows', () => {
    expect([1, 2, 3, 4, 5, 6].map(backOff)).toEqual([30, 120, 600, 1800, 3600, 3600]);
  });

  it('lasts three days and then gives up', () => {
    const waits = Array.from({ length: 76 }, (_, index) => backOff(index + 1) as number);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * 24 * 3600);
    expect(backOff(77)).toBeUndefined();
  });
});
