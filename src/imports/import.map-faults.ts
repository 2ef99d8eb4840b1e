import { Invalid, say, type Text } from '../platform/errors.js';
import { nearestWord } from './nearest.word.js';

/** Collects what is wrong in a map, each fault at its key, so that a person mends all of it at once. */
export class MapFaults {
  private readonly faults = new Map<string, Text>();

  add(key: string, text: Text): undefined {
    if (!this.faults.has(key)) this.faults.set(key, text);
    return undefined;
  }

  /** `name` is none of `known`; the sentence offers the nearest. */
  addUnknown(
    key: string,
    what: 'key' | 'field' | 'column',
    name: string,
    known: readonly string[],
  ): undefined {
    const near = nearestWord(name, known);
    if (near !== undefined) return this.add(key, say(NEAR[what], { name, near }));
    return this.add(key, say(UNKNOWN[what], { name, known: listed(known) }));
  }

  /** Throws `Invalid` when anything was wrong. */
  refuse(): void {
    if (this.faults.size > 0) throw new Invalid(Object.fromEntries(this.faults), say('imports.map.wrong'));
  }
}

const listed = (names: readonly string[]): string =>
  names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} …` : names.join(', ');
const MOST_NAMES = 40;

const NEAR = {
  key: 'imports.map.unknownKeyNear',
  field: 'imports.map.unknownFieldNear',
  column: 'imports.map.unknownColumnNear',
} as const;
const UNKNOWN = {
  key: 'imports.map.unknownKey',
  field: 'imports.map.unknownField',
  column: 'imports.map.unknownColumn',
} as const;

/** Whether a JSON value is an object with keys. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
