import { consolidatedAccounts } from '../sections/company/accounts.kind.js';
import { customers } from '../sections/company/company.kind.js';
import type { Field } from '../sections/engine/field.js';
import { kindsOf, type RecordKind } from '../sections/engine/section.js';
import { SECTIONS } from '../sections/sections.js';

/** What a value of a line is, where a section declares it. */
export interface DeclaredField {
  /** Where its words stand. */
  readonly section: string;
  readonly field: Field;
  /** Whether the value is the currency of the field, which is money. */
  readonly currency: boolean;
}

type Kind = Pick<RecordKind, 'key' | 'fields' | 'table'>;

/** Fields by the name under which lines hold them: that of a column, or what addresses and systems call them. */
type Fields = ReadonlyMap<string, DeclaredField>;

/** Of kinds before the sections that list them: each knows its own columns best. */
const KINDS: ReadonlyMap<string, { readonly table: string; readonly fields: Fields }> = new Map(
  [
    ...SECTIONS.map((section) => [section.key, [section, ...kindsOf(section)]] as const),
    ...SECTIONS.flatMap((section) =>
      kindsOf(section).map((kind) => [kind.collection, [section, kind]] as const),
    ),
    ...[customers, consolidatedAccounts].map((kind) => [kind.collection, [kind]] as const),
  ].map(([name, kinds]) => [name, { table: (kinds[0] as Kind).table, fields: fieldsOf(kinds) }]),
);

/**
 * The field that a line calls so.
 * @param of what systems call the kind of record, or the key of its section
 */
export const declaredField = (of: string, name: string): DeclaredField | undefined =>
  KINDS.get(of)?.fields.get(name);

/** Where records of a kind stand. */
export const tableOf = (of: string): string | undefined => KINDS.get(of)?.table;

/** The later the kind, the more it counts; a column more than a name. */
function fieldsOf(kinds: readonly Kind[]): Fields {
  const every = kinds.flatMap(({ key, fields }) => fields.map((field) => ({ section: key, field })));
  return new Map<string, DeclaredField>([
    ...every.map((one) => [one.field.name, { ...one, currency: false }] as const),
    ...every.flatMap((one) => {
      const { column, currencyColumn, derived } = one.field;
      if (derived !== undefined) return [];
      return [
        ...(currencyColumn ? [[currencyColumn, { ...one, currency: true }] as const] : []),
        [column, { ...one, currency: false }] as const,
      ];
    }),
  ]);
}
