import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/ids.js';
import type { Child, RecordKind } from '../engine/section.js';
import type { ParsedRecord } from './record.body.js';
import type { ResolvedRecord } from './record.store.js';

/** The columns of a child's table that a body decides. */
export const childColumns = (child: Child): string[] => {
  const columns = child.fields.flatMap((field) => {
    if (field.kind === 'fate') return [field.column, 'written'];
    return field.kind === 'money' && field.currencyColumn !== 'currency'
      ? [field.column, field.currencyColumn as string]
      : [field.column];
  });
  return [...columns, ...Object.keys(child.derive?.({}) ?? {})];
};

/** Writes the children of records, in place of those they had. */
export async function writeChildren(
  manager: EntityManager,
  kind: RecordKind,
  records: readonly { id: string; record: ResolvedRecord }[],
  replace: boolean,
): Promise<void> {
  if (!kind.children || records.length === 0) return;
  if (replace) {
    for (const child of kind.children) {
      await manager.query(`delete from ${child.table} where ${child.rootColumn} = any ($1)`, [
        records.map(({ id }) => id),
      ]);
    }
  }
  const owners = records.map(({ id, record }) => ({
    id,
    root: { id, customer_id: record.columns['customer_id'], site_id: record.columns['site_id'] ?? null },
    children: record.children,
  }));
  await writeLevel(manager, kind.children, owners);
}

interface Owner {
  readonly id: string;
  readonly root: { readonly id: string; readonly customer_id: unknown; readonly site_id: unknown };
  readonly children: ParsedRecord['children'];
}

async function writeLevel(
  manager: EntityManager,
  children: readonly Child[],
  owners: readonly Owner[],
): Promise<void> {
  for (const child of children) {
    const made = owners.flatMap((owner) =>
      (owner.children[child.name] ?? []).map((one, index) => {
        const id = newId();
        const { customer_id, site_id } = owner.root;
        const row = {
          ...one.columns,
          id,
          ...(child.link ? {} : { customer_id, site_id }),
          // Of a customer or a site itself this is the column that says whose they are.
          [child.rootColumn]: owner.root.id,
          [child.parentColumn]: owner.id,
          position: index + 1,
        };
        return { row, owner: { id, root: owner.root, children: one.children } };
      }),
    );
    if (made.length === 0) continue;
    const ofCustomer = child.rootColumn === 'customer_id';
    const place = child.link ? [] : ['customer_id', ...(ofCustomer ? [] : ['site_id'])];
    const fixed = ['id', child.rootColumn, child.parentColumn, ...place, 'position'];
    const columns = [...new Set([...fixed, ...childColumns(child)])].join(', ');
    await manager.query(
      `insert into ${child.table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${child.table}, $1)`,
      [JSON.stringify(made.map(({ row }) => row))],
    );
    await writeLevel(
      manager,
      child.children ?? [],
      made.map(({ owner }) => owner),
    );
  }
}
