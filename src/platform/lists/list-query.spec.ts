import { describe, expect, it } from '@jest/globals';
import { Refused } from '../errors.js';
import { listHref, sortLink } from './list-links.js';
import { readListQuery } from './list-query.js';

const LIST = {
  sorts: ['-created', 'name'],
  filters: { portal: ['on', 'off'], customer: undefined },
} as const;
const read = (sent: Record<string, unknown>) => readListQuery(sent, LIST);

describe('the address of a list', () => {
  it('has the usual order when it says none, upwards or downwards', () => {
    expect(read({})).toMatchObject({ q: '', sort: 'created', descending: true, filters: {} });
    expect(read({ sort: 'name' })).toMatchObject({ sort: 'name', descending: false });
    expect(read({ sort: '-name', q: ' a  b ' })).toMatchObject({ sort: 'name', descending: true, q: 'a  b' });
  });

  it('takes an empty filter as none, and any value where all are allowed', () => {
    expect(read({ portal: '', customer: 'C/1' }).filters).toEqual({ customer: 'C/1' });
  });

  it.each([[{ sort: 'colour' }], [{ colour: 'red' }], [{ portal: 'maybe' }], [{ q: ['a', 'b'] }]])(
    'refuses %j',
    (sent) => expect(() => read(sent)).toThrow(Refused),
  );

  it('is written again with everything that narrows it, and begins anew', () => {
    const query = read({ q: 'a&b', portal: 'on', sort: 'name', after: 'x' });
    expect(listHref('/list', query)).toBe('/list?q=a%26b&portal=on&sort=name');
    expect(listHref('/list', query, { portal: '', q: '', after: 'y' })).toBe('/list?sort=name&after=y');
    expect(sortLink('/list', query, 'name')).toEqual({
      sortHref: '/list?q=a%26b&portal=on&sort=-name',
      sorted: 'ascending',
    });
  });
});
