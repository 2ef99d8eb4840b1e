import { describe, expect, it } from '@jest/globals';
import { FilterValues } from './filter.values.js';

describe('values of filters', () => {
  const of = (text: string, read: (text: string) => string | undefined) => {
    const values = new FilterValues(() => text);
    return { value: values.of('price', read, 'sections.filters.wrong.money'), ...values };
  };

  it('are read, or said to be wrong and shown again', () => {
    expect(of('12', (text) => text)).toMatchObject({ value: '12', faults: {} });
    expect(of('twelve', () => undefined)).toMatchObject({
      value: undefined,
      faults: { price: { key: 'sections.filters.wrong.money' } },
      typed: { price: 'twelve' },
    });
  });

  it('are not even looked at where they are longer than anybody types', () => {
    const looked: string[] = [];
    const long = of('1'.repeat(201), (text) => {
      looked.push(text);
      return text;
    });
    expect(long).toMatchObject({ value: undefined, typed: { price: '1'.repeat(200) } });
    expect(looked).toEqual([]);
  });
});
