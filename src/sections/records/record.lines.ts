import type { EntityManager } from 'typeorm';
import { Invalid, Outdated, say } from '../../platform/errors.js';
import { isBehind, type Seen } from '../../platform/http/if-match.js';
import type { RecordKind } from '../engine/section.js';
import { Pointers } from './pointers.js';
import { parseBody, type ParsedRecord } from './record.body.js';
import { cardAsReference, cardFaults } from './record.cards.js';
import { readReference, type Faults } from './record.fields.js';
import type { ResolvedRecord, StoredRecord } from './record.store.js';

/** One record to be written: its reference and its whole body. */
export interface RecordLine {
  readonly reference: unknown;
  readonly body: unknown;
  /** What its writer has seen (`If-Match`); another version is not overwritten. */
  readonly seen?: Seen;
  /** Nothing stands under its reference yet: whoever writes it means a new record. */
  readonly isNew?: boolean;
  /** Refused with these before it is looked at, such as a line that is no JSON. */
  readonly faults?: Faults;
}

interface Checked {
  readonly reference: string | null;
  readonly record?: ParsedRecord;
  readonly faults: Faults;
}

/** Checks a line by itself. */
export function check(kind: RecordKind, line: RecordLine): Checked {
  const reference = readReference(line.reference) ?? null;
  if (line.faults) return { reference, faults: line.faults };
  const { record, faults: amiss } = parseBody(kind, line.body);
  const faults = { ...cardFaults(kind, record), ...amiss };
  if (reference === null) faults['reference'] = say('sections.api.reference');
  return Object.keys(faults).length > 0 ? { reference, faults } : { reference, record, faults };
}

export interface Resolved {
  readonly reference: string | null;
  readonly next?: ResolvedRecord;
  readonly faults: Faults;
}

/** Puts ids in the place of references. */
export function resolve(
  kind: RecordKind,
  checked: Checked,
  record: ParsedRecord,
  pointers: Pointers,
): Resolved {
  const { columns, children, faults } = pointers.resolve(kind, record);
  if (Object.keys(faults).length > 0) return { reference: checked.reference, faults };
  const reference = checked.reference as string;
  return {
    reference,
    faults,
    next: { reference, columns: { ...record.columns, ...columns }, children },
  };
}

/** What can be written, with what it leaves to other records, such as the site of a job's document. */
export async function inheriting(
  manager: EntityManager,
  { inherits }: RecordKind,
  resolved: readonly Resolved[],
): Promise<readonly ResolvedRecord[]> {
  const records = resolved.flatMap(({ next }) => (next ? [next] : []));
  const found = await inherits?.columns(manager, records);
  return records.map((one) => ({ ...one, columns: { ...one.columns, ...found?.get(one.reference) } }));
}

/** Parts in which no reference stands twice: each part sees what the part before it wrote. */
export function withoutRepeats(lines: readonly RecordLine[]): RecordLine[][] {
  const parts: RecordLine[][] = [[]];
  let seen = new Set<string>();
  for (const line of lines) {
    const reference = readReference(line.reference);
    if (reference && seen.has(reference)) {
      parts.push([]);
      seen = new Set();
    }
    if (reference) seen.add(reference);
    parts.at(-1)?.push(line);
  }
  return parts.filter((part) => part.length > 0);
}

/**
 * @param complete what can be written: of the others it is said what is wrong with them, whatever their writers have seen
 * @throws Outdated when somebody else changed a record that its writer has seen in an earlier version
 */
export function refuseOutdated(
  lines: readonly RecordLine[],
  complete: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): void {
  const written = new Set(complete.map(({ reference }) => reference));
  for (const { reference: given, seen } of lines) {
    const reference = readReference(given) ?? '';
    if (!written.has(reference)) continue;
    const record = stored.get(reference);
    const version = record && !record.deleted ? record.version : undefined;
    if (isBehind(seen, version)) throw new Outdated(say('sections.api.behind', { version: version ?? 0 }));
  }
}

/**
 * @throws Invalid at `reference` when somebody else has made the record that was to be new; or when a deleted one of
 * another customer would come back with it
 */
export function refuseTaken(
  lines: readonly RecordLine[],
  complete: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): void {
  const meant = lines.filter(({ isNew }) => isNew).map(({ reference }) => readReference(reference));
  for (const { reference, columns } of complete.filter((one) => meant.includes(one.reference))) {
    const record = stored.get(reference);
    if (record && !record.deleted) throw taken('taken', reference);
    if (record && record.columns['customer_id'] !== columns['customer_id'])
      throw taken('takenElsewhere', reference);
  }
}

/**
 * Faults of what would bring a deleted record back as another customer's: whatever still hangs on it, such as
 * documents, files and shares, was the earlier customer's.
 */
function ofAnotherCustomer(
  complete: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): Map<string, Faults> {
  const others = complete.filter(({ reference, columns }) => {
    const was = stored.get(reference);
    return was?.deleted && was.columns['customer_id'] !== columns['customer_id'];
  });
  return new Map(
    others.map(({ reference }) => [
      reference,
      { customer: say('sections.api.deletedElsewhere', { reference }) },
    ]),
  );
}

/** Faults of what cannot stand under its reference, whatever it holds. */
export const misnamed = (
  kind: RecordKind,
  complete: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): Map<string, Faults> =>
  new Map([...ofAnotherCustomer(complete, stored), ...calledByCards(kind, complete, stored)]);

/** Faults of new records that are called by the number of a payment card. */
const calledByCards = (
  kind: RecordKind,
  complete: readonly ResolvedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
): Map<string, Faults> =>
  new Map(
    complete
      .map(({ reference }) => [reference, cardAsReference(kind, reference, stored.has(reference))] as const)
      .filter(([, faults]) => Object.keys(faults).length > 0),
  );

const taken = (key: string, reference: string): Invalid => new Invalid(takenFault(key, reference));

export const takenFault = (key: string, reference: string): Faults => ({
  reference: say(`sections.form.${key}`, { reference }),
});
