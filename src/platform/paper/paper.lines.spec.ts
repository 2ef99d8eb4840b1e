import { describe, expect, it } from '@jest/globals';
import { linesOf } from './paper.lines.js';
import { columnWidths } from './paper.widths.js';

/** A letter is one wide. */
const measure = (text: string) => [...text].length;
const lines = (text: string, width: number) => linesOf(text, width, measure);

describe('lines', () => {
  it('break at spaces, after hyphens and slashes, and where somebody began a new one', () => {
    expect(lines('one two three', 8)).toEqual(['one two', 'three']);
    expect(lines('WTN-2026/114', 6)).toEqual(['WTN-', '2026/', '114']);
    expect(lines('one\ntwo', 20)).toEqual(['one', 'two']);
    expect(lines('', 20)).toEqual(['']);
  });

  it('break a word that is wider than the line, and never half a sign', () => {
    expect(lines('ab 1234567890', 4)).toEqual(['ab', '1234', '5678', '90']);
    expect(lines('😀😀😀', 2)).toEqual(['😀😀', '😀']);
    expect(lines('wide', 0.5)).toEqual(['w', 'i', 'd', 'e']);
  });

  it('leave nothing out but the space at which they break', () => {
    const text = 'The quick-brown fox/jumps   over averyveryverylongword (again)';
    for (let width = 1; width < 70; width++)
      expect(lines(text, width).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});

describe('widths of columns', () => {
  const sum = (numbers: readonly number[]) => Math.round(numbers.reduce((all, one) => all + one, 0));

  it('fill the room, whether there is too much of it or too little', () => {
    const wishes = [
      { least: 10, wanted: 20 },
      { least: 30, wanted: 200 },
      { least: 5, wanted: 5 },
    ];
    for (const room of [20, 60, 150, 225, 500]) expect(sum(columnWidths(wishes, room))).toBe(room);
    expect(columnWidths(wishes, 240)).toEqual([25, 205, 10]);
  });

  it('give each its longest word while there is room, and what is left to who wants more', () => {
    const [narrow = 0, wide = 0] = columnWidths(
      [
        { least: 20, wanted: 25 },
        { least: 20, wanted: 400 },
      ],
      100,
    );
    expect(narrow).toBeGreaterThanOrEqual(20);
    expect(wide).toBeGreaterThan(70);
  });
});
