import { describe, expect, it } from '@jest/globals';
import { isBehind, readIfMatch, seenVersion } from './if-match.js';

const behind = (header: string | undefined, stands: string | number | undefined) =>
  isBehind(readIfMatch(header), stands);

describe('If-Match', () => {
  it('that is not sent holds nobody up', () => {
    expect([behind(undefined, 3), behind(undefined, undefined)]).toEqual([false, false]);
  });

  it('lets the version pass that it names, bare or in quotes, alone or among others', () => {
    for (const header of ['"3"', ' "3" ', '3', '"1", "3"', '"1","3"'])
      expect([header, behind(header, 3), behind(header, 4)]).toEqual([header, false, true]);
    expect(behind('"a,b"', 'a,b')).toBe(false);
  });

  it('of a star asks only that there be something', () => {
    expect([behind('*', 3), behind(' * ', 'x'), behind('*', undefined)]).toEqual([false, false, true]);
  });

  it('of a weak version, or of nonsense, matches nothing', () => {
    for (const header of ['W/"3"', '', '"3', '3"', 'what "3"', '"3" what'])
      expect([header, behind(header, 3)]).toEqual([header, true]);
  });

  it('of something that is not there is behind', () => expect(behind('"3"', undefined)).toBe(true));

  it('is what a form says with its version', () => {
    expect([
      isBehind(seenVersion(3), 3),
      isBehind(seenVersion(2), 3),
      isBehind(seenVersion(undefined), 3),
    ]).toEqual([false, true, false]);
  });
});
