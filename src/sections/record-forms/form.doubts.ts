import { say } from '../../platform/errors.js';
import type { RecordKind } from '../engine/section.js';
import type { Faults } from '../records/record.fields.js';
import type { Body } from './form.values.js';

/**
 * What cannot be right in what somebody wrote, at its fields; with what their kind refuses of anybody, so that all is said at once.
 * What a system has brought so is not held against whoever
 * changes something else.
 * @param stood the record as it stood when the form was read
 */
export function doubts({ byHand, check }: RecordKind, body: Body, stood?: Body): Faults {
  const refused = check?.(body);
  const before = (stood && byHand?.check?.(stood)) ?? {};
  const now = Object.entries(byHand?.check?.(body) ?? {});
  const doubted = now.filter(([name, key]) => before[name] !== key).map(([name, key]) => [name, say(key)]);
  return {
    ...(refused ? { [refused.field]: say(refused.key) } : {}),
    ...(Object.fromEntries(doubted) as Faults),
  };
}
