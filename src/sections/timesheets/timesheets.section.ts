import { choiceFilter } from '../engine/filter.js';
import type { Section } from '../engine/section.js';
import { shifts, timesheetFields, timesheetState } from './timesheets.fields.js';
import { doubtfulTimesheet } from './timesheets.rules.js';
import { timesheetPage } from './timesheets.view.js';
import { waitingTimesheets } from './waiting.view.js';

/** Approved timesheets; those that wait for the customer, or were rejected, only for people who approve them. */
export const timesheets: Section = {
  key: 'timesheets',
  collection: 'timesheets',
  table: 'timesheets',
  siteColumn: 'site_id',
  sorting: { field: 'date', descending: true },
  dateField: 'date',
  shown: `(r.state = 'approved' or (r.state in ('waiting', 'rejected') and portal_may('timesheets.approval')))`,
  parts: [{ key: 'timesheets.approval', needs: ['timesheets'], words: 'timesheets.approval' }],
  fields: timesheetFields,
  children: [shifts],
  filters: [choiceFilter(timesheetState)],
  above: [waitingTimesheets],
  cleared: ['decision', 'decision_reason', 'decided_by', 'decided_at'],
  byHand: { emptyRows: { shifts: 5 }, help: ['status'], check: doubtfulTimesheet },
  page: timesheetPage,
};
