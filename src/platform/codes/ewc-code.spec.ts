import { describe, expect, it } from '@jest/globals';
import { ewcChapter, formatEwcCode, isHazardousEwcCode, parseEwcCode } from './ewc-code.js';

describe('an EWC code', () => {
  it.each([
    ['200301', '200301', false],
    ['20 03 01', '200301', false],
    ['20-03-01', '200301', false],
    ['20.03.01', '200301', false],
    ['20_03_01', '200301', false],
    ['20\u201303\u201301', '200301', false],
    ['  2003 01 ', '200301', false],
    ['20  03\t01', '200301', false],
    ['20\u00A003\u00A001', '200301', false],
    ['20\u202F03\u202F01', '200301', false],
    ['\uFEFF200301', '200301', false],
    ["'200301", '200301', false],
    ['\uFF12\uFF10\uFF10\uFF13\uFF10\uFF11', '200301', false],
    ['200301.0', '200301', false],
    ['10101', '010101', false],
    ['10101.0', '010101', false],
    ['1 01 01', '010101', false],
    ['1.03.04', '010304', true],
    ['10304*', '010304', true],
    ['16 06 01*', '160601', true],
    ['160601*', '160601', true],
    ['16 06 01 *', '160601', true],
    ['16\u00A006\u00A001\u00A0*', '160601', true],
    ['16.06.01*', '160601', true],
    ['160601', '160601', true],
  ])('is read from %j', (written, code, hazardous) => {
    expect(parseEwcCode(written)).toEqual({ code, hazardous });
  });

  it.each([
    ['', 'ewc-missing'],
    [' \u00A0 ', 'ewc-missing'],
    ['\u200B', 'ewc-missing'],
    ['*', 'ewc-malformed'],
    ['wood', 'ewc-malformed'],
    ['2003', 'ewc-malformed'],
    ['20 03', 'ewc-malformed'],
    ['2003011', 'ewc-malformed'],
    ['20 03 01 02', 'ewc-malformed'],
    ['20 03 1', 'ewc-malformed'],
    ['1.1.1', 'ewc-malformed'],
    ['20--03--01', 'ewc-malformed'],
    ['160601**', 'ewc-malformed'],
    ['-200301', 'ewc-malformed'],
    ['17/05/04', 'ewc-malformed'],
    ['200301; 200302', 'ewc-malformed'],
    ['2.00301E+05', 'ewc-malformed'],
    ['\u0662\u0660\u0660\u0663\u0660\u0661', 'ewc-malformed'],
    ['200305', 'ewc-unknown'],
    ['999999', 'ewc-unknown'],
    ['000000', 'ewc-unknown'],
    ['20 03 00', 'ewc-unknown'],
    ['20 03 05*', 'ewc-unknown'],
    ['20 03 01*', 'ewc-not-hazardous'],
    ['17 05 04*', 'ewc-not-hazardous'],
  ])('is refused in %j: %s', (written, problem) => {
    expect(parseEwcCode(written)).toEqual({ problem });
  });

  it('is shown in pairs, with the star of hazardous waste', () => {
    expect(formatEwcCode('160601')).toBe('16 06 01*');
    expect(formatEwcCode('200301')).toBe('20 03 01');
    expect(formatEwcCode('010101')).toBe('01 01 01');
  });

  it('reads back what it shows', () => {
    for (const code of ['010304', '160601', '200301'])
      expect(parseEwcCode(formatEwcCode(code))).toMatchObject({ code });
  });

  it('shows a code outside the list without a mark, and other text as it is', () => {
    expect(formatEwcCode('999999')).toBe('99 99 99');
    expect(formatEwcCode('wood')).toBe('wood');
  });

  it('says its chapter and its hazardous mark', () => {
    expect(ewcChapter('010304')).toBe('01');
    expect(isHazardousEwcCode('010304')).toBe(true);
    expect(isHazardousEwcCode('200301')).toBe(false);
    expect(isHazardousEwcCode('999999')).toBe(false);
  });
});
