import { describe, expect, it } from '@jest/globals';
import { isSetUpCode, setUpCode } from './set-up.code.js';

const key = 'a secret key of thirty-two characters';

describe('the one-time code', () => {
  it('is the same in every process of one installation, and of no other', () => {
    const code = setUpCode(key, 'portico 16384');
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(setUpCode(key, 'portico 16384')).toBe(code);
    expect(setUpCode(key, 'portico 16999')).not.toBe(code);
    expect(setUpCode(`${key}!`, 'portico 16384')).not.toBe(code);
  });

  it('is known however somebody writes it down', () => {
    const code = setUpCode(key, 'db');
    for (const written of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      ` ${code.replaceAll('-', '')} `,
    ]) {
      expect(isSetUpCode(written, [key], 'db')).toBe(true);
    }
    const misread = code.replaceAll('0', 'o').replaceAll('1', 'l');
    expect(isSetUpCode(misread, [key], 'db')).toBe(true);
  });

  it('is nothing else', () => {
    for (const wrong of [
      '',
      '-',
      setUpCode(key, 'another'),
      setUpCode(key, 'db').slice(1),
      'x'.repeat(100),
    ]) {
      expect(isSetUpCode(wrong, [key], 'db')).toBe(false);
    }
  });

  it('outlives a new secret key as long as the old one still verifies', () => {
    expect(isSetUpCode(setUpCode(key, 'db'), ['a newer secret key of many characters', key], 'db')).toBe(
      true,
    );
  });
});
