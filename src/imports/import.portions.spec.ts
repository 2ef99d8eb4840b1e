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
const good = (row: number) => ({ row, line: row, cells: [] });
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

  it('count the rows of the file, of which a record may have several', async () => {
    const pair = (row: number): ImportLine => ({ ...line(row), rows: [row, row + 1].map(good) });
    async function* pairs() {
      for (const row of [2, 4, 6]) yield pair(row);
    }
    const found = [];
    for await (const { before, lines: some } of portions(pairs(), 2)) found.push([before, some.length]);
    expect(found).toEqual([
      [0, 2],
      [4, 1],
    ]);
    // What an earlier run stopped amidst is done again.
    for await (const { before, lines: some } of portions(pairs(), 2, 3)) found.push([before, some.length]);
    expect(found.slice(2)).toEqual([[2, 2]]);
    expect(halves({ before: 10, lines: [pair(1), pair(3)] }).map(({ before }) => before)).toEqual([10, 12]);
  });

  it('are halved until one is left', () => {
    const [first, second] = halves({ before: 10, lines: [line(1), line(2), line(3)] });
    expect([first.before, first.lines.length, second.before, second.lines.length]).toEqual([10, 2, 12, 1]);
  });
});
