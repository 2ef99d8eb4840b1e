import { say } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import type { Faults } from '../records/record.fields.js';
import type { Body } from './form.values.js';

/**
 * What cannot be right in what somebody wrote, at its fields. What a system has brought so is not held against whoever
 * changes something else.
 * @param stood the record as it stood when the form was read
 */
export function doubts({ byHand }: RecordKind, body: Body, stood?: Body): Faults {
  const before = (stood && byHand?.check?.(stood)) ?? {};
  const now = Object.entries(byHand?.check?.(body) ?? {});
  return Object.fromEntries(
    now.filter(([name, key]) => before[name] !== key).map(([name, key]) => [name, say(key)]),
  );
}
