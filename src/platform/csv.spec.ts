import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

describe('a line of a CSV file', () => {
  it('quotes what would break it', () => {
    expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines'])).toBe('a,"b,c","say ""hi""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', '\r=1'])('runs nothing: %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves an amount below zero a number', () => {
    expect(csvLine([{ number: '-120.00' }, '-120.00'])).toBe("-120.00,'-120.00\r\n");
  });
});
