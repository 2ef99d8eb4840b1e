import type { EntityManager } from 'typeorm';
import { isWritten } from '../sections/engine/field.js';
import type { RecordKind } from '../sections/engine/section.js';
import { bodyOf } from '../sections/records/record.answers.js';
import { apiName } from '../sections/records/record.fields.js';
import { storedRecords, type StoredRecord } from '../sections/records/record.store.js';
import type { BoundField } from './import.bind.js';
import type { ImportLine } from './import.line.js';

type Body = Readonly<Record<string, unknown>>;

/**
 * The whole bodies of records: what the map says nothing about stays as it stands, so that a file with two columns
 * empties nothing else. A column that the map does read, and that is blank, empties its field.
 */
export async function wholeBodies(
  manager: EntityManager,
  kind: RecordKind,
  fields: readonly BoundField[],
  lines: readonly ImportLine[],
): Promise<ReadonlyMap<ImportLine, Body>> {
  const left = leftOut(kind, fields);
  const references = lines.map(({ reference }) => reference);
  const stored =
    left.length > 0 ? await storedRecords(manager, kind, references.toSorted(), true) : new Map();
  const known = [...stored.values()].filter(({ deleted }) => !deleted);
  const pointed = await pointedAt(manager, kind, left, known);
  const kept = new Map(
    known.map((record): [string, Body] => [record.reference, pick(bodyOf(kind, record, pointed), left)]),
  );
  return new Map(lines.map((line) => [line, { ...kept.get(line.reference), ...line.record }]));
}

/** The properties of a body that the map does not mention. */
function leftOut(kind: RecordKind, fields: readonly BoundField[]): readonly string[] {
  const mentioned = new Set(
    fields.map(({ scope, property }) => (scope === '' ? property : scope.replace(/[[.].*$/, ''))),
  );
  const written = kind.fields.filter((field) => isWritten(field) && field.kind !== 'reference');
  return [...written.map(apiName), ...(kind.children ?? []).map(({ name }) => name)].filter(
    (name) => !mentioned.has(name),
  );
}

/** The references behind the ids that kept pointers hold. */
async function pointedAt(
  manager: EntityManager,
  kind: RecordKind,
  left: readonly string[],
  records: readonly StoredRecord[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const field of kind.fields) {
    const table = TABLES[field.kind];
    const ids = records.map(({ columns }) => columns[field.column]).filter(Boolean);
    if (!table || !left.includes(field.name) || ids.length === 0) continue;
    const rows = await manager.query<{ id: string; reference: string }[]>(
      `select id, reference from ${table} where id = any ($1::uuid[])`,
      [ids],
    );
    for (const { id, reference } of rows) found.set(id, reference);
  }
  return found;
}

const TABLES: Readonly<Partial<Record<string, string>>> = {
  customer: 'customers',
  site: 'sites',
  job: 'jobs',
};

const pick = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(names.map((name) => [name, body[name]]));
