import { describe, expect, it } from '@jest/globals';
import { readMessages, Words } from '../../platform/pages/words.js';
import { targetOf } from '../import.targets.js';
import { ownMap } from './own.file.js';

const words = new Words(readMessages('messages/en'));
const fieldsOf = (section: string, columns: string): unknown =>
  ownMap(columns.split(','), targetOf(section).kind, words)?.['fields'];

describe('a file is taken for one that a list downloaded', () => {
  it('with some columns of the list, all of which are read', () => {
    expect(fieldsOf('documents', 'Reference,Customer,Name,Date')).toEqual({
      reference: { column: 'Reference' },
      customer: { column: 'Customer' },
      name: { column: 'Name' },
      date: { column: 'Date' },
    });
  });

  it('with most columns of the list, though what it adds up is read by nobody', () => {
    const columns = 'Reference,Customer,Date,Site,Service,Weight (kg),Status,Time,Price,Price currency';
    expect(fieldsOf('jobs', columns)).toMatchObject({ price: '{Price} {Price currency}' });
    expect(fieldsOf('jobs', columns)).not.toHaveProperty(['wasteItems[].weight']);
  });

  it.each([
    ['a weight that lists add up would go unread', 'jobs', 'Reference,Customer,Date,Weight (kg)'],
    ['an amount stands without its currency', 'invoices', 'Reference,Customer,Date,Total'],
    ['one of its columns is none of the list', 'documents', 'Reference,Customer,Name,Colour'],
    ['it says next to nothing', 'documents', 'Reference,Customer'],
  ])('not where %s', (_, section, columns) => {
    expect(fieldsOf(section, columns)).toBeUndefined();
  });
});
