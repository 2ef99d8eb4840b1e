import type { ChildBody } from '../engine/section.js';
import type { Faults } from './record.fields.js';

/** A record, and what is doubtful about it. */
export interface Doubted {
  readonly body: ChildBody;
  readonly doubts: Faults;
}

/**
 * What is doubtful about what somebody wrote, without what was doubtful in the same way before: a system has brought
 * that, or it was written before there was anything to doubt, and it is not held against whoever changes something else.
 * @param stood the record as it stood when the form was read
 */
export function newDoubts(written: Doubted, stood?: Doubted): Faults {
  const before = new Set(stood ? marksOf(stood).map(([, mark]) => mark) : []);
  const found = marksOf(written).filter(([, mark]) => !before.has(mark));
  return Object.fromEntries(
    found.flatMap(([path]) => (written.doubts[path] ? [[path, written.doubts[path]]] : [])),
  );
}

/** Each doubt by its path, with what makes it the same doubt: the sentence, the field, and its value, or its whole row. */
const marksOf = ({ body, doubts }: Doubted): (readonly [string, string])[] =>
  Object.entries(doubts).map(([path, { key }]) => {
    const [, name = '', index, field] = /^(\w+)(?:\[(\d+)\](.*))?$/.exec(path) ?? [];
    const value = body[name];
    const row = Array.isArray(value) && index !== undefined ? (value[Number(index)] as unknown) : value;
    return [path, JSON.stringify([key, name, field, row], withoutEmpty)];
  });

/** Nothing typed is null in a form, and an empty text where it is kept. */
const withoutEmpty = (_: string, value: unknown): unknown => (value === '' ? null : value);
