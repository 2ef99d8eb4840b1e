import { describe, expect, it } from '@jest/globals';
import { readRange } from './file.range.js';

describe('a part of a file', () => {
  it.each([
    ['bytes=0-9', { from: 0, to: 9 }],
    ['bytes=90-', { from: 90, to: 99 }],
    ['bytes=90-1000', { from: 90, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-1000', { from: 0, to: 99 }],
    ['bytes=99-99', { from: 99, to: 99 }],
    ['bytes=100-', 'beyond'],
    ['bytes=-0', 'beyond'],
  ] as const)('is what %s asks for', (header, range) => expect(readRange(header, 100)).toEqual(range));

  it.each([
    undefined,
    '',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,4-5',
    'lines=1-2',
    'bytes=a-b',
    'bytes=1-99999999999999999',
  ])('is the whole for %s', (header) => expect(readRange(header, 100)).toBeUndefined());
});
