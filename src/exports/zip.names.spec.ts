import { describe, expect, it } from '@jest/globals';
import { entryNames } from './zip.names.js';

const pdf = (reference: string, name: string) => ({
  reference,
  file: { name, mediaType: 'application/pdf' },
});

describe('names in a ZIP', () => {
  it('say the reference, and lead to no folder', () => {
    const name = entryNames();
    expect(name(pdf('WTN/1', 'note.pdf'))).toBe('WTN_1 note.pdf');
    expect(name(pdf('WTN/1', 'WTN/1.pdf'))).toBe('WTN_1.pdf');
    expect(name(pdf('RET-26-1', 'RET_26_1.pdf'))).toBe('RET_26_1.pdf');
    expect(name(pdf('RET-26-1', 'RET-26-12.pdf'))).toBe('RET-26-1 RET-26-12.pdf');
    expect(name(pdf('../..', 'C:\\x.exe'))).toBe('C__x.exe.pdf');
  });

  it('are all different, whatever the capitals, and never the index', () => {
    const name = entryNames();
    const same = [pdf('A', 'A.pdf'), pdf('a', 'a.pdf'), pdf('A', 'A.PDF')].map(name);
    expect(same.map((one) => one.toLowerCase())).toEqual(['a.pdf', 'a (2).pdf', 'a (3).pdf']);
  });

  it('are short enough to be unpacked', () => {
    expect(entryNames()(pdf('R'.repeat(200), `${'n'.repeat(200)}.pdf`)).length).toBeLessThanOrEqual(160);
  });

  it('fit where a name has 255 bytes, whatever its letters, keep their ending, and stay apart', () => {
    const name = entryNames();
    for (const sign of ['ż', 'Ж', '日', '🗑']) {
      const long = {
        reference: sign.repeat(100),
        file: { name: `${sign.repeat(150)}.pdf`, mediaType: 'application/pdf' },
      };
      const names = Array.from({ length: 12 }, () => name(long));
      expect(new Set(names).size).toBe(12);
      for (const one of names) {
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255);
        expect(one).toMatch(/^\P{Cs}+\.pdf$/u);
      }
    }
  });
});
