import { describe, expect, it } from '@jest/globals';
import type { Text } from '../../platform/errors.js';
import { readMessages, Words } from '../../platform/pages/words.js';
import type { Child } from '../engine/section.js';
import { kindsOf } from '../engine/section.js';
import { SECTIONS } from '../sections.js';
import { askedFields, bareOf, listsOf, type FormValues } from './form.values.js';
import { recordForm } from './form.view.js';

const words = new Words(readMessages('messages/en'));
const customer = { id: '01900000-0000-7000-8000-00000000c001', reference: 'ACME', name: 'Acme Ltd' };
const byHand = SECTIONS.flatMap((section) =>
  kindsOf(section)
    .filter((kind) => kind.byHand)
    .map((kind) => [kind.collection, section, kind] as const),
);

/** Every sentence that a model holds. */
function sentences(model: unknown): string[] {
  if (typeof model !== 'object' || model === null) return [];
  if ('key' in model && typeof model.key === 'string') return [words.say(model as Text)];
  return Object.values(model).flatMap(sentences);
}

const rowsOf = (children: readonly Child[] = []): FormValues['rows'] =>
  Object.fromEntries(
    listsOf(children).map((child) => [child.name, [{ fields: { x: 'x' }, rows: rowsOf(child.children) }]]),
  );

describe('the form of a kind that people write by hand', () => {
  it.each(byHand)('of %s has words for all it asks', (_, section, kind) => {
    const form = recordForm({
      section,
      kind,
      customer,
      surroundings: { timeZone: 'UTC', currency: 'GBP' },
      choices: { site: undefined, fileType: [], flag: [] },
      values: { fields: {}, rows: rowsOf(kind.children) },
      reference: '',
      lists: true,
    });
    expect(sentences(form.model).length).toBeGreaterThan(8);
    expect(words.has(`${section.key}.form.adding`)).toBe(true);
    for (const what of Object.keys(kind.byHand?.stays ?? {}))
      expect(words.has(`${section.key}.form.stays.${what}`)).toBe(true);
  });

  it.each(byHand)('of %s groups only what can be written', (_, section, kind) => {
    const names = askedFields(kind).map(({ name }) => name);
    const grouped = Object.values(kind.byHand?.groups ?? {}).flat();
    expect(grouped.filter((name) => !names.includes(name))).toEqual([]);
    expect(bareOf(kind.children).every(({ fields }) => fields.length === 1)).toBe(true);
    expect(section.key).toBe(kind.key);
  });
});
