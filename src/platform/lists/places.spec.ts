import { describe, expect, it } from '@jest/globals';
import { pageOf, stretches, type Order, type Turn } from './places.js';

const ID = '00000000-0000-7000-8000-000000000001';

function read(order: Partial<Order>, turn: Turn = {}) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const all = stretches({ sql: 'due', id: 'id', descending: false, ...order }, turn, bind);
  return { all: all.map(({ where, order: by }) => `${where} | ${by}`), values };
}
const at = (value: string | null) => ({ value, id: ID });

describe('the stretches that a page is read from', () => {
  it('are one where nothing is null', () => {
    expect(read({}).all).toEqual(['true | due asc, id asc']);
    expect(read({}, { after: at('b') })).toEqual({
      all: ['(due, id) > ($1, $2::uuid) | due asc, id asc'],
      values: ['b', ID],
    });
    expect(read({ descending: true }, { before: at('b') }).all).toEqual([
      '(due, id) > ($1, $2::uuid) | due asc, id asc',
    ]);
  });

  it('are first what has a value, then what has none, whichever way it is sorted', () => {
    for (const [descending, way] of [
      [false, 'asc'],
      [true, 'desc'],
    ] as const)
      expect(read({ nullable: true, descending }).all).toEqual([
        `due is not null | due ${way}, id ${way}`,
        `due is null | id ${way}`,
      ]);
  });

  it('go on among what has no value, and back from there', () => {
    expect(read({ nullable: true }, { after: at(null) }).all).toEqual([
      'due is null and id > $1::uuid | id asc',
    ]);
    expect(read({ nullable: true }, { before: at(null) }).all).toEqual([
      'due is null and id < $1::uuid | id desc',
      'due is not null | due desc, id desc',
    ]);
    expect(read({ nullable: true }, { before: at('x') }).all).toEqual([
      '(due, id) < ($1, $2::uuid) | due desc, id desc',
    ]);
  });

  it('are asked for as their index holds them', () => {
    const dates = { greatestFirst: true };
    expect(read({ ...dates, descending: true }).all).toEqual(['true | due desc nulls last, id desc']);
    expect(read(dates).all).toEqual(['true | due asc nulls first, id asc']);
  });
});

describe('a page', () => {
  it('knows whether there is more on either side', () => {
    expect(pageOf([1, 2, 3], {}, 2)).toEqual({ rows: [1, 2], earlier: false, later: true });
    expect(pageOf([1, 2], { after: at('a') }, 2)).toEqual({ rows: [1, 2], earlier: true, later: false });
    expect(pageOf([3, 2, 1], { before: at('a') }, 2)).toEqual({ rows: [2, 3], earlier: true, later: true });
  });
});
