import type { EntityManager } from 'typeorm';
import { ofKind, type Child, type RecordKind } from '../engine/section.js';
import { isWritten, type Field } from '../engine/field.js';
import type { ParsedChild, ParsedRecord } from './record.body.js';
import { linksOf } from './pointers.js';
import { childColumns } from './record.children.js';

/** A record whose pointers are resolved: ready to be compared and written. */
export interface ResolvedRecord {
  readonly reference: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly children: ParsedRecord['children'];
}

/** A record as it stands, with its children in their order. */
export interface StoredRecord {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly children: ParsedRecord['children'];
}

/** The columns of a kind's table that a body decides. */
export function writtenColumns(kind: RecordKind): string[] {
  const columns = kind.fields
    .filter((field) => isWritten(field) && field.kind !== 'reference')
    .flatMap((field) =>
      field.kind === 'money' ? [field.column, field.currencyColumn as string] : [field.column],
    );
  return [...new Set(columns)];
}

/** Records by their references, in their order, locked against other writers when `lock` is said. */
export async function storedRecords(
  manager: EntityManager,
  kind: RecordKind,
  references: readonly string[],
  lock: boolean,
): Promise<Map<string, StoredRecord>> {
  const rows = await manager.query<StoredRow[]>(
    `select r.id, r.reference, r.version, r.deleted_at is not null as deleted, r.created_at as "createdAt",
       r.updated_at as "updatedAt", to_jsonb(r) as columns
     from ${kind.table} r where r.reference = any ($1) and ${ofKind(kind)} order by r.reference ${lock ? 'for no key update' : ''}`,
    [references],
  );
  return withChildren(manager, kind, rows);
}

export type StoredRow = Omit<StoredRecord, 'children'>;

/** The same rows with their children, read level by level. */
export async function withChildren(
  manager: Pick<EntityManager, 'query'>,
  kind: RecordKind,
  rows: readonly StoredRow[],
): Promise<Map<string, StoredRecord>> {
  const ids = rows.map(({ id }) => id);
  const children = await readChildren(manager, kind.children ?? [], ids);
  return new Map(
    rows.map((row) => [
      row.reference,
      {
        ...row,
        columns: inOneForm(kind.fields, row.columns),
        children: nested(kind.children ?? [], children, row.id),
      },
    ]),
  );
}

interface ChildRow {
  readonly id: string;
  readonly parent: string;
  readonly columns: Record<string, unknown>;
}

type ChildRows = ReadonlyMap<Child, ReadonlyMap<string, readonly ChildRow[]>>;

async function readChildren(
  manager: Pick<EntityManager, 'query'>,
  children: readonly Child[],
  rootIds: readonly string[],
): Promise<ChildRows> {
  const found = new Map<Child, Map<string, ChildRow[]>>();
  if (rootIds.length === 0) return found;
  for (const child of children) {
    const rows = (await manager.query(
      `select x.id, x.${child.parentColumn} as parent, to_jsonb(x) as columns from ${child.table} x
       where x.${child.rootColumn} = any ($1) order by x.position`,
      [rootIds],
    )) as ChildRow[];
    const byParent = new Map<string, ChildRow[]>();
    for (const row of rows) byParent.set(row.parent, [...(byParent.get(row.parent) ?? []), row]);
    found.set(child, byParent);
    for (const [inner, innerRows] of await readChildren(manager, child.children ?? [], rootIds))
      found.set(inner, new Map(innerRows) as Map<string, ChildRow[]>);
  }
  return found;
}

const nested = (children: readonly Child[], rows: ChildRows, parentId: string): ParsedRecord['children'] =>
  Object.fromEntries(
    children.map((child) => [
      child.name,
      (rows.get(child)?.get(parentId) ?? []).map((row) => ({
        columns: inOneForm(child.fields, row.columns),
        children: nested(child.children ?? [], rows, row.id),
      })),
    ]),
  );

/** Moments as bodies are read: the database writes them in its own way. */
function inOneForm(
  fields: readonly Field[],
  columns: StoredRecord['columns'],
): Readonly<Record<string, unknown>> {
  const times = fields.filter(({ kind, column }) => kind === 'time' && columns[column]);
  if (times.length === 0) return columns;
  const moments = times.map(({ column }) => [column, new Date(String(columns[column])).toISOString()]);
  return { ...columns, ...Object.fromEntries(moments) };
}

/** What a record links to, by id. */
export const linkedIds = (kind: RecordKind, { children }: Pick<ResolvedRecord, 'children'>): unknown[] =>
  linksOf(kind).flatMap(({ name, column }) => (children[name] ?? []).map(({ columns }) => columns[column]));

/** Whether a body changes nothing about a record. */
export function isUnchanged(kind: RecordKind, stored: StoredRecord, next: ResolvedRecord): boolean {
  if (stored.deleted) return false;
  const same = writtenColumns(kind).every((column) =>
    sameValue(stored.columns[column], next.columns[column]),
  );
  return same && sameChildren(kind.children ?? [], stored.children, next.children);
}

export function sameChildren(
  children: readonly Child[],
  stored: ParsedRecord['children'],
  next: ParsedRecord['children'],
): boolean {
  return children.every((child) => {
    const was = stored[child.name] ?? [];
    const is = next[child.name] ?? [];
    return (
      was.length === is.length && was.every((one, index) => sameChild(child, one, is[index] as ParsedChild))
    );
  });
}

/** Whether a row says what it said, and all below it. */
export const sameChild = (child: Child, was: ParsedChild, is: ParsedChild): boolean =>
  childColumns(child).every((column) => sameValue(was.columns[column], is.columns[column])) &&
  sameChildren(child.children ?? [], was.children, is.children);

const sameValue = (a: unknown, b: unknown): boolean => String(a ?? '') === String(b ?? '');
