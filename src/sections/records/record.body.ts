import { say } from '../../platform/errors.js';
import { isPointer, isWritten, type Pointer } from '../engine/field.js';
import type { Child, ChildBody, RecordKind } from '../engine/section.js';
import { apiName, asObject, readField, type Faults } from './record.fields.js';

/** A checked record, not yet resolved: pointers still hold references. Columns by their names in the table. */
export interface ParsedRecord {
  readonly columns: Readonly<Record<string, unknown>>;
  /** References it points to, by the kind of pointer. */
  readonly pointers: Readonly<Partial<Record<Pointer, string>>>;
  readonly children: Readonly<Record<string, readonly ParsedChild[]>>;
}

export interface ParsedChild {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly children: Readonly<Record<string, readonly ParsedChild[]>>;
}

/** Checks a whole body against the declaration of its kind. What it does not say is empty, or the first choice. */
export function parseBody(kind: RecordKind, body: unknown): { record: ParsedRecord; faults: Faults } {
  const faults: Faults = {};
  const given = asObject(body);
  if (!given) return { record: EMPTY, faults: { '': say('sections.api.object') } };
  const fields = kind.fields.filter(isWritten);
  const known = [
    ...fields.map(apiName),
    ...(kind.children ?? []).map(({ name }) => name),
    ...kind.fields.filter(({ readOnly }) => readOnly).map(apiName),
    ...IGNORED,
  ];
  refuseUnknown(given, known, '', faults);
  const columns: Record<string, unknown> = {};
  const pointers: Record<string, string> = {};
  for (const field of fields) {
    if (field.kind === 'reference') continue;
    const read = readField(field, given[apiName(field)], apiName(field), faults);
    if (isPointer(field.kind) && typeof read[field.column] === 'string')
      pointers[field.kind] = String(read[field.column]);
    Object.assign(columns, read);
  }
  const children = readChildren(kind.children ?? [], given, '', faults);
  const wrong = Object.keys(faults).length === 0 && kind.check?.(given);
  if (wrong) faults[wrong.field] = say(wrong.key);
  return { record: { columns, pointers, children }, faults };
}

const EMPTY: ParsedRecord = { columns: {}, pointers: {}, children: {} };
/** What an answer holds and a client may send back as it came. */
const IGNORED = ['id', 'reference', 'version', 'createdAt', 'updatedAt', 'deletedAt', 'deleted', 'file'];

function readChildren(
  children: readonly Child[],
  given: ChildBody,
  path: string,
  faults: Faults,
): ParsedRecord['children'] {
  return Object.fromEntries(
    children.map((child) => [
      child.name,
      readChild(child, given[child.name], `${path}${child.name}`, faults),
    ]),
  );
}

function readChild(child: Child, value: unknown, path: string, faults: Faults): readonly ParsedChild[] {
  const list = value === undefined || value === null ? [] : value;
  if (!Array.isArray(list)) {
    faults[path] = say('sections.api.list');
    return [];
  }
  if (list.length > child.most) faults[path] = say('sections.api.most', { most: child.most });
  if (list.length < (child.least ?? 0)) faults[path] = say('sections.api.least', { least: child.least ?? 0 });
  return list.map((one: unknown, index) => readChildItem(child, one, `${path}[${index}]`, faults));
}

function readChildItem(child: Child, one: unknown, path: string, faults: Faults): ParsedChild {
  const [only] = child.fields;
  if (child.bare && only) return { columns: readField(only, one, path, faults), children: {} };
  const given = asObject(one);
  if (!given) {
    faults[path] = say('sections.api.object');
    return { columns: {}, children: {} };
  }
  refuseUnknown(
    given,
    [...child.fields.map(apiName), ...(child.children ?? []).map(({ name }) => name)],
    `${path}.`,
    faults,
  );
  const before = Object.keys(faults).length;
  const columns: Record<string, unknown> = {};
  for (const field of child.fields)
    Object.assign(columns, readField(field, given[apiName(field)], `${path}.${apiName(field)}`, faults));
  const children = readChildren(child.children ?? [], given, `${path}.`, faults);
  if (Object.keys(faults).length > before) return { columns, children };
  const wrong = child.check?.(given);
  if (wrong) faults[`${path}.${wrong.field}`] = say(wrong.key);
  return { columns: { ...columns, ...child.derive?.(given) }, children };
}

function refuseUnknown(given: ChildBody, known: readonly string[], path: string, faults: Faults): void {
  for (const name of Object.keys(given))
    if (!known.includes(name)) faults[`${path}${name}`] = say('sections.api.unknown');
}
