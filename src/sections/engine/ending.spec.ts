import { describe, expect, it } from '@jest/globals';
import { readMessages, Words } from '../../platform/pages/words.js';
import { fieldCell } from './field.cells.js';
import { endingText } from './ending.js';
import { shownFields } from '../sales/sales.fields.js';

const words = new Words(readMessages('messages/en'));

describe('when something ends', () => {
  it.each([
    ['2026-03-24', 'Ends in 20 days, on Tue 24 Mar 2026.'],
    ['2026-03-05', 'Ends in 1 day, on Thu 5 Mar 2026.'],
    ['2026-03-04', 'Ends today.'],
    ['2026-03-03', 'Ended yesterday, on Tue 3 Mar 2026.'],
    ['2026-03-02', 'Ended 2 days ago, on Mon 2 Mar 2026.'],
  ])('on %s, people read: %s', (day, said) => {
    expect(words.say(endingText(day, '2026-03-04'))).toBe(said);
  });

  it('is a number of days in lists, and today where there are none left', () => {
    const endsIn = shownFields.find(({ name }) => name === 'endsIn');
    const shown = (days: number) => endsIn && fieldCell('sales', endsIn, { endsIn: days });
    const today = shown(0);
    expect(today?.kind === 'words' && words.say(today.value)).toBe('Today');
    expect(shown(3)).toEqual({ kind: 'number', value: 3 });
  });
});
