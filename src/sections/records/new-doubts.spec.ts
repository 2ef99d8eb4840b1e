import { describe, expect, it } from '@jest/globals';
import { say } from '../../platform/errors.js';
import { newDoubts } from './new-doubts.js';

const doubt = say('invoices.wrong.lineNet');
const row = (description: string, netAmount: number, unit: string | null = null) => ({
  description,
  unit,
  netAmount,
});

describe('doubts about what somebody wrote', () => {
  it('are all of a new record', () => {
    expect(newDoubts({ body: { date: '2026-03-04' }, doubts: { date: doubt } })).toEqual({ date: doubt });
  });

  it('are not those that stood there in the same way', () => {
    const stood = { body: { date: '2026-03-04', paid: 1 }, doubts: { date: doubt, paid: doubt } };
    const body = { date: '2026-03-04', paid: 2 };
    expect(newDoubts({ body, doubts: stood.doubts }, stood)).toEqual({ paid: doubt });
    const other = { date: say('invoices.wrong.dueBefore') };
    expect(newDoubts({ body, doubts: other }, stood)).toEqual(other);
  });

  it('are those of a row that was changed or added, wherever the others stand now', () => {
    const stood = {
      body: { lines: [row('Bin', 90, ''), row('Skip', 10)] },
      doubts: { 'lines[0].netAmount': doubt },
    };
    const body = { lines: [row('Crane', 7), row('Bin', 90), row('Skip', 11)] };
    const doubts = { 'lines[0].netAmount': doubt, 'lines[1].netAmount': doubt, 'lines[2].netAmount': doubt };
    expect(Object.keys(newDoubts({ body, doubts }, stood))).toEqual([
      'lines[0].netAmount',
      'lines[2].netAmount',
    ]);
  });
});
