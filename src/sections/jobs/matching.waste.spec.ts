import { describe, expect, it } from '@jest/globals';
import type { ListRequest } from '../engine/list.request.js';
import { jobPrices } from './jobs.prices.js';
import { jobWeights, matchingWeight } from './jobs.sums.js';
import { matchingWaste, operationsOf, speaksOfWaste } from './matching.waste.js';

const bind = (value: unknown): string => JSON.stringify(value);

describe('the waste that filters speak of', () => {
  it('is all of it when none speaks of waste', () => {
    expect(speaksOfWaste({ status: 'completed' })).toBe(false);
    expect(matchingWaste({ status: 'completed' }, bind)).toEqual({
      tables: 'waste_items i',
      conditions: [],
      grams: 'i.grams',
      ofFates: false,
    });
    expect(matchingWeight({ status: 'completed' })).toEqual([]);
  });

  it('is that of one item for a code and a fate together, never of two', () => {
    const { conditions, grams, ofFates } = matchingWaste({ ewc: '200301', fate: 'R3' }, bind);
    expect(conditions).toEqual(['i.ewc_code = "200301"', 'f.code = any (["R3"]::text[])']);
    expect([grams, ofFates]).toEqual(['f.grams', true]);
  });

  it('of a group is that of its operations', () => {
    expect(operationsOf('energy')).toEqual(['R1']);
    expect(operationsOf('interim')).toEqual(['R12', 'R13', 'D13', 'D14', 'D15']);
    expect(operationsOf('R3')).toEqual(['R3']);
  });

  it('is written into a column with codes only', () => {
    expect(matchingWeight({ fate: 'recycling' })[0]?.derived).toContain(`'{R2,R3,R4,R5,R6,R7,R8,R9,R11}'`);
    expect(matchingWeight({ chapter: '20' })[0]?.derived).toContain(`starts_with(i.ewc_code, '20')`);
    expect(() => matchingWeight({ ewc: `'; drop` })).toThrow('is no code');
  });
});

describe('sums that the database keeps', () => {
  const request = { q: '', from: undefined, to: undefined } as unknown as ListRequest;
  const kept = (filters: Record<string, string>) =>
    jobWeights.kept?.({ ...request, filters }, { sites: 'all', portal: false });

  it('stand for completed jobs, and for no list that anything else narrows', () => {
    expect(kept({ status: 'completed' })?.text).toContain('from record_sums');
    expect(kept({ status: 'completed', ewc: '200301' })?.values).toContainEqual(['200301']);
    expect(kept({ status: 'completed', service: 'skip' })).toBeUndefined();
    expect(kept({ status: 'completed', when: 'upcoming' })).toBeUndefined();
    expect(kept({})).toBeUndefined();
    const prices = (filters: Record<string, string>) =>
      jobPrices.kept?.({ ...request, filters }, { sites: 'all', portal: false });
    expect(prices({ status: 'completed', currency: 'GBP' })?.values).toContainEqual(['GBP']);
    expect(prices({ status: 'completed', ewc: '200301' })).toBeUndefined();
    expect(prices({ status: 'completed', noSite: 'yes' })).toBeUndefined();
  });
});

describe('the line of sums', () => {
  const rows = [
    { grams: '1500000', estimated: '0' },
    { grams: '500000', estimated: '200000' },
  ];

  it('adds up several customers, and says what was estimated', () => {
    expect(jobWeights.lines(rows, {})).toEqual([
      { key: 'jobs.sums.allEstimated', values: { grams: '2000000', estimated: '200000' } },
    ]);
    expect(jobWeights.lines(rows.slice(0, 1), { ewc: '200301' })).toMatchObject([
      { key: 'jobs.sums.matching' },
    ]);
  });

  it('never adds one currency to another, and says nothing where nothing has a price', () => {
    const prices = [
      { key: 'GBP', records: '2', amount: '9007199254740993' },
      { key: 'EUR', records: '1', amount: '500' },
      { key: 'GBP', records: '3', amount: '2' },
    ];
    expect(jobPrices.lines(prices, {})).toEqual([
      { key: 'jobs.sums.prices', values: { count: 1, price: 'EUR 500' } },
      { key: 'jobs.sums.prices', values: { count: 5, price: 'GBP 9007199254740995' } },
    ]);
    expect(jobPrices.lines([], {})).toEqual([]);
  });
});
