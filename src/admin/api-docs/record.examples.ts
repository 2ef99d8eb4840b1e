import type { Field } from '../../sections/engine/field.js';
import type { Child, RecordKind } from '../../sections/engine/section.js';
import { apiName } from '../../sections/records/record.fields.js';
import { EXAMPLE_REFERENCES, EXAMPLE_VALUES } from './example.values.js';
import { writtenFields } from './record.schemas.js';

/** What the example of a kind is called. */
export const exampleReference = ({ collection }: RecordKind): string =>
  EXAMPLE_REFERENCES[collection] ?? `${collection.toUpperCase()}-1`;

/** A body that the API takes: what is needed, what has a telling value, and one of each child. */
export function exampleBody(kind: RecordKind): Record<string, unknown> {
  return {
    ...members(kind.fields, [kind.collection, '']),
    ...children(kind.children ?? []),
  };
}

const children = (all: readonly Child[]): Record<string, unknown> =>
  Object.fromEntries(
    all.map((child) => {
      const [only] = child.fields;
      if (child.bare && only) return [child.name, [value(only, [child.name, ''])]];
      return [
        child.name,
        [{ ...members(child.fields, [child.name, '']), ...children(child.children ?? []) }],
      ];
    }),
  );

const members = (fields: readonly Field[], places: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    writtenFields(fields)
      .map((field) => [apiName(field), value(field, places)] as const)
      .filter(([, given]) => given !== undefined),
  );

/** Undefined for what may be left out and has nothing to tell. */
function value(field: Field, places: readonly string[]): unknown {
  const told = places
    .map((place) => EXAMPLE_VALUES[place ? `${place}.${field.name}` : field.name])
    .concat(field.examples?.[0])
    .find((one) => one !== undefined);
  switch (field.kind) {
    case 'customer':
    case 'site':
    case 'job':
    case 'order':
    case 'document':
    case 'invoice':
      return EXAMPLE_REFERENCES[`${field.kind}s`];
    case 'money':
      return told === undefined && !field.required ? undefined : { amount: told ?? 0, currency: 'GBP' };
    default:
      return told ?? (field.required ? USUAL[field.kind] : undefined);
  }
}

const USUAL: Readonly<Partial<Record<Field['kind'], unknown>>> = {
  text: 'Text',
  date: '2026-03-04',
  time: '2026-03-04T08:00:00Z',
  whole: 1,
  yesNo: true,
  weight: 1_000,
  ewc: '20 03 01',
  fate: 'R3',
  fileType: 'certificate',
};
