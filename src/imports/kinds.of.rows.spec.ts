import { describe, expect, it } from '@jest/globals';
import { openImport } from './import.lines.js';
import { StandingColumns, type KindsOfRows } from './kinds.of.rows.js';

const FIELDS = [{ path: 'reference', kind: 'reference', required: true }] as const;

async function kindsIn(csv: string, more: object = {}): Promise<KindsOfRows | null> {
  const file = await openImport({
    source: Buffer.from(csv),
    fields: FIELDS,
    currency: 'GBP',
    map: { fields: { reference: '{id}' }, ...more },
  });
  const columns = new StandingColumns(file);
  for await (const row of file.table.rows()) if (!('problem' in row)) columns.look(row);
  return columns.found();
}

describe('a column that says how rows stand', () => {
  it('is found by its values, each counted, in any letter case', async () => {
    const found = await kindsIn('id,Outcome\n1,Paid\n2,Failed\n3,paid\n4,Refunded\n5,PAID\n6,Failed');
    expect(found).toEqual({
      column: 'Outcome',
      values: [
        { is: 'Paid', count: 3 },
        { is: 'Failed', count: 2 },
        { is: 'Refunded', count: 1 },
      ],
    });
  });

  it.each(['charged_back', 'pending_submission', 'Partially refunded', 'canceled', 'late_failure_settled'])(
    'is found by %s alone',
    async (word) => expect((await kindsIn(`id,what\n1,${word}\n2,${word}`))?.column).toBe('what'),
  );

  it('is found by its name where it says several things', async () => {
    expect((await kindsIn('id,Payment status\n1,confirmed\n2,paid_out'))?.column).toBe('Payment status');
    expect(await kindsIn('id,Status\n1,paid\n2,paid')).toBeNull();
    expect(await kindsIn('id,Estate\n1,North\n2,South')).toBeNull();
  });

  it('is none of notes, though one says such a word, unless it is called so', async () => {
    const notes = ['1,Gate code has expired: ring first', '2,Beware of the dog', '3,Beware of the dog'];
    expect(await kindsIn(['id,Notes', ...notes].join('\n'))).toBeNull();
    expect((await kindsIn('id,Status\n1,Failed\n2,Paid'))?.column).toBe('Status');
  });

  it('is none where rows were chosen, where a field reads it, or where it says a different thing in each row', async () => {
    const csv = 'id,status\n1,paid\n2,failed';
    expect(await kindsIn(csv, { only: { column: 'status', is: 'paid' } })).toBeNull();
    expect(await kindsIn(csv, { fields: { reference: '{id}-{status}' } })).toBeNull();
    const notes = Array.from({ length: 20 }, (_, n) => `${n},failed ${n}`);
    expect(await kindsIn(['id,status', ...notes].join('\n'))).toBeNull();
  });
});
