import { say } from '../../../src/platform/errors.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { operationPage } from '../../../src/operations/operations.view.js';
import { samplesOf } from './samples.js';

const row = {
  id: '01900000-0000-7000-8000-00000000000a',
  title: verbatim('Switching Jobs on for 30 customers'),
  href: '/admin/customers',
  state: 'running',
  done: 12,
  total: 30,
  problem: null,
} as const;

export const samples = samplesOf({
  operation: [
    operationPage({ ...row, state: 'queued', done: 0 }),
    operationPage(row),
    operationPage({ ...row, state: 'done', done: 30 }),
    operationPage({ ...row, state: 'failed', problem: say('operations.problems.unexpected') }),
    operationPage({ ...row, state: 'cancelled' }),
    operationPage({ ...row, state: 'undone', done: 30 }),
  ],
});
