import { describe, expect, it } from '@jest/globals';
import { mapHref } from './map.link.js';
import { siteFields } from './sites.fields.js';

describe('the map of a site', () => {
  it('is at its coordinates, else where its address is found', () => {
    expect(mapHref({ coordinates: '51.5716, -0.7769', postcode: 'SL7 1AA' })).toBe(
      'https://www.openstreetmap.org/?mlat=51.5716&mlon=-0.7769#map=17/51.5716/-0.7769',
    );
    expect(mapHref({ coordinates: '', address: '1 Lock Road\nMarlow', postcode: 'SL7 1AA' })).toBe(
      'https://www.openstreetmap.org/search?query=1%20Lock%20Road%20Marlow%2C%20SL7%201AA',
    );
    expect(mapHref({ address: '', postcode: null })).toBeUndefined();
  });
});

describe('coordinates', () => {
  const pattern = siteFields.find(({ name }) => name === 'coordinates')?.shape?.pattern as RegExp;
  it.each(['51.5716, -0.7769', '51,-0.5', '-90,180', '90.0, -180.0', '0, 9'])('may be %s', (text) =>
    expect(pattern.test(text)).toBe(true),
  );
  it.each(['91, 0', '51.5716', '10, 181', '51.5 N, 0.7 W', '51.5716,  1', 'javascript:1, 2'])(
    'are not %s',
    (text) => expect(pattern.test(text)).toBe(false),
  );
});
