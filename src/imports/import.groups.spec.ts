import { describe, expect, it } from '@jest/globals';
import { OWN_FIELDS, problemsOf, readLines } from './import.fixture.js';

describe('rows grouped by reference', () => {
  const map = {
    groupBy: 'reference',
    decimal: '.',
    fields: { ...OWN_FIELDS, 'wasteItems[].ewcCodes': '{Code}', 'wasteItems[].weight': '{Kg} kg' },
  };
  const header = 'No,Customer,Date,Code,Kg';

  it('are one record with several children', async () => {
    const lines = await readLines(
      [header, '1,A,2024-01-01,200301,5', '1,A,2024-01-01,150101,6.0004', '2,A,2024-01-01,200301,7'],
      map,
    );
    expect(
      lines.map(({ row, record, rounded }) => [row, (record.wasteItems as unknown[]).length, rounded]),
    ).toEqual([
      [2, 2, 1],
      [4, 1, 0],
    ]);
  });

  it('are refused together when one is faulty, disagrees, or stands apart', async () => {
    const lines = await readLines(
      [
        header,
        '1,A,2024-01-01,200301,5',
        '1,A,2024-01-01,999999,6',
        '2,A,2024-01-01,200301,7',
        '2,B,2024-01-01,200301,7',
        '1,A,2024-01-01,200301,8',
      ],
      map,
    );
    expect(lines.map((line) => [line.row, ...problemsOf([line])])).toEqual([
      [2, [3, 'Code', '999999', 'imports.value.ewcUnknown']],
      [4, [5, 'Customer', 'B', 'imports.row.differs']],
      [6, [6, 'No', '1', 'imports.row.sameReference']],
    ]);
  });
});
