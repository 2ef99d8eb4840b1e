import { describe, expect, it } from '@jest/globals';
import { verbatim } from '../pages/words.js';
import { rowAnswers, sentRows, shownRows, type RowList } from './form-rows.js';

const CONTACTS: RowList<'name' | 'phone'> = { name: 'contacts', fields: ['name', 'phone'], most: 3 };

describe('rows of a form', () => {
  it('are read at their places, up to the last that holds something', () => {
    const sent = {
      'contacts-1-name': ' Ruth ',
      'contacts-1-phone': ['no text'],
      'contacts-7-name': 'beyond',
    };
    expect(sentRows(CONTACTS, sent)).toEqual([
      { name: '', phone: '' },
      { name: 'Ruth', phone: '' },
    ]);
    expect(sentRows(CONTACTS, {})).toEqual([]);
  });

  it('are answers by themselves, every place', () => {
    const answers = rowAnswers(CONTACTS, [{ name: 'Ruth', phone: '1' }]);
    expect(Object.keys(answers)).toHaveLength(6);
    expect(sentRows(CONTACTS, answers)).toEqual([{ name: 'Ruth', phone: '1' }]);
  });

  it('are shown with one more to add to, no more than there may be, and faults at their fields', () => {
    const shown = (count: number) =>
      shownRows(
        CONTACTS,
        rowAnswers(
          CONTACTS,
          Array.from({ length: count }, () => ({ name: 'R', phone: '' })),
        ),
        { 'contacts-0-phone': 'wrong' },
        (name) => ({ label: verbatim(name) }),
      );
    expect(shown(0)).toHaveLength(2);
    expect(shown(2)).toHaveLength(3);
    expect(shown(3)).toHaveLength(3);
    expect(shown(1)[0]).toEqual({
      number: 1,
      fields: [
        { label: verbatim('name'), name: 'contacts-0-name', value: 'R', error: undefined },
        { label: verbatim('phone'), name: 'contacts-0-phone', value: '', error: 'wrong' },
      ],
    });
  });
});
