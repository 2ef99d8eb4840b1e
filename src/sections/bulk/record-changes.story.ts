import type { OperationState } from '../../operations/operation.entity.js';
import type { OperationStory } from '../../operations/operation.kinds.js';
import { say, type Text } from '../../platform/errors.js';

/** How far a change of many came. */
export interface HowFar {
  /** The status they were given; null where they were deleted. */
  readonly status: string | null;
  readonly meant: number;
  readonly changed: number;
  readonly restored: number;
}

/**
 * What is said of a change of many, and how it can be taken back. Pure.
 * @param free how many stand as the change left them
 */
export function changeStory(change: HowFar, state: OperationState, free: number): OperationStory {
  if (state === 'queued' || state === 'running')
    return { points: [], left: [], stop: say('sections.bulk.stop') };
  const what = change.status === null ? 'deletion' : 'status';
  const points = state === 'undone' ? restoredPoints(change, what) : donePoints(change, what, free);
  if (free === 0) return { points, left: [] };
  const kept = change.changed - change.restored - free;
  const undo = {
    text: say(`sections.bulk.${what}.undo`, { count: free }),
    points: [...some('sections.bulk.undoKeeps', kept), say('sections.bulk.undoStays')],
    button: say(`sections.bulk.${what}.undoButton`, { count: free }),
  };
  return { points, left: [], undo };
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
