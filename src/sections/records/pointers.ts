import type { EntityManager } from 'typeorm';
import { say } from '../../platform/errors.js';
import { isPointer, POINTERS, type Field, type Pointer } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import type { ParsedChild, ParsedRecord } from './record.body.js';
import type { Faults } from './record.fields.js';

interface Target {
  readonly id: string;
  readonly customerId: string;
}

/** Words of the office's own tables, which records use by their keys. */
const TABLES = { fileType: 'file_types', flag: 'flags' } as const;
type Keyed = keyof typeof TABLES;
const isKeyed = (kind: Field['kind']): kind is Keyed => kind in TABLES;

/** What records point at, by reference, found for many records at once. */
export class Pointers {
  private constructor(
    private readonly targets: Readonly<Record<Pointer, ReadonlyMap<string, Target>>>,
    private readonly keys: Readonly<Record<Keyed, ReadonlySet<string>>>,
  ) {}

  static async load(
    manager: EntityManager,
    of: RecordKind,
    records: readonly ParsedRecord[],
  ): Promise<Pointers> {
    const find = async (kind: Pointer) => {
      const linked = kind === 'customer' ? linkedIn(of, records) : [];
      const named = records.flatMap(({ pointers }) => pointers[kind] ?? []);
      const references = [...new Set([...named, ...linked])];
      if (references.length === 0) return new Map<string, Target>();
      const owner = kind === 'customer' ? 'id' : 'customer_id';
      const rows = await manager.query<(Target & { reference: string })[]>(
        `select id, reference, ${owner} as "customerId" from ${POINTERS[kind]}
         where reference = any ($1) and deleted_at is null`,
        [references],
      );
      return new Map(rows.map((row) => [row.reference, row]));
    };
    const keys = async (kind: Keyed) => {
      const rows = await manager.query<{ key: string }[]>(`select key from ${TABLES[kind]}`);
      return new Set(rows.map(({ key }) => key));
    };
    return new Pointers(
      {
        customer: await find('customer'),
        site: await find('site'),
        job: await find('job'),
        order: await find('order'),
        document: await find('document'),
      },
      { fileType: await keys('fileType'), flag: await keys('flag') },
    );
  }

  /** The columns that hold ids, or a fault at the field whose reference nobody has. */
  resolve(
    kind: RecordKind,
    { columns, pointers, children }: ParsedRecord,
  ): { columns: Record<string, unknown>; children: ParsedRecord['children']; faults: Faults } {
    const faults: Faults = {};
    const resolved: Record<string, unknown> = {};
    const customer =
      pointers.customer === undefined ? undefined : this.targets.customer.get(pointers.customer);
    for (const field of kind.fields) {
      this.checkKey(field, columns, field.name, faults);
      if (!isPointer(field.kind)) continue;
      const reference = pointers[field.kind];
      if (reference === undefined) continue;
      const target = this.targets[field.kind].get(reference);
      if (!target) faults[field.name] = say(`sections.api.no.${field.kind}`, { reference });
      else if (customer && target.customerId !== customer.id)
        faults[field.name] = say(`sections.api.foreign.${field.kind}`, { reference });
      else resolved[field.column] = target.id;
    }
    for (const child of kind.children ?? []) this.checkKeys(child, children[child.name] ?? [], faults);
    return { columns: resolved, children: this.links(kind, children, faults), faults };
  }

  /** Links to customers: ids in the place of references. */
  private links(
    kind: RecordKind,
    children: ParsedRecord['children'],
    faults: Faults,
  ): ParsedRecord['children'] {
    const resolved = Object.fromEntries(
      linksOf(kind).map(({ name, column }) => [
        name,
        (children[name] ?? []).map((child, index): ParsedChild => {
          const reference = String(child.columns[column]);
          const target = this.targets.customer.get(reference);
          if (!target) faults[`${name}[${index}]`] = say('sections.api.no.customer', { reference });
          return { ...child, columns: { [column]: target?.id ?? null } };
        }),
      ]),
    );
    return { ...children, ...resolved };
  }

  private checkKeys(child: Child, rows: readonly ParsedChild[], faults: Faults): void {
    for (const [index, { columns }] of rows.entries())
      for (const field of child.fields) {
        const path = `${child.name}[${index}]${child.bare ? '' : `.${field.name}`}`;
        this.checkKey(field, columns, path, faults);
      }
  }

  private checkKey(field: Field, columns: ParsedRecord['columns'], path: string, faults: Faults): void {
    if (!isKeyed(field.kind)) return;
    const key = columns[field.column] ?? null;
    if (key !== null && !this.keys[field.kind].has(String(key)))
      faults[path] = say(`sections.api.no.${field.kind}`, { key: String(key) });
  }
}

/** The children of a kind that only point at customers, with the column that does. */
export const linksOf = (kind: RecordKind): { name: string; column: string }[] =>
  (kind.children ?? []).flatMap(({ name, link, fields: [only] }) =>
    link && only ? [{ name, column: only.column }] : [],
  );

const linkedIn = (kind: RecordKind, records: readonly ParsedRecord[]): string[] =>
  linksOf(kind).flatMap(({ name, column }) =>
    records.flatMap(({ children }) => (children[name] ?? []).map(({ columns }) => String(columns[column]))),
  );
