import type { EntityManager } from 'typeorm';
import { say, type Text } from '../platform/errors.js';
import { grouped } from '../platform/grouped.js';
import type { Field } from '../sections/engine/field.js';
import type { RecordKind } from '../sections/engine/section.js';
import type { ImportLine } from './import.line.js';

/** A line with references where names stood. */
export interface NamedLine {
  readonly line: ImportLine;
  /** How many names that were. */
  readonly names: number;
  /** Names that several have, at the field that holds one. */
  readonly wrong: Readonly<Record<string, Text>>;
}

/** What a text of the file stands for. */
interface Called {
  readonly text: string;
  readonly reference: string;
  /** The customer of a site, by its reference. */
  readonly owner: string | null;
}

/**
 * Downloads hold the names of customers, sites and file types; a name is read as the reference of the only one that has it.
 * A reference comes first, a site is sought among its customer's, and a name of several is nobody's.
 */
export async function readNames(
  manager: EntityManager,
  kind: RecordKind,
  lines: readonly ImportLine[],
): Promise<NamedLine[]> {
  const customer = fieldOf(kind, 'customer');
  const read: { readonly field: string; readonly names: Names }[] = [];
  for (const [field, sql] of [
    [customer, CUSTOMERS],
    [fieldOf(kind, 'site'), SITES],
    [fieldOf(kind, 'fileType'), FILE_TYPES],
    [flagsOf(kind), FLAGS],
  ] as const)
    if (field) read.push({ field, names: await Names.load(manager, sql, valuesOf(lines, field)) });
  return lines.map((line) => {
    const record: Record<string, unknown> = { ...line.record };
    const wrong: Record<string, Text> = {};
    let count = 0;
    // The customer stands first, so that a site is sought among its customer's.
    for (const { field, names } of read) {
      const written = record[field];
      const found = textsOf(written).map((text) => names.read(text, customer && record[customer]));
      count += found.filter(({ reference, name }) => reference !== name).length;
      const several = found.find(({ count }) => count > 1);
      if (several) wrong[field] = say('imports.row.severalCalled', { ...several });
      const [first] = found;
      if (first)
        record[field] = Array.isArray(written) ? found.map(({ reference }) => reference) : first.reference;
    }
    return { line: { ...line, record }, names: count, wrong };
  });
}

const fieldOf = ({ fields }: RecordKind, kind: Field['kind']): string | undefined =>
  fields.find((field) => field.kind === kind)?.name;

/** The list of an order's flags. */
const flagsOf = ({ children = [] }: RecordKind): string | undefined =>
  children.find(({ bare, fields: [only] }) => bare && only?.kind === 'flag')?.name;

const textsOf = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');
const valuesOf = (lines: readonly ImportLine[], field: string): string[] => [
  ...new Set(lines.flatMap(({ record }) => textsOf(record[field]))),
];

/** What texts of a file stand for. */
class Names {
  private constructor(private readonly called: ReadonlyMap<string, readonly Called[]>) {}

  /** @param sql answers what is referred to by one of the texts `$1`, or called so */
  static async load(manager: EntityManager, sql: string, texts: readonly string[]): Promise<Names> {
    const all = texts.length > 0 ? await manager.query<Called[]>(sql, [texts]) : [];
    return new Names(grouped(all, ({ text }) => text));
  }

  /** The text itself, where nothing is called so or several are. */
  read(text: string, owner?: unknown): { reference: string; name: string; count: number } {
    const all = this.called.get(text) ?? [];
    const isReference = all.some(({ reference }) => reference === text);
    const those = all.filter((one) => !owner || one.owner === null || one.owner === owner);
    const [only, ...others] = isReference ? [] : those;
    const reference = only && others.length === 0 ? only.reference : text;
    return { reference, name: text, count: only ? 1 + others.length : 0 };
  }
}

const inPlaceOf = (table: string, key: string, more = 'null'): string =>
  `select v.text, t.${key} as reference, ${more} as owner from unnest($1::text[]) as v (text)
   join ${table} t on t.${key} = v.text or t.name_key = fold(v.text)`;
// What is deleted keeps its reference, which is no name of another then.
const CUSTOMERS = `${inPlaceOf('customers', 'reference')} where t.deleted_at is null or t.reference = v.text`;
const SITES = `${inPlaceOf('sites', 'reference', 'c.reference')}
  join customers c on c.id = t.customer_id
  where t.deleted_at is null and c.deleted_at is null or t.reference = v.text`;
const tableOf = (table: string): string =>
  inPlaceOf(`(select key, fold(name) as name_key from ${table})`, 'key');
const [FILE_TYPES, FLAGS] = [tableOf('file_types'), tableOf('flags')];
