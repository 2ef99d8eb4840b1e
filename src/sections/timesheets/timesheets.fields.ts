import { field, type Field } from '../engine/field.js';
import type { Child } from '../engine/section.js';

/** What the business says of a timesheet. A draft is never shown. */
export const TIMESHEET_STATUSES = ['waiting', 'approved', 'draft'] as const;
/** How it stands once the customer has looked at what was waiting. */
export const TIMESHEET_STATES = ['waiting', 'approved', 'rejected', 'draft'] as const;

export const timesheetState = field.choice('state', TIMESHEET_STATES, {
  list: 'telling',
  readOnly: true,
  tones: { waiting: 'attention', approved: 'good', rejected: 'danger', draft: 'neutral' },
});

export const timesheetFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.text('person', { required: true, list: 'telling', longest: 200 }),
  field.text('role', { list: 'offered', longest: 200 }),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.date('until', { list: 'shown' }),
  field.site(),
  field.whole('minutes', { required: true, typed: 'hours' }),
  field.text('hours', {
    list: 'shown',
    derived: `((r.minutes / 60) || ':' || lpad((r.minutes % 60)::text, 2, '0'))`,
  }),
  field.choice('status', TIMESHEET_STATUSES),
  timesheetState,
  field.text('note', { longest: 2000 }),
  field.time('decidedAt', { readOnly: true }),
  field.text('decisionReason', { readOnly: true, longest: 1000 }),
];

export const shifts: Child = {
  name: 'shifts',
  table: 'timesheet_shifts',
  rootColumn: 'timesheet_id',
  parentColumn: 'timesheet_id',
  most: 100,
  fields: [
    field.date('date', { required: true }),
    field.time('startAt'),
    field.time('endAt'),
    field.whole('minutes', { required: true, typed: 'hours' }),
    field.text('note', { longest: 500 }),
  ],
};
