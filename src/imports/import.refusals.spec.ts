import { describe, expect, it } from '@jest/globals';
import { say } from '../platform/errors.js';
import { openLines, OWN_FIELDS } from './import.fixture.js';
import { refusalsOf } from './import.refusals.js';

const reason = say('jobs.wrong.fatesTooHeavy');

/** What stands in the report for a fault at this path of the nth record. */
const refusalAt = async (rows: readonly string[], map: unknown, path: string, record = 0) => {
  const file = await openLines(rows, map);
  const lines = [];
  for await (const line of file.lines()) lines.push(line);
  const line = lines[record];
  const [refused] = line ? refusalsOf(file.fields, line, { [path]: reason }) : [];
  return refused && [refused.row, refused.column, refused.value];
};

describe('a fault that writing brings up', () => {
  const waste = {
    'wasteItems[].ewcCodes': '{Code}',
    'wasteItems[].weight': '{Kg} kg',
    'wasteItems[].fates[].code': '{Fate}',
    'wasteItems[].fates[].weight': '{Fate kg} kg',
  };
  const header = 'No,Customer,Date,Code,Kg,Fate,Fate kg';
  const row = 'J1,ACME,2024-01-01,200301,5,R3,6';

  it('is said at the cell it came from', async () => {
    const map = { fields: { ...OWN_FIELDS, ...waste } };
    expect(await refusalAt([header, row], map, 'customer')).toEqual([2, 'Customer', 'ACME']);
    expect(await refusalAt([header, row], map, 'wasteItems[0].weightGrams')).toEqual([2, 'Kg', '5 kg']);
    expect(await refusalAt([header, row], map, 'wasteItems[0].ewcCodes[0]')).toEqual([2, 'Code', '200301']);
    expect(await refusalAt([header, row], map, 'wasteItems[0].fates')).toEqual([
      2,
      'Fate, Fate kg',
      'R3, 6 kg',
    ]);
  });

  it('names the field where no column was read', async () => {
    const map = { fields: { ...OWN_FIELDS, ...waste } };
    expect(await refusalAt([header, row], map, 'status')).toEqual([2, 'status', 'completed']);
    expect(await refusalAt([header, row], map, 'price')).toEqual([2, 'price', '']);
  });

  it('is said at the row of a group', async () => {
    const map = { groupBy: 'reference', fields: { ...OWN_FIELDS, ...waste } };
    const rows = [header, row, 'J1,ACME,2024-01-01,150101,7,R4,8'];
    expect(await refusalAt(rows, map, 'wasteItems[1].fates')).toEqual([3, 'Fate, Fate kg', 'R4, 8 kg']);
  });

  it('is said at the right one of several side by side, blank ones left out', async () => {
    const numbered = [0, 1, 2].flatMap((n) => [
      [`wasteItems[${n}].ewcCodes`, `{E${n}}`],
      [`wasteItems[${n}].weight`, `{W${n}} kg`],
    ]);
    const map = { fields: { ...OWN_FIELDS, ...Object.fromEntries(numbered) } };
    const rows = ['No,Customer,Date,E0,W0,E1,W1,E2,W2', 'J1,A,2024-01-01,200301,1,,,150101,3'];
    expect(await refusalAt(rows, map, 'wasteItems[1].weightGrams')).toEqual([2, 'W2', '3 kg']);
  });
});
