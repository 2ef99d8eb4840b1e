import type { EntityManager } from 'typeorm';
import { say, type Text } from '../platform/errors.js';
import { grouped } from '../platform/grouped.js';
import type { Field } from '../sections/engine/field.js';
import type { RecordKind } from '../sections/engine/section.js';
import type { ImportLine } from './import.line.js';
import type { ImportMap } from './import.map.js';

/** A line with references where names stood. */
export interface NamedLine {
  readonly line: ImportLine;
  /** How many names that were. */
  readonly names: number;
  /** Names that several have, at the field that holds one. */
  readonly wrong: Readonly<Record<string, Text>>;
}

/** What a text of the file may stand for. */
interface Called {
  readonly text: string;
  readonly reference: string;
  /** The customer of a site, by its reference. */
  readonly owner: string | null;
  /** Whether it is called so; else it is referred to so. */
  readonly named: boolean;
  /** What is deleted keeps its reference. */
  readonly deleted: boolean;
}

/**
 * Downloads hold the names of customers, sites, file types and flags: a name is read as the reference of the only one that
 * has it, a site's among those of its customer. Where a text is the reference of one and the name of another, a download
 * means the name; of any other file nobody knows. Of several that are called the same the reference stands behind the name.
 */
export async function readNames(
  manager: EntityManager,
  kind: RecordKind,
  lines: readonly ImportLine[],
  map: Pick<ImportMap, 'downloaded' | 'names'>,
): Promise<NamedLine[]> {
  if (map.names === false) return lines.map((line) => ({ line, names: 0, wrong: {} }));
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
      const owner = customer && record[customer];
      const found = textsOf(written).map((text) => names.read(text, owner, map.downloaded === true));
      const texts = found.map((one) => (typeof one === 'string' ? one : ''));
      const fault = found.find((one) => typeof one !== 'string');
      if (fault) wrong[field] = fault;
      else if (texts.length > 0) {
        count += textsOf(written).filter((text, at) => text !== texts[at]).length;
        record[field] = Array.isArray(written) ? texts : texts[0];
      }
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

  /** @param sql answers what is referred to by one of the texts `$1`, or called so, or both */
  static async load(manager: EntityManager, sql: string, texts: readonly string[]): Promise<Names> {
    const both = texts.flatMap(namesWithReferences);
    const values = [
      texts,
      ...(['text', 'name', 'reference'] as const).map((part) => both.map((one) => one[part])),
    ];
    const all = texts.length > 0 ? await manager.query<Called[]>(sql, values) : [];
    return new Names(grouped(all, ({ text }) => text));
  }

  /** A reference, which is the text itself where nothing is called so; or why none can be told. */
  read(text: string, owner: unknown, isName: boolean): string | Text {
    const all = (this.called.get(text) ?? []).filter(
      (one) => !owner || one.owner === null || one.owner === owner,
    );
    const [name, ...others] = all.filter(({ named }) => named);
    const referred = all.find(({ named }) => !named);
    if (!name) return text;
    if (others.length > 0 && (isName || !referred))
      return say('imports.row.severalCalled', {
        name: text,
        count: 1 + others.length,
        reference: name.reference,
      });
    if (isName || !referred) return name.reference;
    const isAlso = !referred.deleted && [name, ...others].some(({ reference }) => reference !== text);
    return isAlso ? say('imports.row.alsoCalled', { name: text }) : text;
  }
}

/** `Acme Ltd (A-2)` says which of several that are called so: every way in which a text may be read like that. */
function namesWithReferences(text: string): { text: string; name: string; reference: string }[] {
  if (!text.endsWith(')')) return [];
  return [...text.matchAll(/ \(/g)].map(({ index }) => ({
    text,
    name: text.slice(0, index),
    reference: text.slice(index + 2, -1),
  }));
}

// What is deleted keeps its reference, and has no name any more. Each half is an index scan: together they would be none.
const inPlaceOf = (
  table: string,
  key: string,
  more: { owner?: string; join?: string; there?: string } = {},
): string => {
  const { owner = 'null', join = '', there = 'true' } = more;
  return `select v.text, t.${key} as reference, ${owner} as owner, false as named, not (${there}) as deleted
    from unnest($1::text[]) as v (text) join ${table} t on t.${key} = v.text ${join}
    union all select v.text, t.${key}, ${owner}, true, false
    from (select text, fold(text) as key from unnest($1::text[]) as v (text) offset 0) as v
      join ${table} t on t.name_key = v.key ${join} where ${there}
    union all select v.text, t.${key}, ${owner}, true, false
    from unnest($2::text[], $3::text[], $4::text[]) as v (text, name, reference)
      join ${table} t on t.${key} = v.reference and t.name_key = fold(v.name) ${join} where ${there}`;
};
const CUSTOMERS = inPlaceOf('customers', 'reference', { there: 't.deleted_at is null' });
const SITES = inPlaceOf('sites', 'reference', {
  owner: 'c.reference',
  join: 'join customers c on c.id = t.customer_id',
  there: 't.deleted_at is null and c.deleted_at is null',
});
const tableOf = (table: string): string =>
  inPlaceOf(`(select key, fold(name) as name_key from ${table})`, 'key');
const [FILE_TYPES, FLAGS] = [tableOf('file_types'), tableOf('flags')];
