import type { Text } from '../../platform/errors.js';
import { say } from '../../platform/errors.js';
import type { ImportField } from '../import.fields.js';
import { isObject } from '../import.map-faults.js';
import { choiceOf, type FieldChoice, NO_CHOICE, PLACES } from './field.choice.js';
import { fieldAt, nameOf, pathOf } from './match.names.js';
import { onlyOf } from './only.rows.js';
import { writtenOf } from './written.choice.js';

type Sent = Readonly<Record<string, unknown>>;
type Written = Readonly<Record<string, unknown>>;

/** What the page stands on. */
export interface Matched {
  readonly fields: readonly ImportField[];
  /** The names of the file's columns. */
  readonly columns: readonly string[];
  /** The map as it was when the page was shown. */
  readonly before: Written;
}

/** A new customer's or site's own name and kind are chosen as fields are. */
export const NEW_PLACES = {
  unknownCustomers: ['name'],
  unknownSites: ['name', 'kind'],
} as const;
export type NewPlaceKey = keyof typeof NEW_PLACES;
export const NEW_PLACE_KEYS = ['unknownCustomers', 'unknownSites'] as const;

export const placeField = (key: NewPlaceKey, name: string): ImportField => ({
  path: `${key}.${name}`,
  kind: 'text',
});

/** The map that somebody's choices make. What the page does not ask for stays as it was. */
export function mapOfSent(sent: Sent, matched: Matched): { map: Written; faults: Record<string, Text> } {
  const { fields, columns, before } = matched;
  const faults: Record<string, Text> = {};
  const asked = isObject(sent['match']) ? sent['match'] : {};
  const written = isObject(before['fields']) ? before['fields'] : {};
  const chosen: [string, unknown][] = [];
  for (const [name, inputs] of Object.entries(asked)) {
    const path = pathOf(name, fields);
    const field = path === undefined ? undefined : fieldAt(path, fields);
    if (path === undefined || !field) continue;
    const choice = sentChoice(inputs);
    if (choice.from === PLACES.same && choice.text === '') faults[nameOf(path)] = say('imports.match.noText');
    chosen.push([path, writtenOf(choice, field, columns, written[path])]);
  }
  const { unknownCustomers, unknownSites, ...rest } = before;
  const map = {
    ...rest,
    ...habitsOf(sent, columns),
    ...placesOf(sent, { ...matched, before: { unknownCustomers, unknownSites } }),
    fields: Object.fromEntries(chosen.filter(([, source]) => source !== undefined)),
  };
  return { map: withoutNothing(map), faults };
}

const HABITS = ['dateFormat', 'decimal', 'currency'] as const;

/** How the file writes things; what is found out is left out of a map. */
const habitsOf = (sent: Sent, columns: readonly string[]): Written => ({
  ...Object.fromEntries(
    HABITS.filter((name) => typeof sent[name] === 'string').map((name) => [
      name,
      [textOf(sent[name])].find((text) => text !== '' && text !== 'auto'),
    ]),
  ),
  ...(typeof sent['only'] === 'string' && sent['only'] !== PLACES.kept
    ? { only: onlyOf(sent['only'], columns) }
    : {}),
  ...(typeof sent['grouping'] === 'string'
    ? { groupBy: sent['grouping'] === 'reference' ? 'reference' : undefined }
    : {}),
});

function placesOf(sent: Sent, { columns, before }: Matched): Written {
  return Object.fromEntries(
    NEW_PLACE_KEYS.map((key) => {
      const asked = sent[key];
      if (!isObject(asked)) return [key, before[key]];
      if (asked['what'] !== 'create') return [key, undefined];
      const old = isObject(before[key]) ? before[key] : {};
      const own = NEW_PLACES[key].map((name) => [
        name,
        writtenOf(sentChoice(asked[name]), placeField(key, name), columns, old[name]),
      ]);
      const given = own.filter(([, source]) => source !== undefined);
      return [key, given.length > 0 ? Object.fromEntries(given) : 'create'];
    }),
  );
}

const withoutNothing = (map: Written): Written =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));

function sentChoice(inputs: unknown): FieldChoice {
  // A single input holds a value for every row, unless it keeps what the map says.
  if (typeof inputs === 'string') {
    const isPlace = inputs === PLACES.nothing || inputs === PLACES.kept;
    return { ...NO_CHOICE, from: isPlace ? inputs : PLACES.same, text: inputs };
  }
  const of = isObject(inputs) ? inputs : {};
  const [words, means] = [listOf(of['words']), listOf(of['means'])];
  return {
    from: textOf(of['from']),
    text: textOf(of['text']),
    then: textOf(of['then']),
    unit: textOf(of['unit']),
    currency: textOf(of['currency']),
    means: Object.fromEntries(words.flatMap((word, at) => (means[at] ? [[word, means[at]] as const] : []))),
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\0', '').trim().normalize('NFC') : '';
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** Fields whose words nobody has been asked about yet: chosen just now, with words that are none of ours. */
export function unsaidWords(
  map: Written,
  { fields, columns, before }: Matched,
  unknownWords: (field: ImportField, choice: FieldChoice) => readonly string[],
): Record<string, Text> {
  const [now, was] = [map, before].map((one) => (isObject(one['fields']) ? one['fields'] : {}));
  const faults: Record<string, Text> = {};
  for (const [path, written] of Object.entries(now ?? {})) {
    const field = fieldAt(path, fields);
    if (!field || !['choice', 'boolean'].includes(field.kind)) continue;
    const choice = choiceOf(written, field, columns);
    const isNew = choiceOf(was?.[path], field, columns).from !== choice.from;
    const count = unknownWords(field, choice).length;
    if (isNew && count > 0) faults[nameOf(path)] = say('imports.match.sayWords', { count });
  }
  return faults;
}
