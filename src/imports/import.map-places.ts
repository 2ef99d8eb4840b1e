import { say } from '../platform/errors.js';
import { isObject, type MapFaults } from './import.map-faults.js';
import { type FieldSource, readSource } from './import.map-source.js';

/** What to do with a customer or site that is not known yet: refuse the row, or create it with these fields. */
export type UnknownPlaces = 'refuse' | NewPlace;
/** A new customer's or site's fields; without a name, its reference is its name. */
export interface NewPlace {
  readonly name?: FieldSource;
  readonly kind?: FieldSource;
}

export const SITE_KINDS = ['static', 'patrol'] as const;

/** Reads `"refuse"`, `"create"`, or an object such as `{"name": "{Site Name}"}`, which creates. */
export const newPlacesOf = (key: string, written: unknown, faults: MapFaults): UnknownPlaces => {
  if (written === undefined || written === 'refuse') return 'refuse';
  if (written === 'create') return {};
  if (!isObject(written)) {
    faults.add(key, say('imports.map.unknownPlaces'));
    return 'refuse';
  }
  const known = key === 'unknownSites' ? ['name', 'kind'] : ['name'];
  for (const name of Object.keys(written))
    if (!known.includes(name)) faults.addUnknown(`${key}.${name}`, 'key', name, known);
  const source = (name: 'name' | 'kind') =>
    written[name] === undefined
      ? undefined
      : readSource(`${key}.${name}`, written[name], { kind: 'text' }, faults);
  return { name: source('name'), kind: known.includes('kind') ? source('kind') : undefined };
};
