import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { isWritten, type Field } from '../sections/engine/field.js';
import type { RecordKind } from '../sections/engine/section.js';
import { staying } from '../sections/records/merge-patch.js';
import { bodyOf, recordAnswer } from '../sections/records/record.answers.js';
import { apiName } from '../sections/records/record.fields.js';
import { referencesIn } from '../sections/records/record.references.js';
import { storedRecords } from '../sections/records/record.store.js';
import type { BoundField } from './import.bind.js';
import type { OpenImport } from './import.lines.js';
import type { ImportLine } from './import.line.js';

type Body = Readonly<Record<string, unknown>>;

/** What was written of a record, and what it is answered with. */
interface Kept {
  readonly written: Body;
  readonly shown: Body;
}

/**
 * The whole bodies of records: what the map says nothing about stays as it stands, so that a file with two columns
 * empties nothing else. A column that the map does read, and that is blank, empties its field. What a download shows of a
 * field of which the database decides what becomes, such as what is paid of an invoice, is none of what was written. What
 * was deleted comes back as it was.
 */
export async function wholeBodies(
  manager: EntityManager,
  kind: RecordKind,
  { fields, map }: Pick<OpenImport, 'fields' | 'map'>,
  lines: readonly ImportLine[],
): Promise<ReadonlyMap<ImportLine, Body>> {
  const mentioned = mentionedIn(fields);
  const left = leftOut(kind, mentioned);
  const isNothing = left.fields.length === 0 && (left.children ?? []).length === 0;
  // In the order of whoever moves what they lead to.
  await kind.inherits?.hold(
    manager,
    lines.map(({ reference, record }) => ({ reference, body: record })),
  );
  const kept = isNothing ? new Map<string, Kept>() : await keptValues(manager, left, lines);
  const blank = Object.fromEntries([...mentioned].map((name) => [name, null]));
  return new Map(
    lines.map((line) => {
      const { written, shown } = kept.get(line.reference) ?? { written: {}, shown: {} };
      const isSame = (name: string) =>
        map.downloaded && name in line.record && isDeepStrictEqual(shown[name], line.record[name]);
      const given = { ...blank, ...line.record };
      const stays = Object.entries(staying(kind, written, given)).filter(
        ([name, value]) => !mentioned.has(name) || line.keeps?.[name]?.(value) || isSame(name),
      );
      return [line, { ...line.record, ...Object.fromEntries(stays) }];
    }),
  );
}

/** What a map mentions of a record: its own properties, and lists of children. */
const mentionedIn = (fields: readonly BoundField[]): ReadonlySet<string> =>
  new Set(fields.map(({ scope, property }) => (scope === '' ? property : scope.replace(/[[.].*$/, ''))));

/** The part of a kind that the map does not mention, and what a file may say less of than is kept. */
function leftOut(kind: RecordKind, mentioned: ReadonlySet<string>): RecordKind {
  const isLeft = (field: Field) =>
    field.saidOf ||
    field.answered ||
    field.kind === 'time' ||
    kind.inherits?.from.includes(field.name) ||
    !mentioned.has(apiName(field));
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
): Promise<ReadonlyMap<string, Kept>> {
  const references = lines.map(({ reference }) => reference).toSorted();
  const stored = await storedRecords(manager, left, references, true);
  const known = [...stored.values()].map((record) => ({ ...record, deleted: false }));
  const pointed = await referencesIn(manager, left, known);
  return new Map(
    known.map((record) => {
      const kept = { written: bodyOf(left, record, pointed), shown: recordAnswer(left, record, pointed) };
      return [record.reference, kept];
    }),
  );
}
