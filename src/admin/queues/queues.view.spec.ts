import { describe, expect, it } from '@jest/globals';
import type { Backlog } from '../../platform/queue/backlogs.js';
import { queuesView } from './queues.view.js';

const NOW = new Date('2026-03-04T14:05:00Z');
const NOTHING: Backlog = { waiting: 0, oldest: null, later: 0, running: 0, left: 0, failed: 0 };
const seen = (
  backlog: Partial<Backlog>,
  more: { queue?: string; sendsMail?: boolean; held?: number | undefined } = {},
) => {
  const { queue, sendsMail, held } = { queue: 'operations', sendsMail: true, held: 0, ...more };
  const facts = { queue, backlog: { ...NOTHING, ...backlog }, failed: [], held };
  const page = queuesView([facts], { now: NOW, sendsMail });
  const [one] = page.queues;
  return {
    page: page.notice?.key,
    own: one?.notice?.key,
    oldest: one?.stats[0]?.note,
    inLine: one?.inLine.key,
  };
};
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('background work', () => {
  it('says how long the oldest waits', () => {
    const key = (seconds: number) => seen({ waiting: 1, oldest: ago(seconds) }).oldest;
    expect(key(30)?.key).toBe('admin.queues.oldest.now');
    expect(key(150)).toEqual({ key: 'admin.queues.oldest.minutes', values: { count: 2 } });
    expect(key(3 * 3600 + 10)).toEqual({ key: 'admin.queues.oldest.hours', values: { count: 3 } });
    expect(seen({ later: 4 }).oldest).toEqual({ key: 'admin.queues.later', values: { count: 4 } });
    expect(seen({}).oldest).toBeNull();
  });

  it('says who is missing: a worker, a mail server, or Redis', () => {
    const late = { waiting: 1, oldest: ago(600) };
    expect(seen(late)).toMatchObject({ own: 'admin.queues.noWorker', inLine: 'admin.queues.inLine' });
    expect(seen({ ...late, running: 1 }).own).toBeUndefined();
    expect(seen({ ...late, oldest: ago(20) }).own).toBeUndefined();
    expect(seen(late, { queue: 'mail', sendsMail: false }).own).toBe('admin.queues.noMailServer');
    // Without Redis nobody knows whether a worker runs.
    expect(seen(late, { held: undefined })).toMatchObject({
      page: 'admin.queues.redisAway',
      own: undefined,
      inLine: 'admin.queues.inLineUnknown',
    });
  });
});
