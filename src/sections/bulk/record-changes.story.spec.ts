import { describe, expect, it } from '@jest/globals';
import { changeStory } from './record-changes.story.js';

const change = { status: 'void', meant: 3, changed: 3, restored: 0, undoneBy: null };

describe('what is said of a change of many', () => {
  it('is how many come back when it is taken back, and how many stay', () => {
    expect(changeStory(change, 'done', 2).undo).toMatchObject({
      text: { key: 'sections.bulk.status.undo', values: { count: 2 } },
      points: [{ key: 'sections.bulk.undoKeeps', values: { count: 1 } }, { key: 'sections.bulk.undoStays' }],
    });
  });

  it('is that each was changed since, and no way back', () => {
    const { points, undo } = changeStory(change, 'done', 0);
    expect(points.map(({ key }) => key)).toContain('sections.bulk.laterFirst');
    expect(undo).toBeUndefined();
  });

  it('is how to end what failed when nothing of it was left', () => {
    const failed = { ...change, restored: 3, undoneBy: { kind: 'staff' } };
    expect(changeStory(failed, 'failed', 0).undo?.button).toMatchObject({
      key: 'sections.bulk.undoEndsButton',
    });
    expect(changeStory(failed, 'undone', 0).undo).toBeUndefined();
  });
});
