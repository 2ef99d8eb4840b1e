import { describe, expect, it } from '@jest/globals';
import { isWithinBounds, widest, type Bounds } from './colleague-bounds.js';

const bounds: Bounds = {
  customerId: 'acme',
  sites: ['north', 'south'],
  visible: ['jobs'],
  withheld: ['invoices'],
  showLiveClockIns: false,
  shareAllIncidents: true,
};

describe('what a manager may give', () => {
  const own = widest(bounds);

  it('is at most what they have', () => {
    expect(isWithinBounds(own, bounds)).toBe(true);
    expect(isWithinBounds({ ...own, sites: ['north'], withheld: ['invoices', 'jobs'] }, bounds)).toBe(true);
    expect(isWithinBounds({ ...own, shareAllIncidents: true }, bounds)).toBe(true);
    expect(isWithinBounds({ ...own, sites: [] }, bounds)).toBe(true);
  });

  it.each([
    ['all sites', { sites: 'all' as const }],
    ['another site', { sites: ['north', 'east'] }],
    ['what is kept from them', { withheld: [] }],
    ['a tick they do not have', { showLiveClockIns: true }],
  ])('is not %s', (_, more) => {
    expect(isWithinBounds({ ...own, ...more }, bounds)).toBe(false);
  });

  it('is everything of a customer for somebody who sees all of it', () => {
    const all = { ...bounds, sites: 'all', withheld: [] } as const;
    expect(isWithinBounds({ ...own, sites: 'all', withheld: [] }, all)).toBe(true);
  });
});
