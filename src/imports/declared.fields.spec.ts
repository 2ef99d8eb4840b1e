import { describe, expect, it } from '@jest/globals';
import { customers } from '../sections/company/company.kind.js';
import { jobs } from '../sections/jobs/jobs.section.js';
import { RECORD_KINDS } from '../sections/sections.js';
import { readMessages, readTradeWords, Words } from '../platform/pages/words.js';
import { declaredFields, spokenFields } from './declared.fields.js';
import { choiceParser } from './value.words.js';
import { propertyOf } from './import.fields.js';

const named = (kind: Parameters<typeof declaredFields>[0]) =>
  new Map(declaredFields(kind).map((field) => [field.path, field]));

describe('the fields of an import', () => {
  it('are those of a job, its waste items and their fates', () => {
    const fields = named(jobs);
    expect(fields.get('reference')).toMatchObject({ kind: 'reference', required: true });
    expect(fields.get('site')).toMatchObject({ kind: 'reference' });
    expect(fields.get('site')?.required).toBeUndefined();
    expect(fields.get('price')).toMatchObject({ kind: 'money' });
    expect(fields.get('status')?.choices).toContain('completed');
    expect(fields.get('wasteItems[].ewcCodes')).toMatchObject({ kind: 'ewc', required: true });
    expect(fields.get('wasteItems[].containerCount')).toMatchObject({ kind: 'integer' });
    expect(fields.get('wasteItems[].physicalForm')?.choices).not.toContain('');
    expect(fields.get('wasteItems[].fates[].code')).toMatchObject({ kind: 'fate', opens: true });
    const weight = fields.get('wasteItems[].fates[].weight');
    expect(weight).toMatchObject({ kind: 'weight', required: true });
    expect(weight && propertyOf(weight)).toBe('weightGrams');
  });

  it('leave out what nobody writes', () => {
    expect([...named(jobs).keys()]).not.toContain('waste');
    expect([...named(jobs).keys()]).not.toContain('weight');
  });

  it('call each choice otherwise, so that what is exported can be imported', () => {
    const words = new Words(readMessages('messages/en'), 'en-GB', true, readTradeWords('messages/en'));
    const faults = ['', 'waste', 'pool', 'guarding', 'orders'].flatMap((trade) => {
      words.speakAs(trade);
      return [customers, ...RECORD_KINDS].flatMap((kind) =>
        spokenFields(kind, words).flatMap(({ path, choices = [], choiceWords = {} }) =>
          choices
            .filter((choice) => {
              const read = choiceParser(choices, choiceWords)(choiceWords[choice] ?? choice);
              return 'problem' in read || read.value !== choice;
            })
            .map((choice) => `${trade} ${kind.collection} ${path} ${choice}`),
        ),
      );
    });
    expect(faults).toEqual([]);
  });

  it('are there for customers and every section, each with a reference', () => {
    for (const kind of [customers, ...RECORD_KINDS])
      expect(named(kind).get('reference')?.required).toBe(true);
    expect(named(customers).get('name')).toMatchObject({ kind: 'text', required: true });
  });
});
