import { describe, expect, it } from '@jest/globals';
import { shownName } from './imports.upload.js';

describe('the name of an upload', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['returns 2026.csv', 'returns 2026.csv'],
    ['a\u0000b\u202Egpj.csv', 'abgpj.csv'],
    ['../', 'file'],
    ['', 'file'],
  ])('%j is shown as %j', (name, shown) => expect(shownName(name)).toBe(shown));

  it('is not endless', () => expect(shownName('x'.repeat(1000))).toHaveLength(200));
});
