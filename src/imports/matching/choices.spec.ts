import { describe, expect, it } from '@jest/globals';
import { JOB_FIELDS } from '../job-fields.fixture.js';
import { choiceOf, columnChoice, PLACES } from './field.choice.js';
import { declaredFields } from '../declared.fields.js';
import { targetOf } from '../import.targets.js';
import { fieldAt, listPaths, nameOf, pathOf, withAnother } from './match.names.js';
import { writtenOf } from './written.choice.js';

const COLUMNS = ['Permit', 'Site {Name}', 'Tonnes', 'Unit', 'State'];
const both = (path: string, written: unknown) => {
  const field = fieldAt(path, JOB_FIELDS);
  if (!field) throw new Error(path);
  const choice = choiceOf(written, field, COLUMNS);
  return { choice, again: writtenOf(choice, field, COLUMNS, written) };
};

describe('a map and the choices of a page say the same', () => {
  it.each([
    ['reference', '{Permit}', { from: columnChoice(0) }],
    ['reference', '{Permit}-{#row}', { from: columnChoice(0), then: PLACES.row }],
    ['reference', 'EA-{#row}', { from: PLACES.same, text: 'EA', then: PLACES.row }],
    ['reference', '{#row}', { from: PLACES.row }],
    ['site', '{Permit} / {#2}', { from: columnChoice(0), then: columnChoice(1) }],
    ['site', '{#2}', { from: columnChoice(1) }],
    ['date', '2019-12-31', { from: PLACES.same, text: '2019-12-31' }],
    ['notes', { constant: 'with {braces}' }, { from: PLACES.same, text: 'with {braces}' }],
    [
      'status',
      { column: 'State', values: { Done: 'completed', '*': 'scheduled' } },
      { from: columnChoice(4) },
    ],
    ['status', { column: 'State', default: 'completed' }, { from: columnChoice(4) }],
    ['wasteItems[].weight', { column: 'Tonnes', unit: 't' }, { from: columnChoice(2), unit: 't' }],
    ['wasteItems[3].weight', { column: 'Tonnes', unit: 'cell' }, { from: columnChoice(2), unit: 'cell' }],
    ['wasteItems[].weight', '{Tonnes} {Unit}', { from: columnChoice(2), unit: columnChoice(3) }],
  ])('%s: %j', (path, written, choice) => {
    const { choice: read, again } = both(path, written);
    expect(read).toMatchObject(choice);
    expect(again).toEqual(written);
  });

  it.each([
    ['gross', '{Permit}', { from: columnChoice(0), unit: '', currency: '' }],
    ['gross', { column: 'Permit', unit: 'minor' }, { unit: 'minor' }],
    ['gross', { column: 'Permit', currency: '{Unit}' }, { currency: columnChoice(3) }],
    ['gross', { column: 'Permit', currency: 'USD' }, { currency: '' }],
    ['lines[].unitAmount', { column: 'Permit', unit: 'amount' }, { unit: '' }],
    ['lines[].unitAmount', '{Permit}', { from: columnChoice(0), unit: 'minor' }],
    ['lines[].unitAmount', '5000', { from: PLACES.kept }],
  ])('of amounts, %s: %j', (path, written, choice) => {
    const field = fieldAt(path, declaredFields(targetOf('invoices').kind));
    if (!field) throw new Error(path);
    const read = choiceOf(written, field, COLUMNS);
    expect(read).toMatchObject(choice);
    expect(writtenOf(read, field, COLUMNS, written)).toEqual(written);
  });

  it.each([
    ['reference', 'EA-{Permit}-{#row}'],
    ['service', '{Permit} {State}'],
    ['site', '{Permit}:{State}'],
    ['customer', '{Nobody}'],
    ['wasteItems[].weight', '{Tonnes} t'],
    ['site', { template: '{Permit} / {State}', values: { a: 'b' } }],
  ])('what choices cannot say is kept as it is: %s %j', (path, written) => {
    const { choice, again } = both(path, written);
    expect([choice.from, again]).toEqual([PLACES.kept, written]);
  });

  it('what was said of one column is not taken over to another', () => {
    const field = fieldAt('status', JOB_FIELDS) as NonNullable<ReturnType<typeof fieldAt>>;
    const before = { column: 'State', default: 'completed' };
    const choice = { ...choiceOf(before, field, COLUMNS), from: columnChoice(0) };
    expect(writtenOf(choice, field, COLUMNS, before)).toBe('{Permit}');
  });
});

describe('the names of a form', () => {
  it.each(['reference', 'wasteItems[].weight', 'wasteItems[12].fates[].code', 'wasteItems[0].fates[1].code'])(
    'stand for paths: %s',
    (path) => expect(pathOf(nameOf(path), JOB_FIELDS)).toBe(path),
  );
  it.each(['nothing', 'wasteItems.nothing', '__proto__', ''])('or for nothing: %s', (name) =>
    expect(pathOf(name, JOB_FIELDS)).toBeUndefined(),
  );
});

describe('lists of children', () => {
  const lists = ['wasteItems[]', 'wasteItems[].fates[]', 'readings[]'];
  it('stand there once, before those below them', () => {
    expect(listPaths(lists, ['reference'])).toEqual(lists);
  });
  it('are numbered where the map numbers them', () => {
    const paths = ['wasteItems[10].weight', 'wasteItems[2].fates[1].code', 'wasteItems[2].fates[0].code'];
    expect(listPaths(lists, paths)).toEqual([
      'wasteItems[2]',
      'wasteItems[2].fates[0]',
      'wasteItems[2].fates[1]',
      'wasteItems[10]',
      'wasteItems[10].fates[]',
      'readings[]',
    ]);
  });
  it('get another one beside them', () => {
    expect(withAnother({ reference: 'A', 'wasteItems[].fates[].code': 'R' }, 'wasteItems[]')).toEqual({
      fields: { reference: 'A', 'wasteItems[0].fates[].code': 'R' },
      lists: ['wasteItems[0]', 'wasteItems[1]'],
    });
    expect(withAnother({ 'wasteItems[1].weight': 'W' }, 'wasteItems[1]')).toEqual({
      fields: { 'wasteItems[1].weight': 'W' },
      lists: ['wasteItems[1]', 'wasteItems[2]'],
    });
  });
});
