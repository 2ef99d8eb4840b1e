import { describe, expect, it } from '@jest/globals';
import { importOptions } from './import.options.js';

describe('the words after "import"', () => {
  it('name a section and a file; refused rows are written beside it', () => {
    expect(importOptions(['jobs', 'in/returns.csv'])).toEqual({
      section: 'jobs',
      file: 'in/returns.csv',
      map: undefined,
      dryRun: false,
      report: 'in/returns.csv.refused.csv',
    });
  });

  it('may name a map, a dry run and another report, in any order', () => {
    const words = ['--dry-run', 'jobs', '--map', 'm.json', 'a.csv', '--report=r.csv'];
    expect(importOptions(words)).toMatchObject({ map: 'm.json', dryRun: true, report: 'r.csv' });
  });

  it.each([
    [[]],
    [['jobs']],
    [['jobs', 'a.csv', 'b.csv']],
    [['jobs', 'a.csv', '--dry']],
    [['jobs', 'a', '--map']],
  ])('%j is answered with how it is written', (words) =>
    expect(() => importOptions(words)).toThrow('import <section> <file>'),
  );
});
