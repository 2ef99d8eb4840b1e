import { describe, expect, it } from '@jest/globals';
import { Invalid } from '../../platform/errors.js';
import { MOST_LINES, readList, writtenList } from './list.lines.js';

const people = (text: string, one: boolean) =>
  readList(text, one).map(({ line, reference, email, firstName, lastName, fault }) =>
    [line, reference, email, firstName, lastName, fault]
      .filter((part) => part !== '' && part !== null)
      .join(' '),
  );

describe('a list of one customer', () => {
  it('is written as people write', () => {
    expect(people('Ann Lee <ann@x.test>; bob@x.test\n\n"Reed, Cy" <cy@x.test>', true)).toEqual([
      '1 ann@x.test Ann Lee',
      '1 bob@x.test',
      '3 cy@x.test Cy Reed',
    ]);
  });

  it('is a table of addresses and names', () => {
    expect(people('ann@x.test,Ann,van der Berg\nbob@x.test,Bob,', true)).toEqual([
      '1 ann@x.test Ann van der Berg',
      '2 bob@x.test Bob',
    ]);
  });

  it('may name its columns, in any order', () => {
    const text = 'Surname;First name;E-mail address\nLee;Ann;ann@x.test\n"van ""den"" Berg";Bob;bob@x.test';
    expect(people(text, true)).toEqual(['2 ann@x.test Ann Lee', '3 bob@x.test Bob van "den" Berg']);
    expect(people('Name\tEmail\nAnn Lee\tann@x.test', true)).toEqual(['2 ann@x.test Ann Lee']);
  });

  it('names what is no address, and who is there twice, by their lines', () => {
    expect(people('ann@x.test\nbob\nANN@x.test\nann@x.test, ann@x.test', true)).toEqual([
      '1 ann@x.test',
      '2 bad-address',
      '3 ANN@x.test twice',
      '4 ann@x.test twice',
      '4 ann@x.test twice',
    ]);
  });
});

describe('a list of many customers', () => {
  it('names the customer in each line', () => {
    expect(people('A/1, ann@x.test, Ann, Lee\nB 2, ann@x.test\nA/1, ANN@X.test', false)).toEqual([
      '1 A/1 ann@x.test Ann Lee',
      '2 B 2 ann@x.test',
      '3 A/1 ANN@X.test twice',
    ]);
  });

  it('may name its columns and be parted by semicolons or tabs', () => {
    expect(people('Email;Customer reference\nann@x.test;A1', false)).toEqual(['2 A1 ann@x.test']);
    expect(people('account\temail\nA1\tann@x.test', false)).toEqual(['2 A1 ann@x.test']);
  });

  it('says where the customer or the address is missing', () => {
    expect(people(', ann@x.test\nA1\nA1, ann@', false)).toEqual([
      '1 ann@x.test no-customer',
      '2 A1 bad-address',
      '3 A1 ann@ bad-address',
    ]);
  });

  it('with a quotation mark that is never closed is refused with its line', () => {
    expect(() => readList('A1, ann@x.test\nB2, "bob@x.test\nC3, cy@x.test', false)).toThrow(Invalid);
  });
});

describe('a list', () => {
  it.each([
    ['Surname;First name;E-mail\nLee;Ann;ann@x.test\n;;bob\nx;y;cy@x.test', true],
    ['Ann Lee <ann@x.test>; bob@x.test, nobody', true],
    ['email;customer\nann@x.test;"A;1"\nbob;B', false],
  ])('written again is read as the same: %s', (text, one) => {
    const who = (lines: ReturnType<typeof readList>) =>
      lines.map(({ reference, email, firstName, lastName, fault }) =>
        fault === 'bad-address' ? fault : [reference, email, firstName, lastName, fault],
      );
    const first = readList(text, one);
    expect(who(readList(writtenList(first, one), one))).toEqual(who(first));
  });

  it('without anybody, or with too many, is refused', () => {
    for (const text of ['', ' \n\n ', 'email\n']) expect(() => readList(text, true)).toThrow(Invalid);
    const many = (count: number) => Array.from({ length: count }, (_, at) => `a${at}@x.test`).join('\n');
    expect(readList(many(MOST_LINES), true)).toHaveLength(MOST_LINES);
    expect(() => readList(many(MOST_LINES + 1), true)).toThrow(Invalid);
  });
});
