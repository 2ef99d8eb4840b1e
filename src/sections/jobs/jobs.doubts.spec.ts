import { describe, expect, it } from '@jest/globals';
import { doubtfulJob } from './jobs.doubts.js';

const job = (more: object) => doubtfulJob({ status: 'completed', date: '2026-03-04', ...more });
const item = (more: object) => job({ wasteItems: [{ weightGrams: 1000, ...more }] });

describe('a job that a person writes', () => {
  it.each(['25:00-99:00', '07:00 to 11:75'])('has no window of %s', (timeWindow) => {
    expect(job({ timeWindow })).toEqual({ timeWindow: 'jobs.wrong.noTime' });
  });
  it('is looked at however long its window is', () => {
    expect(job({ timeWindow: '1'.repeat(300_000) })).toEqual({});
  });
  it.each(['07:00-11:00', '22:00-02:00', 'before noon', '8.30 or 1.75 hours later', ''])(
    'may have a window of %j',
    (timeWindow) => expect(job({ timeWindow })).toEqual({}),
  );

  it.each([
    [{ containerCount: 0 }, 'containerCount', 'noContainers'],
    [{ trackingId: '!!!' }, 'trackingId', 'noNumber'],
    [{ consignmentCode: '<b>' }, 'consignmentCode', 'noNumber'],
    [{ receivedAt: '2026-03-02T23:00:00.000Z' }, 'receivedAt', 'receivedBefore'],
    [{ receivedAt: '2999-01-01T00:00:00.000Z' }, 'receivedAt', 'notYetReceived'],
  ])('has no waste item with %j', (more, field, key) => {
    expect(item(more)).toEqual({ [`wasteItems[0].${field}`]: `jobs.wrong.${key}` });
  });
  it('may have one that was received on its day, wherever on earth that is', () => {
    for (const receivedAt of ['2026-03-03T11:00:00.000Z', '2026-03-05T08:00:00.000Z'])
      expect(item({ containerCount: 1, trackingId: '26ABC-12/3', receivedAt })).toEqual({});
  });
});
