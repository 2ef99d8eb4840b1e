import { describe, expect, it } from '@jest/globals';
import { PermissionCatalogue } from '../access/catalogue.js';
import { ticksFor } from './person.forms.js';
import type { PersonRow } from './portal-users.queries.js';

describe('the ticks of a person', () => {
  const catalogue = new PermissionCatalogue([
    { key: 'incidents', words: 'incidents' },
    { key: 'live', words: 'live', tick: 'showLiveClockIns' },
  ]);
  const ticks = (...available: string[]) =>
    ticksFor({ consolidated: true } as PersonRow, catalogue, { available: new Set(available) });

  it('are asked for only where what they open is available', () => {
    expect(ticks()).toEqual([]);
    expect(ticks('live')).toEqual(['showLiveClockIns']);
    expect(ticks('live', 'incidents')).toEqual(['showLiveClockIns', 'shareAllIncidents']);
  });
});
