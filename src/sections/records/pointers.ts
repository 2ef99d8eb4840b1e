import type { EntityManager } from 'typeorm';
import { say } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import type { ParsedRecord } from './record.body.js';
import type { Faults } from './record.fields.js';

interface Target {
  readonly id: string;
  readonly customerId: string;
}

/** What records point at, by reference, found for many records at once. */
export class Pointers {
  private constructor(
    private readonly customers: ReadonlyMap<string, Target>,
    private readonly sites: ReadonlyMap<string, Target>,
    private readonly jobs: ReadonlyMap<string, Target>,
    private readonly fileTypes: ReadonlySet<string>,
  ) {}

  static async load(manager: EntityManager, records: readonly ParsedRecord[]): Promise<Pointers> {
    const named = (kind: 'customer' | 'site' | 'job') => [
      ...new Set(records.flatMap(({ pointers }) => pointers[kind] ?? [])),
    ];
    const find = async (table: string, customer: string, references: readonly string[]) => {
      if (references.length === 0) return new Map<string, Target>();
      const rows = await manager.query<(Target & { reference: string })[]>(
        `select id, reference, ${customer} as "customerId" from ${table} where reference = any ($1) and deleted_at is null`,
        [references],
      );
      return new Map(rows.map((row) => [row.reference, row]));
    };
    const fileTypes = await manager.query<{ key: string }[]>('select key from file_types');
    return new Pointers(
      await find('customers', 'id', named('customer')),
      await find('sites', 'customer_id', named('site')),
      await find('jobs', 'customer_id', named('job')),
      new Set(fileTypes.map(({ key }) => key)),
    );
  }

  /** The columns that hold ids, or a fault at the field whose reference nobody has. */
  resolve(
    kind: RecordKind,
    { columns, pointers }: ParsedRecord,
  ): { columns: Record<string, unknown>; faults: Faults } {
    const faults: Faults = {};
    const resolved: Record<string, unknown> = {};
    const customer = pointers.customer === undefined ? undefined : this.customers.get(pointers.customer);
    for (const field of kind.fields) {
      if (field.kind === 'fileType') {
        const key = columns[field.column];
        if (key !== null && !this.fileTypes.has(String(key)))
          faults[field.name] = say('sections.api.noFileType', { key: String(key) });
        continue;
      }
      if (field.kind !== 'customer' && field.kind !== 'site' && field.kind !== 'job') continue;
      const reference = pointers[field.kind];
      if (reference === undefined) continue;
      const target = this.of(field.kind).get(reference);
      if (!target) faults[field.name] = say(`sections.api.no.${field.kind}`, { reference });
      else if (customer && target.customerId !== customer.id)
        faults[field.name] = say(`sections.api.foreign.${field.kind}`, { reference });
      else resolved[field.column] = target.id;
    }
    return { columns: resolved, faults };
  }

  private of(kind: 'customer' | 'site' | 'job'): ReadonlyMap<string, Target> {
    return { customer: this.customers, site: this.sites, job: this.jobs }[kind];
  }
}
