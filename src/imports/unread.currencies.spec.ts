import { describe, expect, it } from '@jest/globals';
import { openLines, OWN_FIELDS } from './import.fixture.js';
import { unreadCurrencies } from './unread.currencies.js';

describe('columns of currencies that nobody reads', () => {
  const opened = (...rows: string[]) =>
    openLines(['No,Customer,Date,Price,Unused', ...rows], { fields: { ...OWN_FIELDS, price: '{Price}' } });

  it('are told with the codes that amounts are not read in', async () => {
    const file = await opened('1,A,2024-03-04,5,usd', '2,A,2024-03-04,5,', '3,A,2024-03-04,5,GBP');
    expect(await unreadCurrencies(file)).toEqual([
      { key: 'imports.report.unreadCurrency', values: { column: 'Unused', others: 'USD', currency: 'GBP' } },
    ]);
    expect(await unreadCurrencies(await opened('1,A,2024-03-04,5,usd', '2,A,2024-03-04,5,large'))).toEqual(
      [],
    );
  });

  it('are sought in the first thousands of rows, not for as long as a file has blank ones', async () => {
    const file = await opened('1,A,2024-03-04,5,');
    let read = 0;
    async function* rows() {
      for (; read < 100_000; read++)
        yield { row: read, line: read, cells: ['1', 'A', '2024-03-04', '5', ''] };
    }
    await unreadCurrencies({ ...file, table: { ...file.table, rows } });
    expect(read).toBeLessThan(10_000);
  });
});
