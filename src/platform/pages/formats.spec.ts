import { describe, expect, it } from '@jest/globals';
import { formatsFor } from './formats.js';

const formats = formatsFor('en-GB', 'Europe/London', 'GBP');

describe('dates', () => {
  it('write a calendar day with its weekday', () => {
    expect(formats.date('2026-03-04')).toBe('Wed 4 Mar 2026');
    expect(formats.shortDate('2026-12-31')).toBe('31 Dec 2026');
    expect(formats.month('2026-03')).toBe('Mar 2026');
    expect(formats.shortMonth('2026-03')).toBe('Mar');
  });

  it('never move a calendar day, whatever the time zone', () => {
    for (const zone of ['Pacific/Auckland', 'Pacific/Honolulu', 'Europe/London']) {
      expect(formatsFor('en-GB', zone, 'GBP').date('2026-01-01')).toBe('Thu 1 Jan 2026');
    }
  });

  it('write a moment in the time zone of the business', () => {
    expect(formats.dateTime('2026-07-04T23:30:00Z')).toBe('Sun 5 Jul 2026, 00:30');
    expect(formats.time(new Date('2026-01-04T08:05:00Z'))).toBe('08:05');
    expect(formats.dayOf('2026-07-04T23:30:00Z')).toBe('2026-07-05');
  });

  it('refuse a moment where a day is meant', () => {
    expect(() => formats.date('2026-03-04T00:00:00Z')).toThrow('no calendar day');
  });
});

describe('money', () => {
  it.each([
    ['123450', 'GBP', '£1,234.50'],
    [-5n, 'GBP', '-£0.05'],
    ['1500', 'JPY', 'JP¥1,500'],
    ['1500', 'KWD', 'KWD 1.500'],
    [99, 'EUR', '€0.99'],
    ['12345678901234567890', 'GBP', '£123,456,789,012,345,678.90'],
  ] as const)('%s minor units of %s are %s', (amount, currency, written) => {
    expect(formats.money(amount, currency).replace(/\u00a0/g, ' ')).toBe(written);
  });

  it('takes the currency of the business when none is named', () => {
    expect(formats.money(100)).toBe('£1.00');
  });
});

describe('weights', () => {
  it.each([
    [0, '0 kg'],
    [400, '0.4 kg'],
    [1, '0.001 kg'],
    [999, '0.999 kg'],
    [1_499, '1 kg'],
    [1_500, '2 kg'],
    [380_000, '380 kg'],
    [999_499, '999 kg'],
    [999_500, '1.00 t'],
    [1_240_000, '1.24 t'],
    [1_244_999, '1.24 t'],
    [1_245_000, '1.25 t'],
    ['1234567890000', '1,234,567.89 t'],
    [-1_240_000n, '-1.24 t'],
  ] as const)('%s g are %s', (grams, written) => {
    expect(formats.weight(grams)).toBe(written);
  });

  it('stand without a unit where the column names it', () => {
    expect(formats.tonnes('42600000')).toBe('42.60');
  });
});

describe('other figures', () => {
  it('write numbers, shares and sizes', () => {
    expect(formats.number(1234567)).toBe('1,234,567');
    expect(formats.number(2.5, 1)).toBe('2.5');
    expect(formats.percentage(0.423)).toBe('42.3\u00a0%');
    expect(formats.percentage(1)).toBe('100\u00a0%');
    expect([0, 999, 1000, 380_000, 1_240_000, 999_999_999_999].map((size) => formats.fileSize(size))).toEqual(
      ['0 B', '999 B', '1.0 kB', '380 kB', '1.2 MB', '1,000 GB'],
    );
  });

  it('write waste codes in pairs, hazardous ones with their asterisk', () => {
    expect(formats.ewc('200301')).toBe('20 03 01');
    expect(formats.ewc('16 06 01*', true)).toBe('16 06 01*');
    expect(formats.ewc('20')).toBe('20');
  });
});
