import { describe, expect, it } from '@jest/globals';
import { bindMap } from './import.bind.js';
import { parseMap, readMap } from './import.map.js';
import { JOB_FIELDS } from './job-fields.fixture.js';

const needed = { reference: '{No}', customer: 'ACME', date: '2024-01-01', status: 'completed' };
const item = { 'wasteItems[].ewcCodes': '{Code}', 'wasteItems[].weight': '{Kg} kg' };
const faults = (written: unknown, columns?: readonly string[]): Record<string, string> => {
  try {
    const map = readMap(written, JOB_FIELDS);
    if (columns) bindMap(map, JOB_FIELDS, columns);
  } catch (error) {
    const { fields } = error as { fields: Record<string, { key: string; values?: Record<string, string> }> };
    return Object.fromEntries(
      Object.entries(fields).map(([key, text]) => [
        key,
        [text.key.replace('imports.map.', ''), text.values?.near].filter(Boolean).join(' > '),
      ]),
    );
  }
  return {};
};

describe('a map that fits', () => {
  it('is short where nothing special is wanted', () => {
    expect(faults({ fields: { ...needed, ...item } }, ['No', 'Code', 'Kg'])).toEqual({});
  });

  it('says what is special', () => {
    const map = {
      delimiter: 'tab',
      encoding: 'windows-1252',
      headerRow: 2,
      dateFormat: 'dd/mm/yyyy',
      decimal: ',',
      currency: 'eur',
      unknownCustomers: 'create',
      unknownSites: { name: '{Site}', kind: 'static' },
      groupBy: 'reference',
      fields: {
        ...needed,
        price: { column: 'Price', currency: 'GBP', default: 0 },
        status: { column: 'State', values: { Done: 'completed', '*': 'scheduled' } },
        'wasteItems[1].ewcCodes': { template: '{Code}' },
        'wasteItems[1].weight': { column: 'Kg', unit: 'tonnes' },
        'wasteItems[1].estimated': true,
        'wasteItems[1].containerCount': 2,
      },
    };
    const read = readMap(map, JOB_FIELDS);
    expect(read).toMatchObject({
      table: { delimiter: '\t', encoding: 'windows-1252', headerRow: 2 },
      dateFormat: 'dd/mm/yyyy',
      decimal: ',',
      currency: 'EUR',
      unknownCustomers: {},
      unknownSites: { name: { template: [{ column: 'Site' }] }, kind: { template: [{ text: 'static' }] } },
      groupBy: 'reference',
    });
    expect(read.fields['wasteItems[1].weight']).toMatchObject({ unit: 't' });
    expect(faults(map, ['No', 'Site', 'Price', 'State', 'Code', 'Kg'])).toEqual({});
  });

  it('finds columns in any letter case, with any white space, and by their place', () => {
    const fields = { ...needed, reference: '{job   NUMBER}-{#3}-{#row}' };
    expect(faults({ fields }, ['Job number', 'b', 'c'])).toEqual({});
  });

  it('writes a brace as two', () => {
    const map = readMap({ fields: { ...needed, reference: '{{{No}}}' } }, JOB_FIELDS);
    expect(map.fields.reference?.template).toEqual([{ text: '{' }, { column: 'No' }, { text: '}' }]);
  });
});

describe('a map that does not fit', () => {
  it('has every wrong key named at once, with what was probably meant', () => {
    expect(
      faults({
        headrow: 2,
        delimiter: '#',
        encoding: 'klingon',
        headerRow: 0,
        dateFormat: 'dd/mm',
        decimal: 'point',
        currency: 'POUNDS',
        unknownCustomers: 'invent',
        unknownSites: { nme: 'x' },
        groupBy: 'customer',
        fields: {
          ...needed,
          stauts: 'completed',
          'wasteItems[].weight': '{Kg}',
          crew: { column: 'A', template: '{B}' },
          price: { column: 'A', curency: 'GBP' },
          site: '{Site',
          'wasteItems[].containerCount': { column: 'A', values: 'x' },
          'wasteItems[].estimated': null,
          'wasteItems[].fates[].weight': { column: 'A', unit: 'tons' },
        },
      }),
    ).toEqual({
      headrow: 'unknownKeyNear > headerRow',
      delimiter: 'delimiter',
      encoding: 'encoding',
      headerRow: 'headerRow',
      dateFormat: 'dateFormat',
      decimal: 'decimal',
      currency: 'currency',
      unknownCustomers: 'unknownPlaces',
      'unknownSites.nme': 'unknownKeyNear > name',
      groupBy: 'groupBy',
      'fields.stauts': 'unknownFieldNear > status',
      'fields.wasteItems[].weight': 'needsUnit',
      'fields.crew': 'oneSource',
      'fields.price.curency': 'unknownKeyNear > currency',
      'fields.site': 'brace',
      'fields.wasteItems[].containerCount.values': 'values',
      'fields.wasteItems[].estimated': 'text',
      'fields.wasteItems[].fates[].weight.unit': 'unit',
      'fields.wasteItems[].ewcCodes': 'missing',
      'fields.wasteItems[].fates[].code': 'missing',
    });
  });

  it('lacks a needed field of the record, of a child, and of what the child stands in', () => {
    expect(faults({ fields: {} })).toEqual({
      'fields.reference': 'missing',
      'fields.customer': 'missing',
      'fields.date': 'missing',
    });
    expect(faults({ fields: { ...needed, 'wasteItems[3].fates[].code': '{F}' } })).toEqual({
      'fields.wasteItems[3].ewcCodes': 'missing',
      'fields.wasteItems[3].weight': 'missing',
      'fields.wasteItems[3].fates[].weight': 'missing',
    });
  });

  it('names columns that the file does not have', () => {
    const fields = { ...needed, customer: '{Operater} {Zzzzzz}', crew: { column: '#9' } };
    expect(faults({ fields, unknownSites: { name: '{Sit}' } }, ['No', 'Operator', 'Site'])).toEqual({
      'fields.customer': 'unknownColumnNear > Operator',
      'fields.crew': 'unknownColumn',
      'unknownSites.name': 'unknownColumnNear > Site',
    });
  });

  it('cannot hide a key behind what every object has', () => {
    const map = JSON.parse('{"__proto__": {}, "constructor": 1}') as object;
    expect(Object.keys(faults(map))).toEqual(['__proto__', 'constructor', 'fields']);
  });

  it('is no object, or has no fields', () => {
    expect(faults(['x'])).toMatchObject({ map: 'object', fields: 'fields' });
    expect(faults({ fields: 'all' })).toMatchObject({ fields: 'fields' });
  });

  it('is no JSON: the line is named', () => {
    const key = (text: string) => {
      try {
        return parseMap(text);
      } catch (error) {
        return (error as { text: unknown }).text;
      }
    };
    expect(key('\uFEFF{"fields": {}}')).toEqual({ fields: {} });
    expect(key('{\n"fields": {\n"a" "b"}}')).toEqual({ key: 'imports.map.jsonAt', values: { line: 3 } });
    expect(key('')).toEqual({ key: 'imports.map.json' });
  });
});
