import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { Field } from './field.js';

/** Whether a field is closed to somebody at one customer; for `undefined`, at all of them. */
export function hiddenFrom(facts: PortalFacts, customerId?: string): (what: Pick<Field, 'needs'>) => boolean {
  const answers = new Map<string, boolean>();
  return ({ needs }) => {
    if (!needs) return false;
    const known = answers.get(needs);
    if (known !== undefined) return known;
    const { allowed, customers } = decidePortalAccess(needs, facts);
    const open = customerId ? customers.some((one) => one.customerId === customerId && one.allowed) : allowed;
    answers.set(needs, !open);
    return !open;
  };
}

/** Staff see every field. */
export const nothingHidden = (): boolean => false;
