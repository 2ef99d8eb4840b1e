import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { openTable } from './table.reader.js';

describe('a long table', () => {
  it('is read no further than its rows are taken, so that memory stays the same', async () => {
    const rows = 100_000;
    let given = 0;
    const long = () => {
      given = 0;
      return Readable.from(
        (function* () {
          yield Buffer.from('Reference,Name\n');
          for (let n = 0; n < rows; n += 1_000) {
            const chunk = Array.from({ length: 1_000 }, (_, at) => `REF-${n + at},"Name, ${n}"\n`).join('');
            given += chunk.length;
            yield Buffer.from(chunk);
          }
        })(),
      );
    };
    const table = await openTable(long);
    let taken = 0;
    let ahead = 0;
    let count = 0;
    for await (const row of table.rows()) {
      if ('problem' in row) throw new Error(row.problem.key);
      taken += row.cells.join('","').length + 1;
      ahead = Math.max(ahead, given - taken);
      count++;
    }
    expect(count).toBe(rows);
    expect(ahead).toBeLessThan(1024 * 1024);
  });
});
