import { describe, expect, it } from '@jest/globals';
import { say } from '../errors.js';
import { packFlash, unpackFlash } from './flash.js';

const [secret, older, foreign] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
];
const flash = { text: say('customers.saved', { name: 'Acme "Ltd" é' }), kind: 'good' as const, next: null };

describe('the sentence for the next page', () => {
  it('arrives as it was sent, also when the key was changed meanwhile', () => {
    expect(unpackFlash(packFlash(flash, secret), [secret])).toEqual(flash);
    expect(unpackFlash(packFlash(flash, older), [secret, older])).toEqual(flash);
  });

  it('is dropped when it was signed by somebody else, changed, broken or is missing', () => {
    const cookie = packFlash(flash, secret);
    const [body] = cookie.split('.');
    for (const bad of [
      packFlash(flash, foreign),
      `${body}x.${cookie.split('.')[1]}`,
      `${body}.`,
      'x',
      '',
      undefined,
    ]) {
      expect(unpackFlash(bad, [secret])).toBeNull();
    }
  });

  it('still fits a cookie when it names a hundred addresses', () => {
    const addresses = Array.from({ length: 200 }, (_, index) => `person.number.${index}@example.com`).join(
      ', ',
    );
    const cookie = packFlash({ ...flash, text: say('invitations.sent', { addresses, count: 200 }) }, secret);
    expect(cookie.length).toBeLessThan(4000);
    expect(unpackFlash(cookie, [secret])?.text.values).toEqual({
      addresses: `${addresses.slice(0, 300)}…`,
      count: 200,
    });
  });
});
