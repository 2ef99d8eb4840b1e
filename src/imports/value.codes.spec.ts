import { describe, expect, it } from '@jest/globals';
import { outcome } from './outcome.fixture.js';
import { ewcParser, fateParser } from './value.codes.js';

describe('waste codes', () => {
  it.each<[string, string[] | string]>([
    ['20 03 01', ['200301']],
    ['16 06 01*', ['160601']],
    ['10101', ['010101']],
    ['200301; 15-01-01 |16.06.01*', ['200301', '150101', '160601']],
    ['200301;', ['200301']],
    ['200301;20 03 01', ['200301']],
    ['99 99 99', 'ewcUnknown'],
    ['20 03 01*', 'ewcNotHazardous'],
    ['mixed', 'ewcMalformed'],
    [';', 'ewcMalformed'],
    ['200301;150101;150102;150103;150104;150105', 'ewcTooMany'],
  ])('%j is %j', (text, expected) => {
    expect(outcome(ewcParser(text))).toEqual(expected);
  });

  it('names the one code of several that is wrong', () => {
    expect(ewcParser('200301; 999999')).toEqual({
      problem: { key: 'imports.value.ewcUnknown', values: { code: '999999' } },
    });
  });

  it.each([
    ['R04', 'R04'],
    ['R03.01.03', 'R03.01.03'],
    ['NS', 'NS'],
    ['3', 'fateMalformed'],
  ])('fate %j is %j', (text, expected) => {
    expect(outcome(fateParser(text))).toBe(expected);
  });
});
