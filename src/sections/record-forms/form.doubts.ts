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
  const doubted = now
    .filter(([name, key]) => before[name] !== key || !isSame(stood?.[name], body[name]))
    .map(([name, key]) => [name, say(key)]);
  return {
    ...(refused ? { [refused.field]: say(refused.key) } : {}),
    ...(Object.fromEntries(doubted) as Faults),
  };
}

/** Without what was doubtful in the same way before: a system has brought it, or it was written before there was anything to doubt. */
export const newDoubts = (
  found: Faults,
  body: Body,
  before: Faults | undefined,
  stood: Body | undefined,
): Faults =>
  Object.fromEntries(
    Object.entries(found).filter(([path, { key }]) => {
      const [name = ''] = path.split(/[[.]/);
      return before?.[path]?.key !== key || !isSame(stood?.[name], body[name]);
    }),
  );

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
