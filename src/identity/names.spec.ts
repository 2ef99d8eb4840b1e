import { describe, expect, it } from '@jest/globals';
import { fullName, namesOf } from './names.js';

describe('names', () => {
  it.each([
    { firstName: 'Ann', lastName: 'Lee' },
    { firstName: 'Mary Jane', lastName: 'Smith' },
    { firstName: 'Ann', lastName: 'van der Berg' },
    { firstName: '', lastName: 'Lee' },
    { firstName: 'Ann', lastName: '' },
    { firstName: '', lastName: '' },
  ])('come apart as they went together: %j', (names) => {
    expect(namesOf({ name: fullName(names), lastName: names.lastName })).toEqual(names);
  });

  it('are parted after the first word where nobody has said, or no longer rightly', () => {
    expect(namesOf({ name: 'Ann van der Berg', lastName: '' })).toEqual({
      firstName: 'Ann',
      lastName: 'van der Berg',
    });
    expect(namesOf({ name: 'Ann Miller', lastName: 'Lee' })).toEqual({
      firstName: 'Ann',
      lastName: 'Miller',
    });
  });
});
