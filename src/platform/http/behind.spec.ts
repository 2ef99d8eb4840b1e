import { describe, expect, it } from '@jest/globals';
import { meet, packAnswers, unpackAnswers } from './behind.js';

const nameOf = (field: string) => field.toUpperCase();
const shown = { enabled: false, colour: 'red', phone: '1' };

describe('a form that meets somebody else’s change', () => {
  it('takes their change where the person touched nothing, and marks it', () => {
    const { answers, marks } = meet(shown, { ...shown, enabled: true }, shown, nameOf);
    expect(answers).toEqual({ ...shown, enabled: true });
    expect(marks).toEqual({ enabled: { key: 'platform.behind.on', values: { name: 'ENABLED' } } });
  });

  it('keeps what the person changed, unmarked where nobody else did', () => {
    const { answers, marks } = meet(shown, { ...shown, phone: '2' }, { ...shown, colour: 'blue' }, nameOf);
    expect(answers).toEqual({ enabled: false, colour: 'blue', phone: '2' });
    expect(Object.keys(marks)).toEqual(['phone']);
  });

  it('keeps the person’s own where both changed the same, and says what the other made of it', () => {
    const { answers, marks } = meet(
      shown,
      { ...shown, colour: 'green', phone: '' },
      { ...shown, colour: 'blue' },
      nameOf,
    );
    expect(answers).toEqual({ enabled: false, colour: 'blue', phone: '' });
    expect(marks).toEqual({
      colour: { key: 'platform.behind.changed', values: { name: 'COLOUR', value: 'green' } },
      phone: { key: 'platform.behind.emptied', values: { name: 'PHONE' } },
    });
  });

  it('without knowing what was shown keeps what was sent and marks every difference', () => {
    const { answers, marks } = meet(undefined, shown, { ...shown, colour: 'blue' }, nameOf);
    expect(answers['colour']).toBe('blue');
    expect(Object.keys(marks)).toEqual(['colour']);
  });
});

describe('the answers in a hidden field', () => {
  it('come back as they were', () => expect(unpackAnswers(packAnswers(shown))).toEqual(shown));

  it('come back also when a form asks about thousands of sites', () => {
    const sites = Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [
        `sites.01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
        n % 2 > 0,
      ]),
    );
    expect(Object.keys(unpackAnswers(packAnswers(sites)) ?? {})).toHaveLength(5000);
  });

  it('count as unknown when somebody made them up', () => {
    for (const nonsense of [undefined, '', '{', '[]', 'null', '{"a":{}}', '"text"', 'x'.repeat(30_000)]) {
      expect(unpackAnswers(nonsense)).toBeUndefined();
    }
  });
});
