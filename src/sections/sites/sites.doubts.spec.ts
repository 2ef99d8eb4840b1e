import { expect, it } from '@jest/globals';
import { doubtfulSite } from './sites.doubts.js';

it('a site has containers that stand there: one at least, and since a day that has come', () => {
  const containers = [
    { type: 'Skip', count: 0, since: '2026-03-04' },
    { type: 'Skip', count: 1, since: '2099-01-01' },
    { type: 'Skip', count: 2, since: null },
  ];
  expect(doubtfulSite({ containers })).toEqual({
    'containers[0].count': 'sites.wrong.noContainers',
    'containers[1].since': 'sites.wrong.notThereYet',
  });
});
