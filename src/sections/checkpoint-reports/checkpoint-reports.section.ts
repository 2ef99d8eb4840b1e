import { choiceFilter } from '../engine/filter.js';
import type { ChildBody, Section } from '../engine/section.js';
import { checkpointFields, checkpointState } from './checkpoint-reports.fields.js';
import { checkpointPage } from './checkpoint-reports.view.js';

/** Checkpoints of patrols: scanned on time, late, or missed. Not written by hand: only a scan proves that somebody came. */
export const checkpointReports: Section = {
  key: 'checkpoint-reports',
  collection: 'checkpoint-reports',
  table: 'checkpoint_reports',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  fields: checkpointFields,
  filters: [choiceFilter(checkpointState)],
  check: scannedUnlessMissed,
  page: checkpointPage,
};

function scannedUnlessMissed({ state, scannedAt }: ChildBody): { field: string; key: string } | undefined {
  return state === 'missed' && scannedAt
    ? { field: 'scannedAt', key: 'checkpoint-reports.wrong.missedButScanned' }
    : undefined;
}
