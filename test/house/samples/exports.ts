import { exportsView } from '../../../src/exports/exports.view.js';
import type { ExportRow } from '../../../src/exports/exports.queries.js';
import { samplesOf } from './samples.js';

const row: ExportRow = {
  id: '01900000-0000-7000-8000-000000000e01',
  loginId: '01900000-0000-7000-8000-000000000f01',
  portalUserId: null,
  query: {},
  rights: 'staff',
  section: 'jobs',
  format: 'xlsx',
  state: 'done',
  rowsExpected: '100000',
  rowsWritten: '100000',
  fileName: 'file',
  bytes: '9400000',
  createdAt: new Date('2026-03-04T14:05:00Z'),
  expiresAt: new Date('2026-03-11T14:05:00Z'),
};

export const samples = samplesOf({
  exports: [
    exportsView(
      'portal',
      ['sites', 'jobs'],
      [
        { ...row, state: 'running', rowsWritten: '42000' },
        row,
        { ...row, rowsWritten: '100001' },
        { ...row, state: 'withdrawn' },
        { ...row, state: 'failed' },
      ],
    ),
    exportsView('admin', ['sites'], [], ['customers']),
  ],
});
