import type { EntityManager } from 'typeorm';
import { isPointer, isWritten, POINTERS, type Field } from '../sections/engine/field.js';
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
  const mentioned = mentionedIn(fields);
  const left = leftOut(kind, mentioned);
  const isNothing = left.fields.length === 0 && (left.children ?? []).length === 0;
  const kept = isNothing ? new Map<string, Body>() : await keptValues(manager, left, lines);
  return new Map(
    lines.map((line) => {
      const own = Object.entries(kept.get(line.reference) ?? {});
      const stays = own.filter(([name, value]) => !mentioned.has(name) || line.keeps?.[name]?.(value));
      return [line, { ...line.record, ...Object.fromEntries(stays) }];
    }),
  );
}

/** What a map mentions of a record: its own properties, and lists of children. */
const mentionedIn = (fields: readonly BoundField[]): ReadonlySet<string> =>
  new Set(fields.map(({ scope, property }) => (scope === '' ? property : scope.replace(/[[.].*$/, ''))));

/** The part of a kind that the map does not mention, and what a file may say less of than is kept. */
function leftOut(kind: RecordKind, mentioned: ReadonlySet<string>): RecordKind {
  const isLeft = (field: Field) => field.saidOf || field.kind === 'time' || !mentioned.has(apiName(field));
  return {
    ...kind,
    fields: kind.fields.filter((field) => isWritten(field) && field.kind !== 'reference' && isLeft(field)),
    children: (kind.children ?? []).filter(({ name }) => !mentioned.has(name)),
  };
}

async function keptValues(
  manager: EntityManager,
  left: RecordKind,
  lines: readonly ImportLine[],
): Promise<ReadonlyMap<string, Body>> {
  const references = lines.map(({ reference }) => reference).toSorted();
  const stored = await storedRecords(manager, left, references, true);
  const known = [...stored.values()].filter(({ deleted }) => !deleted);
  const pointed = await pointedAt(manager, left, known);
  return new Map(known.map((record) => [record.reference, bodyOf(left, record, pointed)]));
}

/** The references behind the ids that kept pointers hold. */
async function pointedAt(
  manager: EntityManager,
  left: RecordKind,
  records: readonly StoredRecord[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const field of left.fields) {
    if (!isPointer(field.kind)) continue;
    const ids = records.map(({ columns }) => columns[field.column]).filter(Boolean);
    if (ids.length === 0) continue;
    const rows = await manager.query<{ id: string; reference: string }[]>(
      `select id, reference from ${POINTERS[field.kind]} where id = any ($1::uuid[])`,
      [ids],
    );
    for (const { id, reference } of rows) found.set(id, reference);
  }
  return found;
}
