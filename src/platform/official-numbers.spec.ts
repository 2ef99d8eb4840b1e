import { describe, expect, it } from '@jest/globals';
import { OFFICIAL_NUMBERS } from './official-numbers.js';

const { sicCode, vatNumber, companyNumber } = OFFICIAL_NUMBERS;

describe('what a business is officially known by', () => {
  it.each(['38110', '38.11/0', '01110', '38110, 38220', '38110;38220'])('%s is a SIC code', (text) => {
    expect(sicCode(text)).toBe(true);
  });
  it.each(['abc', 'x', '3811', '38.11', '381100', '38110 Waste', '-'])('%s is none', (text) => {
    expect(sicCode(text)).toBe(false);
  });

  it.each([
    'GB 980 7806 84',
    'gb980780684',
    '980 7806 84',
    'GB 980780684 001',
    'GBGD001',
    'GB HA 599',
    'XI 980 7806 84',
    // Of the newer series, 55 apart.
    'GB 980 7806 29',
    'IE 1234567T',
    'IE1S23456L',
    'DE 123 456 789',
    'FR XX 123456789',
    'NL 123456789B01',
    'ATU12345678',
    'ESX1234567X',
    'CHE-123.456.789 MWST',
    'NO 123 456 789 MVA',
  ])('%s is a VAT number', (text) => {
    expect(vatNumber(text)).toBe(true);
  });
  it.each([
    'nonsense',
    'none',
    'GB',
    'GB 980 7806 85',
    'GB 1234',
    'GB 980 7806 84 1',
    'GBGD500',
    'GBHA100',
    'DE 12345678',
    'FR 123',
    '12345678901',
  ])('%s is none', (text) => {
    expect(vatNumber(text)).toBe(false);
  });

  it.each(['01234567', 'SC123456', 'OC 301234', 'HRB 12345', '552100554', 'R0001234'])(
    '%s is a company number',
    (text) => {
      expect(companyNumber(text)).toBe(true);
    },
  );
  it.each(['nonsense', 'none', 'x1', '<01234567>'])('%s is none', (text) => {
    expect(companyNumber(text)).toBe(false);
  });
});
