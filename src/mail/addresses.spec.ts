import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../platform/config.js';
import { isAddress, senderOf } from './addresses.js';

describe('addresses', () => {
  it('reads the sender, with or without a name', () => {
    expect(senderOf('Acme Waste <portal@acme.example>')).toEqual({
      name: 'Acme Waste',
      address: 'portal@acme.example',
    });
    expect(senderOf('portico@localhost')).toEqual({ name: '', address: 'portico@localhost' });
  });

  it.each(['', 'Acme', 'a@b.example, c@d.example', 'Acme <>', 'a@b@c'])('refuses MAIL_FROM %j', (text) => {
    expect(() => senderOf(text)).toThrow(ConfigError);
  });

  it.each([
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    'A <a@b.example>',
    'a@b.example\0',
    'x',
  ])('takes no address %j', (text) => {
    expect(isAddress(text)).toBe(false);
  });

  it('takes addresses of people', () => {
    for (const text of ['maya.okafor+portal@acme.example', "o'neil@bücher.example"])
      expect(isAddress(text)).toBe(true);
  });
});
