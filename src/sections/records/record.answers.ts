import type { Field } from '../engine/field.js';
import { isWritten } from '../engine/field.js';
import type { Child, RecordKind } from '../engine/section.js';
import type { ParsedChild, ParsedRecord } from './record.body.js';
import { apiName } from './record.fields.js';
import type { StoredRecord } from './record.store.js';

/** Ids that columns hold, and the references they stand for. */
export type References = ReadonlyMap<string, string>;

/** A record as the API answers it: camelCase, pointers by reference, weights in grams, money in minor units. */
export function recordAnswer(
  kind: RecordKind,
  record: StoredRecord,
  references: References,
  as: 'answered' | 'written' = 'answered',
): Record<string, unknown> {
  const stamps = { version: record.version, createdAt: record.createdAt, updatedAt: record.updatedAt };
  if (record.deleted) return { id: record.id, reference: record.reference, deleted: true, ...stamps };
  return {
    id: record.id,
    reference: record.reference,
    ...fieldsAnswer(
      (as === 'written' ? kind.fields : kind.fields.map(kept)).filter(
        (field) => (isWritten(field) || field.readOnly) && field.kind !== 'reference',
      ),
      record.columns,
      references,
    ),
    ...childrenAnswer(kind.children ?? [], record.children, references),
    ...stamps,
  };
}

/** Only what a body may hold: what a merge patch is laid over. */
export function bodyOf(
  kind: RecordKind,
  record: StoredRecord,
  references: References,
): Record<string, unknown> {
  const answer = recordAnswer(kind, record, references, 'written');
  const kept = [...STAMPS, ...readOnlyNames(kind)];
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !kept.includes(name)));
}

/** What an answer holds beyond what its record was given. */
const readOnlyNames = ({ fields }: RecordKind): string[] =>
  fields.filter(({ readOnly }) => readOnly).map(apiName);

/** A field as the database keeps it. */
const kept = (field: Field): Field => (field.answered ? { ...field, column: field.answered } : field);

const STAMPS = ['id', 'version', 'createdAt', 'updatedAt'];

function fieldsAnswer(
  fields: readonly Field[],
  columns: ParsedRecord['columns'],
  references: References,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [apiName(field), fieldAnswer(field, columns, references)]));
}

function fieldAnswer(field: Field, columns: ParsedRecord['columns'], references: References): unknown {
  const value = columns[field.column] ?? null;
  if (value === null) return null;
  switch (field.kind) {
    case 'customer':
    case 'site':
    case 'job':
    case 'order':
    case 'document':
      return references.get(String(value)) ?? null;
    case 'money':
      return { amount: Number(value), currency: columns[field.currencyColumn as string] };
    case 'weight':
    case 'whole':
      return Number(value);
    default:
      return value;
  }
}

function childrenAnswer(
  children: readonly Child[],
  found: ParsedRecord['children'],
  references: References,
): Record<string, unknown> {
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      (found[child.name] ?? []).map((one) => childAnswer(child, one, references)),
    ]),
  );
}

function childAnswer(child: Child, one: ParsedChild, references: References): unknown {
  const [only] = child.fields;
  if (child.bare && only) return fieldAnswer(only, one.columns, references);
  const fields = child.fields.map((field) => [apiName(field), childField(field, one)]);
  return { ...Object.fromEntries(fields), ...childrenAnswer(child.children ?? [], one.children, references) };
}

const childField = (field: Field, { columns }: ParsedChild): unknown =>
  field.kind === 'fate' ? columns['written'] : fieldAnswer(field, columns, new Map());
