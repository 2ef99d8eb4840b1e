import { describe, expect, it } from '@jest/globals';
import { doubtfulLines } from './lines.doubts.js';

const places = (...lines: object[]) => Object.keys(doubtfulLines({ lines }));
const line = (quantity: number | null, unitAmount: number | null, netAmount: number | null) => ({
  description: 'Bin',
  quantityThousandths: quantity,
  unitAmount,
  netAmount,
});

describe('the lines of a bill', () => {
  it.each([
    ['2 at £10.00', line(2000, 1000, 2000)],
    ['nothing said of how many', line(null, 1000, 1000)],
    ['1,680 words at 8.25p, which are typed as 8p', line(1_680_000, 8, 13_860)],
    ['a third of a tonne at £120', line(333, 12_000, 4000)],
    ['no price', line(2000, null, 9000)],
    ['a price that was kept as none', line(2000, 0, 9000)],
    ['a price alone', line(2000, 1000, null)],
    ['nothing at all', line(0, 1000, 0)],
  ])('may be %s', (_, one) => expect(places(one)).toEqual([]));

  it.each([
    ['2 at £10.00 that come to £90.00', line(2000, 1000, 9000)],
    ['2 at £10.00 for nothing', line(2000, 1000, 0)],
    ['2 at £10.00 that are 3p more', line(2000, 1000, 2003)],
  ])('are doubtful as %s', (_, one) => expect(places(line(1000, 1, 1), one)).toEqual(['lines[1].netAmount']));

  it('say what they are for', () => {
    expect(places({ ...line(1000, 1, 1), description: '' })).toEqual(['lines[0].description']);
    expect(doubtfulLines({})).toEqual({});
  });
});
