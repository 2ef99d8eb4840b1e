import { describe, expect, it } from '@jest/globals';
import { Invalid } from '../../platform/errors.js';
import { textOf } from './list.text.js';

describe('the text of a file', () => {
  it('is read as it was written', () => {
    expect(textOf(Buffer.from('\uFEFFZoë', 'utf8'))).toEqual({ text: 'Zoë', guessed: '' });
    expect(textOf(Buffer.from('\uFEFFZoë', 'utf16le'))).toEqual({ text: 'Zoë', guessed: '' });
    expect(textOf(Buffer.from([0xfe, 0xff, 0, 0x5a, 0, 0xeb]))).toEqual({ text: 'Zë', guessed: '' });
  });

  it('of a Windows program is guessed, and said to be', () => {
    expect(textOf(Buffer.from([0x5a, 0x6f, 0xeb]))).toEqual({ text: 'Zoë', guessed: 'Windows-1252' });
  });

  it('is none in a workbook or a picture', () => {
    expect(() => textOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(Invalid);
  });
});
