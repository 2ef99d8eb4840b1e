import { describe, expect, it } from '@jest/globals';
import { outcome } from './outcome.fixture.js';
import { booleanParser, choiceParser, integerParser, referenceParser, textParser } from './value.words.js';

describe('words', () => {
  it('yes and no in the usual ways', () => {
    expect(['Yes', 'N', '1', 'FALSE', 'x', 'maybe'].map((text) => outcome(booleanParser(text)))).toEqual([
      true,
      false,
      true,
      false,
      true,
      'boolean',
    ]);
  });

  it('a choice in any letter case and spacing, else the choices are said', () => {
    const status = choiceParser(['planned', 'in-progress']);
    expect(['PLANNED', 'In progress', 'in_progress'].map((text) => outcome(status(text)))).toEqual([
      'planned',
      'in-progress',
      'in-progress',
    ]);
    expect(status('Done')).toEqual({
      problem: { key: 'imports.value.choice', values: { choices: 'planned, in-progress' } },
    });
  });

  it('a choice by what people call it, unless two are called so', () => {
    const words = { 'subcontractor-licence': 'Master licence', a: 'Other', b: 'other', none: 'A' };
    const kind = choiceParser(['subcontractor-licence', 'a', 'b', 'none'], words);
    expect(
      ['master LICENCE', 'subcontractor-licence', 'Other', 'A'].map((text) => outcome(kind(text))),
    ).toEqual(['subcontractor-licence', 'subcontractor-licence', 'choice', 'a']);
  });

  it('whole numbers', () => {
    expect(['12', '12.0', '1,200', '12.5', 'two'].map((text) => outcome(integerParser('.')(text)))).toEqual([
      12,
      12,
      1200,
      'integer',
      'number',
    ]);
  });

  it('text and references in one Unicode form, without control characters', () => {
    expect(outcome(textParser('Cafe\u0301\nBar'))).toBe('Café\nBar');
    expect(outcome(textParser('a\u0000b'))).toBe('control');
    expect(outcome(referenceParser('WTN/1 é'))).toBe('WTN/1 é');
    expect(outcome(referenceParser('a\tb'))).toBe('control');
    expect(outcome(referenceParser('x'.repeat(201)))).toBe('referenceTooLong');
  });
});
