import { describe, expect, it } from '@jest/globals';
import { cleanReference, cleanText } from './typed-text.js';

describe('a text that somebody typed or pasted', () => {
  it.each([
    [' two\r\nlines\tand a tab ', 'two\nlines\tand a tab'],
    ['Skip\u0000\u0007\u000b hire', 'Skip hire'],
    ['\u200b \u2060\ufeff', ''],
    ['👩\u200d🔧 Jo', '👩\u200d🔧 Jo'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['e\u0301', 'é'],
    [['no', 'text'], ''],
  ])('%j is %j', (typed, text) => expect(cleanText(typed)).toBe(text));

  it.each([
    ['\u202aJ-1\u202c', 'J-1'],
    ['J\u00ad-\u200b1 ', 'J-1'],
    ['👩\u200d🔧', '👩\u200d🔧'],
  ])('as a reference %j is %j', (typed, reference) => expect(cleanReference(typed)).toBe(reference));
});
