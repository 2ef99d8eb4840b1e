import { describe, expect, it } from '@jest/globals';
import type { ImportLine } from './import.line.js';
import { halves, portions } from './import.portions.js';

const line = (row: number): ImportLine => ({
  row,
  line: row,
  reference: `R${row}`,
  record: {},
  unknown: { customer: {}, site: {} },
  rounded: 0,
  problems: [],
  rows: [],
});
async function* lines(count: number) {
  for (let row = 1; row <= count; row++) yield line(row);
}
const cut = async (count: number, size: number, skip?: number) => {
  const found = [];
  for await (const portion of portions(lines(count), size, skip))
    found.push([portion.before, portion.lines.map(({ row }) => row)]);
  return found;
};

describe('portions of a file', () => {
  it('are of one size, the last of what is left', async () => {
    expect(await cut(5, 2)).toEqual([
      [0, [1, 2]],
      [2, [3, 4]],
      [4, [5]],
    ]);
    expect(await cut(0, 2)).toEqual([]);
  });

  it('go on where an earlier run stopped', async () => {
    expect(await cut(5, 2, 3)).toEqual([[3, [4, 5]]]);
    expect(await cut(5, 2, 5)).toEqual([]);
  });

  it('are halved until one is left', () => {
    const [first, second] = halves({ before: 10, lines: [line(1), line(2), line(3)] });
    expect([first.before, first.lines.length, second.before, second.lines.length]).toEqual([10, 2, 12, 1]);
  });
});
