import { describe, expect, it } from '@jest/globals';
import { say } from '../platform/errors.js';
import { operationPage } from './operations.view.js';

const row = {
  id: '01900000-0000-7000-8000-00000000000a',
  title: say('platform.verbatim', { text: 'Switching Jobs on' }),
  href: '/admin/customers',
  state: 'running',
  done: 12,
  total: 30,
  problem: null,
  kind: 'sample',
  undoing: false,
} as const;

describe('the page of long work', () => {
  it('looks again while there is work', () => {
    const page = operationPage(row);
    expect(page.sentence).toEqual(say('operations.running', { done: 12, total: 30 }));
    expect(page.poll).toBe(2000);
    expect(page.head.refreshSeconds).toBe(2);
  });

  it('looks no more when it is over, and leads on', () => {
    const page = operationPage({ ...row, state: 'done', done: 30 });
    expect([page.poll, page.head.refreshSeconds]).toEqual([null, undefined]);
    expect(page.goOn).toEqual({ label: say('operations.goOn'), href: '/admin/customers' });
  });

  it('says why it failed', () => {
    const problem = say('operations.problems.unexpected');
    expect(operationPage({ ...row, state: 'failed', problem })).toMatchObject({ problem, tone: 'danger' });
  });

  it('draws a bar for work without parts', () => {
    expect(operationPage({ ...row, done: 0, total: 0 })).toMatchObject({ done: 0, total: 1 });
  });
});
