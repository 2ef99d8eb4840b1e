import { describe, expect, it } from '@jest/globals';
import { outcome } from './outcome.fixture.js';
import { dateParser, dayOrderIn, isDateFormat } from './value.date.js';

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
