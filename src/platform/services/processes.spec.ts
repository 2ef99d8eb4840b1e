import { describe, expect, it } from '@jest/globals';
import { identityOf, isAlive, isIdentityAlive, parseStat } from './processes.js';

describe('processes', () => {
  it('reads state and start from a line whose name holds spaces and brackets', () => {
    const counters = Array.from({ length: 18 }, (_, index) => index).join(' ');
    expect(parseStat(`42 (a (b) c) S ${counters} 987654 0`)).toEqual({ state: 'S', started: '987654' });
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
