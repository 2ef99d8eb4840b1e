import { describe, expect, it } from '@jest/globals';
import { statementsOf, type Entry } from './statement.js';

const entry = (date: string, kind: Entry['kind'], amount: string, currency = 'GBP'): Entry => ({
  date,
  kind,
  id: `${date}${kind}`,
  reference: 'R',
  currency,
  amount,
});

describe('a statement', () => {
  it('runs from its opening to its closing balance, in each currency by itself', () => {
    const [euros, pounds] = statementsOf({
      opening: [{ currency: 'GBP', amount: '10000' }],
      entries: [
        entry('2026-03-01', 'invoice', '12000'),
        entry('2026-03-05', 'payment', '-15000'),
        entry('2026-03-06', 'invoice', '700', 'EUR'),
      ],
      ageing: [
        { currency: 'GBP', age: '0-30', amount: '7500' },
        { currency: 'EUR', age: '0-30', amount: '700' },
      ],
    });
    expect(pounds).toMatchObject({ opening: 10_000n, closing: 7_000n, unset: 500n });
    expect(pounds?.lines.map(({ balance }) => balance)).toEqual([22_000n, 7_000n]);
    expect(euros).toMatchObject({ currency: 'EUR', opening: 0n, closing: 700n, unset: 0n });
  });

  it('adds amounts that no floating number holds', () => {
    const huge = '9007199254740993';
    const [one] = statementsOf({
      opening: [{ currency: 'GBP', amount: huge }],
      entries: [entry('2026-03-01', 'invoice', '1')],
      ageing: [],
    });
    expect(one?.closing).toBe(9_007_199_254_740_994n);
  });

  it('says nothing of an account without anything', () => {
    expect(statementsOf({ opening: [], entries: [], ageing: [] })).toEqual([]);
  });
});
