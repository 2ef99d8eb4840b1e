import { describe, expect, it } from '@jest/globals';
import { brandHref, brandSheet, contrastBetween, contrastWithWhite, isColour } from './brand.js';

const value = (sheet: string, name: string, part = 0): string =>
  [...sheet.matchAll(new RegExp(`--${name}:(#[0-9a-f]{6})`, 'g'))].map((match) => String(match[1]))[part] ??
  '';

describe('the colour of the business', () => {
  it('carries white text while that can be read, and dark text otherwise', () => {
    expect(value(brandSheet('#0b5d66'), 'on-brand')).toBe('#ffffff');
    expect(value(brandSheet('#ffd400'), 'on-brand')).toBe('#17191e');
  });

  it('is kept as it is for fills in the light', () => {
    expect(value(brandSheet('#ffd400'), 'brand')).toBe('#ffd400');
  });

  it.each(['#ffd400', '#ffffff', '#000000', '#0b5d66', '#ff0000', '#00ff00', '#7f7f7f', '#e91e63'])(
    '%s as text reads on the page, light and dark',
    (colour) => {
      const sheet = brandSheet(colour);
      expect(contrastWithWhite(value(sheet, 'brand-text'))).toBeGreaterThanOrEqual(4.5);
      // White on the dark page has 15:1; what reads on that page is at most 15 / 4.5 from white.
      expect(contrastWithWhite(value(sheet, 'brand-text', 1))).toBeLessThanOrEqual(3.5);
    },
  );

  it.each(['#1b5e8c', '#ffd400', '#ffffff', '#000000', '#7f7f7f', '#e91e63'])(
    '%s as text reads on its own soft ground, light and dark',
    (colour) => {
      const sheet = brandSheet(colour);
      for (const part of [0, 1])
        expect(
          contrastBetween(value(sheet, 'brand-text', part), value(sheet, 'brand-soft', part)),
        ).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('has an address that says which colour it is, and takes nothing else for a colour', () => {
    expect(brandHref('#0B5D66')).toBe('/assets/brand-0b5d66.css');
    expect(['#0b5d66', '0b5d66', '#0b5', '#0b5d66;}', 'red'].map(isColour)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
