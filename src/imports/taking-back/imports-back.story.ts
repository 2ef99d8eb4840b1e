import type { OperationStory } from '../../operations/operation.kinds.js';
import { say, type Text } from '../../platform/errors.js';
import type { Outcome, Outlook } from './imports-back.queries.js';

/** What is said while it is imported, or taken back: how far it is the page says of all work. */
export const NOTHING_TO_SAY: OperationStory = { points: [], left: [] };

/**
 * What came of taking an import back, and how it can be taken back now. Pure.
 * @param outcome none where it was not taken back yet
 */
export const importStory = (outlook: Outlook, outcome: Outcome | undefined): OperationStory => ({
  points: outcome ? outcomeTexts(outcome) : [],
  left: outcome?.left ?? [],
  ...asking(outlook),
});

const outcomeTexts = ({ deleted, restored, left }: Outcome): Text[] => {
  const done = [
    ...(deleted > 0 ? [say('imports.back.wereDeleted', { count: deleted })] : []),
    ...(restored > 0 ? [say('imports.back.wereRestored', { count: restored })] : []),
  ];
  const nothing = done.length === 0 ? [say('imports.back.nothing')] : [];
  return [...done, ...nothing, ...(left.length === 0 ? [] : [say('imports.back.rest')])];
};

function asking({ deleted, restored, staying }: Outlook): Pick<OperationStory, 'undo'> {
  const count = deleted + restored;
  if (count === 0) return {};
  return {
    undo: {
      text: say('imports.back.text'),
      points: [
        ...(deleted > 0 ? [say('imports.back.deletes', { count: deleted })] : []),
        ...(restored > 0 ? [say('imports.back.restores', { count: restored })] : []),
        ...staying.map((one) => say(`imports.back.why.${one.why}`, { count: one.count })),
        ...(deleted > 0 ? [say('imports.back.again')] : []),
      ],
      button: say('imports.back.button', { count }),
    },
  };
}
