import type { Text } from '../../platform/errors.js';
import type { Faults } from './record.fields.js';
import type { Resolved } from './record.lines.js';
import type { ResolvedRecord, StoredRecord } from './record.store.js';

/** What became of a line. */
export interface LineResult {
  readonly reference: string | null;
  readonly result: 'created' | 'updated' | 'unchanged' | 'refused';
  readonly errors: Readonly<Record<string, Text>>;
  /** The record that it made or changed; none where it did neither. */
  readonly wrote?: Wrote;
}

/** A record that was written. */
export interface Wrote {
  readonly id: string;
  /** How it stood before, deleted or not; none where nothing did. */
  readonly was?: StoredRecord;
}

/** What was written of some lines, and what could not be. */
interface Outcome {
  readonly faults: ReadonlyMap<string, Faults>;
  /** The ids of those that are new, by their references. */
  readonly made: ReadonlyMap<string, string>;
  readonly changed: readonly ResolvedRecord[];
  readonly stored: ReadonlyMap<string, StoredRecord>;
}

/** What became of each line, in their order. */
export function lineResults(
  lines: readonly Resolved[],
  { faults, made, changed, stored }: Outcome,
): LineResult[] {
  const isChanged = new Set(changed.map(({ reference }) => reference));
  return lines.map(({ reference: written, next, faults: own }): LineResult => {
    if (!next) return { reference: written, result: 'refused', errors: own };
    const { reference } = next;
    const errors = faults.get(reference);
    if (errors) return { reference, result: 'refused', errors };
    const id = made.get(reference);
    if (id !== undefined) return { reference, result: 'created', errors: {}, wrote: { id } };
    const was = stored.get(reference);
    if (!was || !isChanged.has(reference)) return { reference, result: 'unchanged', errors: {} };
    return { reference, result: 'updated', errors: {}, wrote: { id: was.id, was } };
  });
}
