import { describe, expect, it } from '@jest/globals';
import { disposition, sentName, shownName } from './file.name.js';

describe('the name that a file is sent under', () => {
  it('is that of the header in its exact form, then in its plain one, then that of the address', () => {
    expect(sentName(`attachment; filename="a.pdf"; filename*=UTF-8''n%C3%B6te.pdf`, 'q.pdf')).toBe(
      'nöte.pdf',
    );
    expect(sentName('attachment; filename="say \\"hi\\".pdf"', undefined)).toBe('say "hi".pdf');
    expect(sentName('attachment; filename=plain.pdf', undefined)).toBe('plain.pdf');
    expect(sentName(Buffer.from('inline; filename="café.pdf"').toString('latin1'), undefined)).toBe(
      'café.pdf',
    );
    expect(sentName(`attachment; filename*=UTF-8''%E9.pdf; filename=other.pdf`, undefined)).toBe('other.pdf');
    expect(sentName(undefined, ' note.pdf ')).toBe('note.pdf');
    expect(sentName('inline', undefined)).toBeUndefined();
    expect(sentName(undefined, ['a', 'b'])).toBeUndefined();
  });

  it('is shown as it was sent, without what would turn or break the line', () => {
    expect(shownName('../../x')).toBe('../../x');
    expect(shownName('a\r\nSet-Cookie: b=c\u0000.pdf')).toBe('aSet-Cookie: b=c.pdf');
    expect(shownName('invoice\u202efdp.exe')).toBe('invoicefdp.exe');
    expect([...shownName('🗎'.repeat(300))]).toHaveLength(200);
  });
});

describe('the name that a file is saved under', () => {
  const saved = (name: string, type = 'application/pdf') =>
    /filename="([^"]*)"; filename\*=UTF-8''(.*)$/.exec(disposition('attachment', name, type))?.slice(1);

  it('leads nowhere and ends as its type does', () => {
    expect(saved('../../x')).toEqual(['x.pdf', 'x.pdf']);
    expect(saved('..\\..\\windows\\x.pdf')).toEqual(['windows_x.pdf', 'windows_x.pdf']);
    expect(saved('note.exe')).toEqual(['note.exe.pdf', 'note.exe.pdf']);
    expect(saved('photo.JPEG', 'image/jpeg')).toEqual(['photo.JPEG', 'photo.JPEG']);
    expect(saved('...')).toEqual(['document.pdf', 'document.pdf']);
  });

  it('stands in the header for old readers and new', () => {
    expect(disposition('inline', 'Überlass (1)’s.pdf', 'application/pdf')).toBe(
      `inline; filename="Uberlass (1)s.pdf"; filename*=UTF-8''%C3%9Cberlass%20%281%29%E2%80%99s.pdf`,
    );
    expect(saved('a"b%41.pdf')).toEqual(['a_b_41.pdf', 'a_b%2541.pdf']);
    expect(saved('廃棄物')?.[0]).toBe('document.pdf');
  });
});
