import { decidePortalAccess, type RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Viewer } from '../../access/viewer.js';
import type { Field } from './field.js';

/** Whether something is closed to whoever asks, by the permission that it needs, or belongs to a trade that is not used. */
export type Hidden = (what: Pick<Field, 'needs' | 'usedWith'>) => boolean;

/** Whether a field is closed to somebody at all of these customers; without any, at all that they see. */
export function hiddenFrom(facts: PortalFacts, ...customerIds: readonly string[]): Hidden {
  const answers = new Map<string, boolean>();
  return ({ needs, usedWith }) => {
    if (usedWith && !facts.available.has(usedWith)) return true;
    if (!needs) return false;
    const known = answers.get(needs);
    if (known !== undefined) return known;
    const { allowed, scope } = decidePortalAccess(needs, facts);
    const open =
      customerIds.length > 0 ? scope.some(({ customerId }) => customerIds.includes(customerId)) : allowed;
    answers.set(needs, !open);
    return !open;
  };
}

/**
 * Whether a field is closed at every customer whose records a list holds: it is no column then, and nothing to sort or
 * filter by. Where some of them show it, it is null on the rows of the others.
 */
export function hiddenInList(
  facts: PortalFacts,
  scope: RecordScope,
  { customer }: Readonly<Record<string, unknown>>,
): Hidden {
  const ids = scope.map(({ customerId }) => customerId);
  return hiddenFrom(facts, ...(typeof customer === 'string' && ids.includes(customer) ? [customer] : ids));
}

/** Staff see every field, in whatever they take along. */
export const nothingHidden = (): boolean => false;

/** On their pages, every field of the trades that are used. */
export const hiddenFromStaff =
  ({ available }: Pick<Viewer, 'available'>): Hidden =>
  ({ usedWith }) =>
    usedWith !== undefined && !available.has(usedWith);
