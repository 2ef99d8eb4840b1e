import type { Permission } from '../access/catalogue.js';
import { decideEntry, decidePortalAccess } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import type { PersonAccess } from './person-access.js';

/** What a customer's manager has, and so may give to colleagues at most. */
export interface Bounds {
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
  /** What the manager sees: this may be given and taken. */
  readonly visible: readonly Permission[];
  /** What is kept from the manager: it is kept from everybody they look after. */
  readonly withheld: readonly Permission[];
  readonly showLiveClockIns: boolean;
  readonly shareAllIncidents: boolean;
}

/** The bounds of somebody who is a manager now; undefined for everybody else. */
export function boundsOf(facts: PortalFacts | undefined): Bounds | undefined {
  const access = facts?.access;
  const [customer, ...others] = facts?.customers ?? [];
  if (!facts || !access?.manager || !customer || others.length > 0 || decideEntry(facts)) return undefined;
  return {
    customerId: customer.id,
    sites: customer.sites,
    visible: facts.catalogue.all
      .map(({ key }) => key)
      .filter((key) => decidePortalAccess(key, facts).allowed),
    withheld: [...access.withheld],
    showLiveClockIns: access.ticks.has('showLiveClockIns'),
    shareAllIncidents: access.ticks.has('shareAllIncidents'),
  };
}

/** Whether an access is nowhere wider than what its manager has. */
export function isWithinBounds(access: PersonAccess, bounds: Bounds): boolean {
  const { sites } = bounds;
  const sitesWithin =
    sites === 'all' || (access.sites !== 'all' && access.sites.every((site) => sites.includes(site)));
  return (
    sitesWithin &&
    bounds.withheld.every((permission) => access.withheld.includes(permission)) &&
    (bounds.showLiveClockIns || !access.showLiveClockIns) &&
    (bounds.shareAllIncidents || !access.shareAllIncidents)
  );
}

/** An access as wide as the manager's own, for somebody new. */
export const widest = ({ sites, withheld }: Bounds): PersonAccess => ({
  sites,
  withheld,
  showLiveClockIns: false,
  shareAllIncidents: false,
});
