import { describe, expect, it } from '@jest/globals';
import { ewcParser, fateParser } from './value.codes.js';
import { decimalMarkIn } from './value.decimal-mark.js';
import type { DecimalMark } from './value.decimal.js';
import { dateParser, dayOrderIn, isDateFormat } from './value.date.js';
import { moneyParser } from './value.money.js';
import type { Parsed } from './value.parsed.js';
import { weightParser, type WeightUnit } from './value.weight.js';
import { booleanParser, choiceParser, integerParser, referenceParser, textParser } from './value.words.js';

const outcome = (parsed: Parsed) =>
  'problem' in parsed ? parsed.problem.key.replace('imports.value.', '') : parsed.value;

describe('a weight', () => {
  it.each<[string, DecimalMark, WeightUnit | undefined, bigint | string]>([
    ['28', '.', 't', 28_000_000n],
    ['17.76', '.', 't', 17_760_000n],
    ['0.000001', '.', 't', 1n],
    ['1,234.5', '.', 'kg', 1_234_500n],
    ['1.234,5', ',', 'kg', 1_234_500n],
    ['1 234.5', '.', 'kg', 1_234_500n],
    ['1\u00a0234,5', ',', 'kg', 1_234_500n],
    ["1'234'567", '.', 'g', 1_234_567n],
    ['.5', '.', 'kg', 500n],
    ['5.', '.', 'kg', 5_000n],
    ['+5', '.', 'kg', 5_000n],
    ['0', '.', 't', 0n],
    ['12.5 kg', '.', 't', 12_500n],
    ['12,5t', ',', undefined, 12_500_000n],
    ['3 tonnes', '.', undefined, 3_000_000n],
    ['9007199254.740991', '.', 't', 9_007_199_254_740_991n],
    ['9007199254.740992', '.', 't', 'tooHeavy'],
    ['12', '.', undefined, 'noUnit'],
    ['12 tons', '.', 't', 'unit'],
    ['12 litres', '.', undefined, 'unit'],
    ['-1', '.', 't', 'negativeWeight'],
    ['−0.5', '.', 't', 'negativeWeight'],
    ['12,5', '.', 't', 'number'],
    ['0,123', '.', 't', 'number'],
    ['1,23,456', '.', 't', 'number'],
    ['1,234 567', '.', 't', 'number'],
    ['1.5', ',', 't', 'numberComma'],
    ['1.5E+03', '.', 't', 'shortened'],
    ['n/a', '.', 't', 'number'],
    ['-', '.', 't', 'number'],
    [`1${'0'.repeat(50)}`, '.', 't', 'number'],
  ])('%j with a decimal %j in %s is %s grams', (text, mark, unit, expected) => {
    expect(outcome(weightParser(mark, unit)(text))).toBe(expected);
  });

  it.each([
    ['0.0000014', 1n, true],
    ['0.0000015', 2n, true],
    ['0.0000005', 1n, true],
    ['1.0000000', 1_000_000n, false],
  ])('%s tonnes, finer than a gram, is rounded half up and says so', (text, value, rounded) => {
    expect(weightParser('.', 't')(text)).toEqual({ value, rounded });
  });

  it('is exact where floating point is not', () => {
    // 0.1 + 0.2, 1.005 and 8.41 are the classics.
    const grams = ['0.1', '0.2', '1.005', '8.41', '4503599627.370497'].map((text) =>
      outcome(weightParser('.', 't')(text)),
    );
    expect(grams).toEqual([100_000n, 200_000n, 1_005_000n, 8_410_000n, 4_503_599_627_370_497n]);
  });
});

describe('the decimal mark of a figure', () => {
  it.each([
    ['12.5', '.'],
    ['12,5', ','],
    ['1,234.5', '.'],
    ['1.234,5', ','],
    ['1,234,567', '.'],
    ['1.234.567', ','],
    ['0.123', '.'],
    ['0,123', ','],
    ['1234.567', '.'],
    ['1,234', 'either'],
    ['1.234', 'either'],
    ['-1.234', 'either'],
    ['1234', undefined],
  ])('%s proves %s', (figure, expected) => {
    expect(decimalMarkIn(figure)).toBe(expected);
  });
});

describe('a date', () => {
  it.each([
    ['auto', '2024-02-29', '2024-02-29'],
    ['auto', '2024/2/9', '2024-02-09'],
    ['auto', '20240229', '2024-02-29'],
    ['auto', '2024-02-29T00:00:00.000Z', '2024-02-29'],
    ['auto', '2024-02-29 14:30:00', '2024-02-29'],
    ['auto', '29/02/2024 00:00', '2024-02-29'],
    ['auto', '2019-12-31 23:30:00 UTC', 'dateZone'],
    ['auto', '2019-12-31T23:30:00+02:00', 'dateZone'],
    ['auto', '5 Mar 2024', '2024-03-05'],
    ['auto', '05-MAR-2024', '2024-03-05'],
    ['auto', '5 September 2024', '2024-09-05'],
    ['auto', 'Sept 5, 2024', '2024-09-05'],
    ['auto', '5 Smarch 2024', 'dateUnreal'],
    ['auto', '43830', '2019-12-31'],
    ['auto', '43830.75', '2019-12-31'],
    ['auto', '3/4/2024', '2024-04-03'],
    ['auto', '03.04.2024', '2024-04-03'],
    ['auto', '31/02/2024', 'dateUnreal'],
    ['auto', '29/02/2023', 'dateUnreal'],
    ['auto', '31/12/19', 'dateTwoDigitYear'],
    ['auto', '5 Mar 24', 'dateTwoDigitYear'],
    ['auto', '0019-12-31', 'dateYear'],
    ['auto', '2019', 'date'],
    ['auto', 'tomorrow', 'date'],
    ['serial', '61', '1900-03-01'],
    ['serial', '2024-01-01', '2024-01-01'],
    ['mm/dd/yyyy', '3/4/2024', '2024-03-04'],
    ['mm/dd/yyyy', '13/4/2024', 'dateUnreal'],
    ['dd/mm/yyyy', '3-4-2024', '2024-04-03'],
    ['dd/mm/yyyy', '2024-04-03', '2024-04-03'],
    ['dd/mm/yyyy', '3 Apr 2024', 'dateFormat'],
    ['dd/mm/yy', '31/12/19', '2019-12-31'],
    ['ddmmyyyy', '03042024', '2024-04-03'],
    ['ddmmyyyy', '342024', 'dateFormat'],
    ['d MMMM yyyy', '3 April 2024', '2024-04-03'],
    ['yyyy / mm / dd', '2025 / 10 / 01', '2025-10-01'],
  ])('under %s, %j is %s', (format, text, expected) => {
    expect(outcome(dateParser(format)(text))).toBe(expected);
  });

  it('takes the order that the column proved, but dots stand after the day everywhere', () => {
    const american = dateParser('auto', 'month');
    expect(['3/4/2024', '12/31/2024', '03.04.2024'].map((text) => outcome(american(text)))).toEqual([
      '2024-03-04',
      '2024-12-31',
      '2024-04-03',
    ]);
  });

  it.each([
    ['31/12/2024', 'day'],
    ['12-31-2024', 'month'],
    ['3/4/2024 10:00', 'either'],
    ['4/4/2024', undefined],
    ['2024-04-03', undefined],
    ['3 Apr 2024', undefined],
    ['03.04.2024', undefined],
  ])('%s proves the order %s', (text, expected) => {
    expect(dayOrderIn(text)).toBe(expected);
  });

  it('has a format that names day, month and year once each', () => {
    const formats = [
      'auto',
      'serial',
      'dd/mm/yyyy',
      'd mmm yy',
      'dd/mm',
      'mm/mm/yyyy',
      'day/month',
      '',
      'yyyy',
    ];
    expect(formats.map(isDateFormat)).toEqual([true, true, true, true, false, false, false, false, false]);
  });
});

describe('money', () => {
  it.each<[string, DecimalMark, string, number | string]>([
    ['1,250.00', '.', 'GBP', 125_000],
    ['£1,250', '.', 'GBP', 125_000],
    ['1.250,5 €', ',', 'EUR', 125_050],
    ['GBP 0.10', '.', 'GBP', 10],
    ['-£5.00', '.', 'GBP', -500],
    ['(5.00)', '.', 'GBP', -500],
    ['12.500', '.', 'GBP', 1_250],
    ['12.505', '.', 'GBP', 'moneyTooFine'],
    ['1250', '.', 'JPY', 1_250],
    ['1.5', '.', 'JPY', 'moneyTooFine'],
    ['$5', '.', 'GBP', 'otherCurrency'],
    ['abc', '.', 'GBP', 'otherCurrency'],
    ['1,5', '.', 'GBP', 'number'],
    ['99999999999999999', '.', 'GBP', 'moneyTooLarge'],
  ])('%j with a decimal %j in %s is %s', (text, mark, currency, expected) => {
    const found = outcome(moneyParser(mark, currency)(text));
    expect(found).toEqual(typeof expected === 'number' ? { amount: expected, currency } : expected);
  });
});

describe('words', () => {
  it('yes and no in the usual ways', () => {
    expect(['Yes', 'N', '1', 'FALSE', 'x', 'maybe'].map((text) => outcome(booleanParser(text)))).toEqual([
      true,
      false,
      true,
      false,
      true,
      'boolean',
    ]);
  });

  it('a choice in any letter case and spacing, else the choices are said', () => {
    const status = choiceParser(['planned', 'in-progress']);
    expect(['PLANNED', 'In progress', 'in_progress'].map((text) => outcome(status(text)))).toEqual([
      'planned',
      'in-progress',
      'in-progress',
    ]);
    expect(status('Done')).toEqual({
      problem: { key: 'imports.value.choice', values: { choices: 'planned, in-progress' } },
    });
  });

  it('whole numbers', () => {
    expect(['12', '12.0', '1,200', '12.5', 'two'].map((text) => outcome(integerParser('.')(text)))).toEqual([
      12,
      12,
      1200,
      'integer',
      'number',
    ]);
  });

  it('text and references in one Unicode form, without control characters', () => {
    expect(outcome(textParser('Cafe\u0301\nBar'))).toBe('Café\nBar');
    expect(outcome(textParser('a\u0000b'))).toBe('control');
    expect(outcome(referenceParser('WTN/1 é'))).toBe('WTN/1 é');
    expect(outcome(referenceParser('a\tb'))).toBe('control');
    expect(outcome(referenceParser('x'.repeat(201)))).toBe('referenceTooLong');
  });
});

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
