import { describe, expect, it } from '@jest/globals';
import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { placeFields } from './place.fields.js';

const choice = (value: string) => ({ value, label: verbatim(value) });
const two = [choice('a'), choice('b')];
const nothing = { value: undefined };
const values = (fields: readonly object[]) =>
  fields.map((one) => {
    const {
      name,
      type,
      value,
      options = [],
    } = one as {
      name: string;
      type: string;
      value: string;
      options?: readonly { value: string }[];
    };
    return [name, type, value, options.map((option) => option.value).join(',')];
  });

describe('customer and site above a list or a report', () => {
  it('are chosen where there is a choice; what the form does not offer stays as it is', () => {
    const { fields, hidden } = placeFields(
      { customer: { value: 'b' }, site: { value: 's' } },
      { customers: two, sites: [choice('s')] },
    );
    expect(values(fields)).toEqual([['customer', 'select', 'b', ',a,b']]);
    expect(hidden).toEqual([{ name: 'site', value: 's' }]);
  });

  it('are named where there are too many, by the reference of the one that is meant or as it was typed', () => {
    const offers = { customers: [choice('id')], customerTyped: 'ACME', sites: [], siteTyped: '' };
    expect(values(placeFields({ customer: { value: 'id' }, site: nothing }, offers).fields)).toEqual([
      ['customer', 'text', 'ACME', ''],
      ['site', 'text', '', ''],
    ]);
    const error = say('sections.filters.wrong.site');
    const wrong = placeFields({ customer: nothing, site: { ...nothing, typed: 'Nowhere', error } }, offers);
    expect(wrong.fields[1]).toMatchObject({ value: 'Nowhere', error });
  });

  it('keep one that is asked for and not offered', () => {
    const { fields } = placeFields(
      { customer: { value: 'gone' }, site: nothing },
      { customers: two, sites: [] },
    );
    expect(values(fields)).toEqual([['customer', 'select', 'gone', ',a,b,gone']]);
  });
});
