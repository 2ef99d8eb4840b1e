import { describe, expect, it } from '@jest/globals';
import { fateGroup, isLandfill, parseFateCode } from './fate-code.js';

describe('a fate', () => {
  it.each([
    ['R4', 'R', 'R4', 'R4'],
    ['R04', 'R', 'R4', 'R04'],
    ['r 04', 'R', 'R4', 'r 04'],
    ['r-4', 'R', 'R4', 'r-4'],
    [' R13 ', 'R', 'R13', 'R13'],
    ['R\u00A010', 'R', 'R10', 'R 10'],
    ['D09', 'D', 'D9', 'D09'],
    ['d15', 'D', 'D15', 'd15'],
    ['R03.01.03', 'R', 'R3', 'R03.01.03'],
    ['R10.01', 'R', 'R10', 'R10.01'],
    ['D01.02', 'D', 'D1', 'D01.02'],
  ])('%j counts as its operation and keeps its text', (written, kind, code, text) => {
    expect(parseFateCode(written)).toEqual({ kind, code, text });
  });

  it.each(['NS', 'OF', 'R14', 'R0', 'R00', 'D16', 'D99', 'R', 'R3A', 'R3/R4', 'R1-R10', 'Reuse', 'X4'])(
    '%j is kept as text and not yet known',
    (text) => {
      expect(parseFateCode(text)).toEqual({ kind: 'other', code: null, text });
    },
  );

  it.each([
    ['', 'fate-missing'],
    [' \u00A0', 'fate-missing'],
    ['-', 'fate-malformed'],
    ['???', 'fate-malformed'],
    ['3', 'fate-malformed'],
    ['12.5', 'fate-malformed'],
    ['R4\u0000', 'fate-malformed'],
    ['Recovered '.repeat(10), 'fate-too-long'],
  ])('%j is refused: %s', (written, problem) => {
    expect(parseFateCode(written)).toEqual({ problem });
  });

  it.each([
    ['recycling', ['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R11']],
    ['energy', ['R1']],
    ['other-recovery', ['R10']],
    ['interim', ['R12', 'R13', 'D13', 'D14', 'D15']],
    ['disposal', ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12']],
    ['unknown', [null, '', 'R0', 'R14', 'D16', 'NS', 'R04']],
  ])('counts as %s', (group, codes) => {
    expect(codes.map(fateGroup)).toEqual(codes.map(() => group));
  });

  it('is landfill for D1 and D5 only', () => {
    expect(['D1', 'D5', 'D2', 'D10', 'R1', null].map(isLandfill)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
