import { describe, expect, it } from '@jest/globals';
import { faultsOf, OWN_FIELDS, readLines } from './import.fixture.js';

describe('a file that writes what can be read in two ways', () => {
  const dates = (...all: string[]) => ['No,Customer,Date', ...all.map((date, n) => `${n},A,${date}`)];
  const map = { fields: OWN_FIELDS };

  it('is understood by the one row that decides', async () => {
    const british = await readLines(dates('03/04/2024', '31/12/2024'), map);
    const american = await readLines(dates('03/04/2024', '12/31/2024'), map);
    expect([british, american].map(([first]) => first?.record.date)).toEqual(['2024-04-03', '2024-03-04']);
  });

  it('is refused when no row decides, or two disagree, with the rows', async () => {
    expect(await faultsOf(dates('03/04/2024', '05/06/2024'), map)).toEqual({
      dateFormat: { key: 'imports.map.dateEither', values: { row: 2, text: '03/04/2024' } },
    });
    expect(await faultsOf(dates('31/12/2024', '1/2/2024', '12/31/2024'), map)).toEqual({
      dateFormat: {
        key: 'imports.map.dateMixed',
        values: { row: 2, text: '31/12/2024', otherRow: 4, other: '12/31/2024' },
      },
    });
    expect(await faultsOf(dates('03/04/2024'), { ...map, dateFormat: 'mm/dd/yyyy' })).toBe('opened');
    expect(await faultsOf(dates('04/04/2024', 'never'), map)).toBe('opened');
  });

  it('is understood by the rows that are meant alone', async () => {
    const rows = ['No,Customer,Date,Kind', '1,A,31/12/2024,Job', '2,A,12/31/2024,Quote'];
    const only = { ...map, only: { column: 'Kind', is: 'Job' } };
    const [first, second] = await readLines(rows, only);
    expect([first?.record.date, second?.isLeftOut]).toEqual(['2024-12-31', true]);
  });

  const weights = (...all: string[]) => ['No;W', ...all.map((weight, n) => `${n};${weight}`)];
  const weighed = {
    fields: {
      ...OWN_FIELDS,
      customer: 'A',
      date: '2024-01-01',
      'wasteItems[].ewcCodes': '200301',
      'wasteItems[].weight': '{W} kg',
    },
  };
  const grams = async (...all: string[]) =>
    (await readLines(weights(...all), weighed)).map(
      ({ record }) => (record.wasteItems as { weightGrams: number }[])[0]?.weightGrams,
    );

  it('has its decimal mark found over all rows, or must say it', async () => {
    expect(await grams('1.234', '0.5')).toEqual([1_234, 500]);
    expect(await grams('1.234', '0,5')).toEqual([1_234_000, 500]);
    expect(await faultsOf(weights('1,234', '5'), weighed)).toMatchObject({
      decimal: { key: 'imports.map.decimalEither' },
    });
    expect(await faultsOf(weights('1,5', '1.5'), weighed)).toMatchObject({
      decimal: { key: 'imports.map.decimalMixed' },
    });
    expect(await faultsOf(weights('1,234'), { ...weighed, decimal: '.' })).toBe('opened');
  });

  it('is refused whole for a constant that cannot be read', async () => {
    const fields = { ...OWN_FIELDS, status: 'complete', customer: '' };
    expect(await faultsOf(dates('2024-01-01'), { fields })).toMatchObject({
      'fields.status': { key: 'imports.value.choice' },
      'fields.customer': { key: 'imports.value.missing' },
    });
  });
});
