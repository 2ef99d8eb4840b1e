import { say, type Text } from '../platform/errors.js';
import type { ChildBody, RecordKind } from '../sections/engine/section.js';
import type { CellProblem } from './import.line.js';

/** What a form would ask about of records that go in as the file says them: systems are believed, people may err. */
export interface Doubts {
  readonly count: number;
  readonly first: readonly CellProblem[];
}

export const NO_DOUBTS: Doubts = { count: 0, first: [] };
/** As many are shown: whoever has more has the same mistake in many rows. */
const SHOWN = 20;

/** What a form would say of a record, by its paths. */
export const doubtsOf = ({ byHand }: RecordKind, body: ChildBody): Readonly<Record<string, Text>> =>
  Object.fromEntries(
    Object.entries({ ...byHand?.asks?.(body), ...byHand?.check?.(body) }).map(([path, key]) => [
      path,
      say(key),
    ]),
  );

export const withMoreDoubts = ({ count, first }: Doubts, found: readonly CellProblem[]): Doubts => ({
  count: count + found.length,
  first: [...first, ...found].slice(0, SHOWN),
});
