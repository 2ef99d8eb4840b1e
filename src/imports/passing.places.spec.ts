import { describe, expect, it } from '@jest/globals';
import { PassingPlaces } from './passing.places.js';

const made = (customers: string[], sites: Record<string, string>) => ({
  customers,
  sites: new Map(Object.entries(sites)),
  faults: new Map(),
});

describe('customers and sites of a dry run', () => {
  it('count once, however often a portion creates them', () => {
    const places = new PassingPlaces();
    expect(places.remember(made(['A'], { Dock: 'A', Yard: 'A' }))).toEqual({ newCustomers: 1, newSites: 2 });
    expect(places.remember(made(['A', 'B'], { Dock: 'A', Pier: 'B' }))).toEqual({
      newCustomers: 1,
      newSites: 1,
    });
  });

  it('keep their customers', () => {
    const places = new PassingPlaces();
    places.remember(made([], { Dock: 'A' }));
    expect(places.isAnothers('Dock', 'A')).toBe(false);
    expect(places.isAnothers('Dock', 'B')).toBe(true);
    expect(places.isAnothers('Yard', 'B')).toBeUndefined();
  });
});
