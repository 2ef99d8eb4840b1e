import { describe, expect, it } from '@jest/globals';
import { narrowingOf } from './record.pages.js';

describe('the way back from a record', () => {
  it.each([
    ['https://portal.test/portal/jobs?q=skip&sort=date', '?q=skip&sort=date'],
    ['https://portal.test/portal/jobs', ''],
    ['https://portal.test/portal/sites?q=skip', ''],
    ['https://portal.test/portal/jobs/x?q=skip', ''],
    [`https://portal.test/portal/jobs?q=${'x'.repeat(4000)}`, ''],
    ['no address', ''],
    [undefined, ''],
  ])('from %s keeps what narrowed the list', (from, kept) => {
    expect(narrowingOf('/portal/jobs', from)).toBe(kept);
  });
});
