import { describe, expect, it } from '@jest/globals';
import { MOST_PEOPLE, readTypedPeople } from './typed-people.js';

const people = (text: string) =>
  readTypedPeople(text).people.map(({ email, firstName, lastName }) => [email, firstName, lastName]);
const faults = (text: string) => readTypedPeople(text).faults.map(({ typed, fault }) => [typed, fault.key]);

describe('people as they are typed', () => {
  it('stand one a line, or between commas and semicolons', () => {
    const expected = [
      ['ann@x.test', '', ''],
      ['bob@x.test', '', ''],
      ['cy@x.test', '', ''],
    ];
    expect(people('ann@x.test\nbob@x.test\r\n\n  cy@x.test ')).toEqual(expected);
    expect(people('ann@x.test, bob@x.test; cy@x.test,')).toEqual(expected);
    expect(people('ann@x.test bob@x.test cy@x.test')).toEqual(expected);
    expect(people('')).toEqual([]);
  });

  it.each([
    ['Ann Lee <ann@x.test>'],
    ['Ann Lee ann@x.test'],
    ['ann@x.test Ann Lee'],
    ['Ann Lee, ann@x.test'],
    ['"Lee, Ann" <ann@x.test>'],
    ['Lee, Ann <ann@x.test>'],
    ['Ann\tLee\tann@x.test'],
    ['Ann Lee <mailto:ann@x.test>'],
  ])('may have names: %s', (text) => {
    expect(people(text)).toEqual([['ann@x.test', 'Ann', 'Lee']]);
    expect(faults(text)).toEqual([]);
  });

  it('may have names of several words, and some of a list have none', () => {
    expect(people('Ann van der Berg <ann@x.test>, bob@x.test; Cy <cy@x.test>')).toEqual([
      ['ann@x.test', 'Ann', 'van der Berg'],
      ['bob@x.test', '', ''],
      ['cy@x.test', 'Cy', ''],
    ]);
  });

  it('keep their address as it is written, and are the same whatever its case', () => {
    expect(people('Ann.Lee@X.test')).toEqual([['Ann.Lee@X.test', '', '']]);
    expect(faults('ann@x.test\nANN@X.test')).toEqual([['ANN@X.test', 'portal-users.people.twice']]);
  });

  it('are refused piece by piece', () => {
    expect(faults('ann@, bob\nok@x.test, Cy')).toEqual([
      ['ann@', 'portal-users.people.badEmail'],
      ['bob', 'portal-users.people.noEmail'],
      ['Cy', 'portal-users.people.noEmail'],
    ]);
    expect(faults('ann@x.test <bob@x.test')).toEqual([['<bob@x.test', 'portal-users.people.badEmail']]);
  });

  it('are so many at once and no more', () => {
    const many = Array.from({ length: MOST_PEOPLE + 1 }, (_, index) => `a${index}@x.test`).join('\n');
    expect(faults(many)).toEqual([['', 'portal-users.people.tooMany']]);
  });
});
