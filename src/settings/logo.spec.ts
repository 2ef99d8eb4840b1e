import { describe, expect, it } from '@jest/globals';
import { Invalid } from '../platform/errors.js';
import { logoType } from './logo.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Of the parts that are looked at: its size, and that it ends. */
const jpeg = Buffer.from('ffd8ffe00010' + '00'.repeat(14) + 'ffc0000b08004000300101110000ffd9', 'hex');

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

  it('is refused when a part of it is missing', () => {
    expect(fault(png.subarray(0, 40))).toBe('settings.logo.broken');
    expect(fault(jpeg.subarray(0, 10))).toBe('settings.logo.broken');
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
