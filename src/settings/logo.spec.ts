import { describe, expect, it } from '@jest/globals';
import { Invalid } from '../platform/errors.js';
import { logoType } from './logo.js';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

function fault(bytes: Buffer, tooLarge = false): string | undefined {
  try {
    logoType({ bytes, tooLarge });
  } catch (error) {
    return error instanceof Invalid ? error.fields['logo']?.key : String(error);
  }
  return undefined;
}

describe('a logo', () => {
  it('is known by its bytes', () => {
    expect(logoType({ bytes: png, tooLarge: false })).toBe('image/png');
    expect(logoType({ bytes: jpeg, tooLarge: false })).toBe('image/jpeg');
  });

  it('is refused in words when it is empty, too large or something else', () => {
    expect(fault(Buffer.alloc(0))).toBe('settings.logo.empty');
    expect(fault(png, true)).toBe('settings.logo.tooLarge');
    for (const other of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'GIF89a',
      '%PDF-1.7',
      'P',
    ]) {
      expect(fault(Buffer.from(other))).toBe('settings.logo.wrongType');
    }
  });
});
