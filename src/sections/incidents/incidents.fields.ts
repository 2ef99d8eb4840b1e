import { field, type Field } from '../engine/field.js';

export const INCIDENT_KINDS = ['static', 'patrol', 'occurrence-log'] as const;
export const INCIDENT_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
/** A draft is not submitted yet: it is shared with nobody. */
export const INCIDENT_STATUSES = ['submitted', 'draft'] as const;

export const incidentKind = field.choice('kind', INCIDENT_KINDS, { list: 'shown' });

export const incidentSeverity = field.choice('severity', INCIDENT_SEVERITIES, {
  list: 'telling',
  tones: { low: 'neutral', medium: 'information', high: 'attention', critical: 'danger' },
});

export const incidentFields: readonly Field[] = [
  field.reference(),
  field.customer(),
  field.time('submittedAt', { required: true, list: 'telling', sort: { column: 'submitted_at' } }),
  field.text('title', { required: true, list: 'telling', longest: 300 }),
  field.site(),
  incidentKind,
  incidentSeverity,
  field.choice('status', INCIDENT_STATUSES),
  field.text('reportedBy', { list: 'offered', longest: 200 }),
  field.text('text', { longest: 20_000 }),
];
