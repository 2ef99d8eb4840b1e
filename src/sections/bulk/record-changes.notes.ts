import { difference, type AuditEvent } from '../../audit/audit.service.js';
import { kindsOf, ofKind, type Section } from '../engine/section.js';
import { broughtBy } from './selection.js';

/** A record's status, and what comes with it. */
export interface Standing {
  readonly status: string | null;
  readonly note: string | null;
}

/** A record that many were changed with. */
export interface ChangedRecord {
  readonly id: string;
  /** What systems call its kind. */
  readonly collection: string;
  readonly customerId: string | null;
}

/** SQL of a `ChangedRecord` over `r`. */
export const changedSql = (section: Section): string =>
  `r.id, r.customer_id as "customerId", case ${kindsOf(section)
    .map((kind) => `when ${ofKind(kind)} then '${kind.collection}'`)
    .join(' ')} end as collection`;

/**
 * A line of its own for each: whoever asks who cancelled a job finds it by its reference, as if it had been cancelled alone.
 * @param from how it stood; null where it was not there
 * @param to how it stands; null where it is no longer there
 */
export function changeNote(
  section: Section,
  { id, collection, customerId }: ChangedRecord,
  from: Standing | null,
  to: Standing | null,
): AuditEvent {
  const subject = { kind: collection, id };
  if (!to) return { action: 'record.removed', subject, customerId };
  if (!from) return { action: 'record.restored', subject, customerId };
  const column = [to.status, from.status].map((one) => one && broughtBy(section, one)?.column).find(Boolean);
  const side = ({ status, note }: Standing) => ({
    status,
    ...(column && note !== null ? { [column]: note } : {}),
  });
  return { action: 'record.changed', subject, customerId, ...difference(side(from), side(to)) };
}
