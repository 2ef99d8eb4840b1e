import type { OperationState } from '../../operations/operation.entity.js';
import type { OperationStory } from '../../operations/operation.kinds.js';
import { say, type Text } from '../../platform/errors.js';
import { leftAlone, type LeftRow } from './record-changes.left.js';

/** How far a change of many came. */
export interface HowFar {
  /** The status they were given; null where they were deleted. */
  readonly status: string | null;
  readonly meant: number;
  readonly changed: number;
  readonly restored: number;
  /** Who takes it back, or has. */
  readonly undoneBy: unknown;
}

/** What is said of it while it is done: how far it came the page says of all work. */
export const AT_WORK: OperationStory = { points: [], left: [], stop: say('sections.bulk.stop') };

/**
 * What is said of a change of many that has ended, and how it can be taken back. Pure.
 * @param free how many stand as the change left them
 * @param those that it left as they were
 */
export function changeStory(
  change: HowFar,
  state: OperationState,
  free: number,
  those: readonly LeftRow[] = [],
): OperationStory {
  const left = leftAlone(state === 'undone' ? [] : those);
  const what = change.status === null ? 'deletion' : 'status';
  const points = state === 'undone' ? restoredPoints(change, what) : donePoints(change, what, free);
  if (free === 0 && change.undoneBy && state === 'failed')
    return {
      points,
      left,
      undo: { text: say('sections.bulk.undoEnds'), points: [], button: say('sections.bulk.undoEndsButton') },
    };
  if (free === 0) return { points, left };
  const kept = change.changed - change.restored - free;
  const undo = {
    text: say(`sections.bulk.${what}.undo`, { count: free }),
    points: [...some('sections.bulk.undoKeeps', kept), say('sections.bulk.undoStays')],
    button: say(`sections.bulk.${what}.undoButton`, { count: free }),
  };
  return { points, left, undo };
}

const restoredPoints = ({ changed, restored }: HowFar, what: string): Text[] => [
  say(`sections.bulk.${what}.restored`, { count: restored }),
  ...some('sections.bulk.stayed', changed - restored),
];

const donePoints = ({ meant, changed, restored }: HowFar, what: string, free: number): Text[] => [
  say(`sections.bulk.${what}.done`, { count: changed }),
  ...some('sections.bulk.leftAlone', meant - changed),
  ...(changed > restored && free === 0 ? [say('sections.bulk.laterFirst')] : []),
];

const some = (key: string, count: number): Text[] => (count > 0 ? [say(key, { count })] : []);
