import { field, type Field } from '../engine/field.js';

export const CHECKPOINT_STATES = ['on-time', 'late', 'missed'] as const;

export const checkpointState = field.choice('state', CHECKPOINT_STATES, {
  list: 'telling',
  tones: { 'on-time': 'good', late: 'attention', missed: 'danger' },
});

export const checkpointFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.date('date', { required: true, list: 'telling', sort: { column: 'date' } }),
  field.site(),
  field.text('checkpoint', { required: true, list: 'telling', longest: 200 }),
  field.text('patrol', { list: 'shown', longest: 200 }),
  field.time('scannedAt', { list: 'shown', sort: { column: 'scanned_at', nullable: true } }),
  field.text('officer', { list: 'shown', longest: 200 }),
  checkpointState,
  field.text('note', { list: 'offered', longest: 5000 }),
];
