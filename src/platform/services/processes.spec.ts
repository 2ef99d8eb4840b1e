import { describe, expect, it } from '@jest/globals';
import { identityOf, isAlive, isIdentityAlive, parseStat } from './processes.js';

describe('processes', () => {
  it('reads what Linux says even of one whose name holds spaces and brackets', () => {
    const counters = Array.from({ length: 17 }, (_, index) => index).join(' ');
    expect(parseStat(`42 (a (b) c) S 7 ${counters} 987654 0`)).toEqual({
      name: 'a (b) c',
      state: 'S',
      parent: '7',
      started: '987654',
    });
  });

  it('knows this one as alive, and not as a later one of the same number', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isIdentityAlive(identityOf(process.pid))).toBe(true);
    expect(isIdentityAlive(`${process.pid}-1`)).toBe(false);
  });

  it('takes no scrap of text for a living one', () => {
    for (const text of ['', 'x', '0', '-1', '2147483647-1']) expect(isIdentityAlive(text)).toBe(false);
  });
});
