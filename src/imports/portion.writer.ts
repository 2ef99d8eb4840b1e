import type { EntityManager } from 'typeorm';
import type { Text } from '../platform/errors.js';
import { parseBody } from '../sections/records/record.body.js';
import { customers } from '../sections/company/company.kind.js';
import type { RecordKind } from '../sections/engine/section.js';
import type { LineResult } from '../sections/records/record.results.js';
import type { RecordWriter } from '../sections/records/record.writer.js';
import { alikeCustomers, type Alike } from './alike.references.js';
import type { CellProblem, ImportLine } from './import.line.js';
import type { OpenImport } from './import.lines.js';
import { type Portion, rowsOf } from './import.portions.js';
import { refusalsOf } from './import.refusals.js';
import { NOTHING, type ImportCounts } from './import.report.js';
import type { ImportPart, ImportWish } from './importer.js';
import { wholeBodies } from './kept.values.js';
import { type NamedLine, readNames } from './names.in.place.js';
import { type MadePlaces, NewPlaces } from './new.places.js';
import type { PassingPlaces } from './passing.places.js';
import { writtenOf, type WrittenRecords } from './taking-back/remembered.records.js';

/** So many records are shown before they are written. */
export const FIRST_RECORDS = 3;

/** What became of each record of a portion, and of what they stand on. */
interface Written {
  readonly lines: readonly NamedLine[];
  readonly places: MadePlaces;
  readonly results: ReadonlyMap<ImportLine, Result>;
  readonly faults: ReadonlyMap<ImportLine, Readonly<Record<string, Text>>>;
  readonly written: readonly WrittenRecords[];
  readonly alike: readonly Alike[];
}

type Result = LineResult['result'];

type PortionWish = Pick<ImportWish, 'kind' | 'file' | 'actor' | 'dryRun'> & {
  readonly passing: PassingPlaces;
  readonly lines: readonly ImportLine[];
};

/** Writes a portion inside one transaction: new customers, new sites, then the records. */
export async function writePortion(
  manager: EntityManager,
  writer: RecordWriter,
  { kind, file, actor, dryRun, passing, lines }: PortionWish,
): Promise<Written> {
  const faults = new Map<ImportLine, Readonly<Record<string, Text>>>();
  const refuse = (line: ImportLine, wrong: Readonly<Record<string, Text>>) =>
    Object.keys(wrong).length > 0 && faults.set(line, wrong);
  const named = await readNames(manager, kind, lines, file.map);
  for (const { line, wrong } of named) refuse(line, wrong);
  const readable = named
    .map(({ line }) => line)
    .filter((line) => line.problems.length === 0 && !line.isLeftOut && !faults.has(line));
  const bodies = await wholeBodies(manager, kind, file, readable);
  // A record that is refused must not leave a new customer behind: it is looked at before anything is created.
  for (const line of readable) refuse(line, parseBody(kind, bodies.get(line)).faults);
  const sound = readable.filter((line) => !faults.has(line));
  const places = await NewPlaces.make(manager, { writer, actor }, { map: file.map, lines: sound, passing });
  for (const [line, wrong] of places.faults) refuse(line, wrong);
  const good = sound.filter((line) => !faults.has(line));
  const written = await writer.writeWithin(
    manager,
    kind,
    good.map((line) => ({ reference: line.reference, body: bodies.get(line) })),
    actor,
  );
  written.forEach(({ errors }, index) => refuse(good[index] as ImportLine, errors));
  const results = good.map((line, index) => [line, written[index]?.result ?? 'refused'] as const);
  // What was imported is there: it is asked before.
  const alike = dryRun ? await alikeCustomers(manager, newCustomers(kind, places, written)) : [];
  return {
    lines: named,
    places,
    results: new Map(results),
    faults,
    written: [...places.written, writtenOf(kind, written)],
    alike,
  };
}

const newCustomers = (
  kind: RecordKind,
  places: MadePlaces,
  results: readonly LineResult[],
): readonly string[] =>
  kind === customers
    ? results.flatMap(({ result, reference }) => (result === 'created' && reference ? [reference] : []))
    : places.customers;

/** What is said of a portion. Of a dry run, `passing` remembers what was created and taken back. */
export function partOf(
  { fields }: OpenImport,
  { before }: Portion,
  { lines, places, results, faults, written, alike }: Written,
  passing?: PassingPlaces,
): ImportPart {
  const counts: { -readonly [Name in keyof ImportCounts]: number } = {
    ...NOTHING,
    ...(passing?.remember(places) ?? {
      newCustomers: places.customers.length,
      newSites: places.sites.size,
    }),
  };
  for (const { line, names } of lines) {
    const result = results.get(line) ?? (line.isLeftOut ? 'leftOut' : 'refused');
    counts[result]++;
    if (result === 'refused' || result === 'leftOut') continue;
    counts.rounded += line.rounded;
    if (names > 0) counts.named++;
  }
  const problems = lines.flatMap(({ line }) =>
    eachOnce([...line.problems, ...refusalsOf(fields, line, faults.get(line) ?? {})]),
  );
  const records = lines
    .filter(({ line }) => (results.get(line) ?? 'refused') !== 'refused')
    .map(({ line }) => line.record);
  return {
    done: before + rowsOf(lines.map(({ line }) => line)),
    counts,
    problems,
    firsts: records.slice(0, FIRST_RECORDS),
    days: daysOf(records),
    written,
    alike,
  };
}

/** A cell that two fields read is at fault once. */
const eachOnce = (problems: readonly CellProblem[]): CellProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

function daysOf(records: readonly ImportLine['record'][]): ImportPart['days'] {
  const days = records.flatMap(({ date }) => (typeof date === 'string' ? [date] : [])).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}
