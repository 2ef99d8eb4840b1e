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
  points: outcome ? outcomeTexts(outcome) : stuckTexts(outlook),
  left: outcome?.left ?? [],
  ...asking(outlook),
});

/** Why nothing of an import can be taken back; none where something can. Pure. */
export const stuckTexts = (outlook: Outlook): readonly Text[] =>
  outlook.deleted + outlook.restored > 0 || outlook.staying.length === 0
    ? []
    : [say('imports.back.stuck'), ...stayingTexts(outlook)];

const stayingTexts = ({ staying }: Outlook): Text[] =>
  staying.map(({ why, count }) => say(`imports.back.why.${why}`, { count }));

const outcomeTexts = ({ deleted, restored, left }: Outcome): Text[] => {
  const done = [
    ...(deleted > 0 ? [say('imports.back.wereDeleted', { count: deleted })] : []),
    ...(restored > 0 ? [say('imports.back.wereRestored', { count: restored })] : []),
  ];
  const nothing = done.length === 0 ? [say('imports.back.nothing')] : [];
  return [...done, ...nothing, ...(left.length === 0 ? [] : [say('imports.back.rest')])];
};

function asking(outlook: Outlook): Pick<OperationStory, 'undo'> {
  const { deleted, restored } = outlook;
  const count = deleted + restored;
  if (count === 0) return {};
  return {
    undo: {
      text: say('imports.back.text'),
      points: [
        ...(deleted > 0 ? [say('imports.back.deletes', { count: deleted })] : []),
        ...(restored > 0 ? [say('imports.back.restores', { count: restored })] : []),
        ...stayingTexts(outlook),
        ...(deleted > 0 ? [say('imports.back.again')] : []),
      ],
      button: say('imports.back.button', { count }),
    },
  };
}
