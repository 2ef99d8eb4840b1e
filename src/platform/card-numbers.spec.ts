import { describe, expect, it } from '@jest/globals';
import { hidingCardNumbers, holdsCardNumber } from './card-numbers.js';

describe('the number of a payment card', () => {
  it.each([
    ['4111111111111111', '••••••••••••1111'],
    ['4111 1111 1111 1111', '••••••••••••1111'],
    ['4111-1111-1111-1111', '••••••••••••1111'],
    ['3782 822463 10005', '•••••••••••0005'],
    ['4222222222222', '•••••••••2222'],
    ['6304000000000000000', '•••••••••••••••0000'],
    ['Paid by VISA4111111111111111 12/27, code 123', 'Paid by VISA••••••••••••1111 12/27, code 123'],
    ['4111111111111111 123', '••••••••••••1111 123'],
    ['1234 4111 1111 1111 1111', '1234 ••••••••••••1111'],
    ['4111111111111111 5555555555554444', '••••••••••••1111 ••••••••••••4444'],
    ['4111.1111.1111.1111', '••••••••••••1111'],
    ['4111/1111/1111/1111', '••••••••••••1111'],
    ['4111  1111  1111  1111', '••••••••••••1111'],
    ['3782 - 822463 - 10005', '•••••••••••0005'],
    ['41 11 11 11 11 11 11 11', '••••••••••••1111'],
    ['12/27 4111 1111 1111 1111', '12/27 ••••••••••••1111'],
    ['No. 7.4111.1111.1111.1111', 'No. 7.••••••••••••1111'],
  ])('%s shows its last four digits alone', (text, shown) => {
    expect(hidingCardNumbers(text)).toBe(shown);
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    '4111111111111112',
    '411111111116',
    '42222222222222222222',
    '0000000000000000',
    '2026-01-02 2026-01-13',
    '51.50735091234567',
    'INV-2026-0001',
    'invoices 20260001 / 20260001',
    '1.4111111111111111',
    'on 02.01.2026 - 16.01.2026',
    '020 7946 0018, 020 7946 0019',
    '',
  ])('is not: %s', (text) => {
    expect(hidingCardNumbers(text)).toBe(text);
    expect(holdsCardNumber(text)).toBe(false);
  });

  it('is looked for in texts of any length', () => {
    for (const odd of ['1'.repeat(200_000), '12.'.repeat(50_000), '- '.repeat(50_000)])
      expect(hidingCardNumbers(odd)).toBe(odd);
    const long = '123 '.repeat(50_000);
    expect(hidingCardNumbers(long)).toBe(long);
    expect(hidingCardNumbers(`${long}4111 1111 1111 1111`)).toBe(`${long}••••••••••••1111`);
  });
});
