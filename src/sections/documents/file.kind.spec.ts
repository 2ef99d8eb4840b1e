import { describe, expect, it } from '@jest/globals';
import { declaredType, mediaTypeOf } from './file.kind.js';

describe('the kind of a file', () => {
  it('is told by how it begins', () => {
    expect(mediaTypeOf(Buffer.from('%PDF-1.7\n'))).toBe('application/pdf');
    expect(mediaTypeOf(Buffer.from('\u{feff}\r\n%PDF-1.4'))).toBe('application/pdf');
    expect(mediaTypeOf(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('image/png');
    expect(mediaTypeOf(Buffer.from('ffd8ffe000104a46', 'hex'))).toBe('image/jpeg');
  });

  it('is none for whatever might run, or is half a beginning', () => {
    const strangers = ['<html>%PDF-1.7', '<svg xmlns=""/>', 'PK\u0003\u0004', 'MZ', '%PDF', '\u0089PNG', ''];
    for (const text of strangers)
      expect([text, mediaTypeOf(Buffer.from(text, 'latin1'))]).toEqual([text, undefined]);
  });

  it('may be declared, or left to the bytes', () => {
    expect(declaredType('application/pdf; charset=binary')).toBe('application/pdf');
    expect(declaredType('IMAGE/JPG')).toBe('image/jpeg');
    expect(declaredType(undefined)).toBe('bytes');
    expect(declaredType('application/octet-stream')).toBe('bytes');
    expect(declaredType('text/html')).toBe('other');
    expect(declaredType('application/x-www-form-urlencoded')).toBe('other');
  });
});
