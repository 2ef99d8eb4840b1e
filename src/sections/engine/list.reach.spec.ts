import { describe, expect, it } from '@jest/globals';
import { narrowedTo } from './list.reach.js';

const acme = { customerId: 'acme', sites: 'all' } as const;
const blue = { customerId: 'blue', sites: ['b1', 'b2'] } as const;

describe('the part of a scope that a request means', () => {
  it('is all of it when nothing is said', () => {
    expect(narrowedTo([acme, blue], {})).toEqual([acme, blue]);
  });

  it('is one customer', () => {
    expect(narrowedTo([acme, blue], { customer: 'blue' })).toEqual([blue]);
    expect(narrowedTo([acme, blue], { customer: 'stranger' })).toEqual([]);
  });

  it('is one site, and never one outside the scope', () => {
    expect(narrowedTo([blue], { site: 'b2' })).toEqual([{ customerId: 'blue', sites: ['b2'] }]);
    expect(narrowedTo([blue], { site: 'b9' })).toEqual([]);
    expect(narrowedTo([acme], { site: 'b2' })).toEqual([{ customerId: 'acme', sites: ['b2'] }]);
  });
});
