import type { CustomerDecision, Decision } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { namesOf } from '../identity/names.js';
import { invitationState, type InvitationState } from '../invitations/invitation-state.js';
import type { PersonRow } from './portal-users.queries.js';

/** A person's access as the API answers it. */
export interface PersonRecord {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The reference of the customer, or of the consolidated account: the other is null. */
  readonly customer: string | null;
  readonly consolidatedAccount: string | null;
  readonly sites: 'all' | readonly string[];
  readonly everySiteOf: readonly string[];
  readonly withheld: readonly string[];
  readonly showLiveClockIns: boolean;
  readonly shareAllIncidents: boolean;
  /** Looks after the customer's people. */
  readonly manager: boolean;
  /** Whether the invitation was accepted. */
  readonly active: boolean;
  readonly invitation: {
    readonly state: InvitationState;
    readonly sentAt: Date | null;
    readonly expiresAt: Date | null;
    readonly acceptedAt: Date | null;
    readonly revokedAt: Date | null;
    readonly askedAgainAt: Date | null;
    /** The mail server's own words. */
    readonly answer: string | null;
    readonly bouncedAt: Date | null;
    readonly bounceReason: string | null;
  };
  readonly lastSignedInAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function personRecord(row: PersonRow, now: Date): PersonRecord {
  const { id, email, withheld, showLiveClockIns, shareAllIncidents, manager, active, lastSignedInAt } = row;
  const { sentAt, expiresAt, acceptedAt, revokedAt, askedAgainAt, answer, version, createdAt, updatedAt } =
    row;
  const { bouncedAt, bounceReason } = row;
  return {
    id,
    email,
    ...namesOf(row),
    customer: row.consolidated ? null : row.customerReference,
    consolidatedAccount: row.consolidated ? row.customerReference : null,
    sites: row.everySite ? 'all' : row.siteReferences,
    everySiteOf: row.everySite ? [] : row.everySiteOfReferences,
    withheld,
    showLiveClockIns,
    shareAllIncidents,
    manager,
    active,
    invitation: {
      state: invitationState(row, now),
      sentAt,
      expiresAt,
      acceptedAt,
      revokedAt,
      askedAgainAt,
      answer: answer || null,
      bouncedAt,
      bounceReason: bounceReason || null,
    },
    lastSignedInAt,
    version,
    createdAt,
    updatedAt,
  };
}

/** What the decision says of one permission, with customers by their references. */
export interface Explanation {
  readonly permission: string;
  readonly allowed: boolean;
  readonly because: Decision['because'];
  readonly customers: readonly {
    readonly customer: string;
    readonly allowed: boolean;
    readonly because: CustomerDecision['because'];
  }[];
}

/** @param named the customers that the access is to: one that nobody has accepted yet stands for none in the facts */
export function explain(decision: Decision, facts: PortalFacts, named: readonly string[]): Explanation {
  const { permission, allowed, because } = decision;
  const references = new Map(facts.customers.map(({ id, reference }) => [id, reference]));
  const customers = decision.customers.map(({ customerId, ...one }) => ({
    customer: references.get(customerId) as string,
    ...one,
  }));
  const own = named.map((customer) => ({ customer, allowed, because }));
  return { permission, allowed, because, customers: customers.length > 0 ? customers : own };
}
