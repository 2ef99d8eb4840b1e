import { describe, expect, it } from '@jest/globals';
import { momentParser } from './value.moment.js';

const london = momentParser('auto', 'day', 'Europe/London');

describe('a moment in a file', () => {
  it.each([
    ['2026-03-04T08:15:00Z', '2026-03-04T08:15:00.000Z'],
    ['2026-07-04 08:15 +02:00', '2026-07-04T06:15:00.000Z'],
    ['04/07/2026 08:15', '2026-07-04T07:15:00.000Z'],
    ['4 Mar 2026, 8:15 pm', '2026-03-04T20:15:00.000Z'],
    ['2026-03-04 12:05 am', '2026-03-04T00:05:00.000Z'],
    ['46085.75', '2026-03-04T18:00:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(london(text)).toEqual({ value: moment });
  });

  it('in the hour that clocks show twice is the first of both, and in the one they leave out is after it', () => {
    expect(london('2026-10-25 01:30')).toEqual({ value: '2026-10-25T00:30:00.000Z' });
    expect(london('2026-03-29 01:30')).toEqual({ value: '2026-03-29T01:30:00.000Z' });
  });

  it.each(['2026-03-04', '08:15', '2026-03-04 25:00', 'soon', '2026-13-45T08:15:00Z'])(
    'is not %s',
    (text) => {
      expect(london(text)).toMatchObject({ problem: { key: 'imports.value.time' } });
    },
  );

  it('of a download keeps what it says already, and fills in what was blank', () => {
    const parsed = momentParser('auto', 'day', 'Europe/London', true)('2026-03-04 16:00');
    const keeps = 'value' in parsed ? parsed.keeps : undefined;
    expect([keeps?.('2026-03-04T16:00:15.000Z'), keeps?.(null)]).toEqual([true, false]);
  });

  it('says of a day that does not exist that it does not', () => {
    expect(london('31/02/2026 08:00')).toMatchObject({ problem: { key: 'imports.value.dateUnreal' } });
  });
});
