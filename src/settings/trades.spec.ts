import { describe, expect, it } from '@jest/globals';
import { belongsTo } from './trades.js';

describe('the sections of a trade', () => {
  it('bring their parts along, except another trade’s own', () => {
    expect(belongsTo('waste', 'jobs')).toBe(true);
    expect(belongsTo('waste', 'reporting.fates')).toBe(true);
    expect(belongsTo('waste', 'jobs.readings')).toBe(false);
    expect(belongsTo('pool', 'jobs.readings')).toBe(true);
  });

  it('leave out what other trades see', () => {
    expect(belongsTo('waste', 'clock-ins')).toBe(false);
    expect(belongsTo('guarding', 'clock-ins.live')).toBe(true);
    expect(belongsTo('orders', 'jobs')).toBe(false);
    for (const permission of ['jobs.chemicals', 'clock-ins', 'orders.flags']) {
      expect(belongsTo('everything', permission)).toBe(true);
    }
  });
});
