import { bulkStory } from '../../../src/settings/bulk-change.story.js';
import { say } from '../../../src/platform/errors.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { changesForManyPage } from '../../../src/operations/changes-for-many.view.js';
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
  kind: 'sample',
  undoing: false,
} as const;

const story = bulkStory(
  {
    permission: 'jobs',
    value: false,
    overwrite: true,
    changed: 30,
    overwritten: 5,
    kept: 2,
    restored: 0,
    defaultMoved: true,
  },
  'Jobs',
  false,
  {
    byHand: { some: [{ id: row.id, name: 'Acme Ltd' }], count: 3 },
    inBulk: { some: [], count: 0 },
  },
);

const change = {
  id: row.id,
  title: row.title,
  state: 'done',
  undoing: false,
  askedBy: 'Ruth Bailey',
  createdAt: new Date('2026-03-04T14:05:00Z'),
} as const;

export const samples = samplesOf({
  'changes-for-many': [
    changesForManyPage([change, { ...change, state: 'running', undoing: true, askedBy: '' }], 60, row.id)
      .model,
    changesForManyPage([], 0, undefined).model,
  ],
  operation: [
    operationPage({ ...row, state: 'queued', done: 0 }),
    operationPage(row),
    operationPage({ ...row, state: 'done', done: 30 }),
    operationPage({ ...row, state: 'failed', problem: say('operations.problems.unexpected') }),
    operationPage({ ...row, state: 'cancelled' }),
    operationPage({ ...row, state: 'undone', done: 30 }),
    operationPage(row, { points: [], left: [], stop: say('settings.bulk.stop') }, true),
    operationPage({ ...row, state: 'done', done: 30 }, story, true),
  ],
});
