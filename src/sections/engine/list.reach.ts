import { decidePortalAccess, type RecordScope } from '../../access/decision.js';
import type { Permission } from '../../access/catalogue.js';
import type { PortalFacts } from '../../access/facts.js';
import { isClosed } from './filter.js';
import { filtersOf } from './filters-of.js';
import { hiddenFrom } from './hidden-fields.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';
import { mayBeEverybodys } from './whose.sql.js';

/** What of a request says whose records are meant. */
export interface Narrowing {
  readonly customer?: string | undefined;
  readonly site?: string | undefined;
}

/**
 * The part of a scope that a request means. One customer, one site: the transaction that reads it is narrowed with it,
 * so that sums kept site by site can be read by somebody who sees every site.
 */
export const narrowedTo = (scope: RecordScope, narrowing: Narrowing): RecordScope =>
  ofThose(scope, narrowing).map((one) => (narrowing.site ? { ...one, sites: [narrowing.site] } : one));

/** Those customers of a scope that a request means, with all of the sites that somebody sees there. */
const ofThose = (scope: RecordScope, { customer, site }: Narrowing): RecordScope =>
  scope.filter(({ customerId, sites }) => {
    if (customer && customerId !== customer) return false;
    return !site || sites === 'all' || sites.includes(site);
  });

/**
 * The part of a scope that a list reads. A field that a customer hides is null on its rows, and null is like nothing: a
 * filter by it leaves that customer out altogether, so that nobody learns by asking what stands there.
 */
export function reachOf(
  section: Section,
  request: ListRequest,
  scope: RecordScope,
  facts: PortalFacts,
): readonly (RecordScope[number] & { readonly ownOnly?: boolean })[] {
  const asked = filtersOf(section).filter(({ name }) => request.filters[name] !== undefined);
  const meant = asked.some(({ beside }) => beside) ? ofThose(scope, request) : narrowedTo(scope, request);
  const reach = meant.filter(({ customerId }) => {
    const hidden = hiddenFrom(facts, customerId);
    return !asked.some((filter) => isClosed(filter, hidden));
  });
  if (!mayBeEverybodys(section)) return reach;
  return reach.map((one, index) => ({ ...one, ownOnly: index > 0 }));
}

/** The customers of a scope for which something else is open too. */
export function sharedWith(scope: RecordScope, facts: PortalFacts, permission: Permission): RecordScope {
  const open = decidePortalAccess(permission, facts).customers.filter(({ allowed }) => allowed);
  return scope.filter((one) => open.some(({ customerId }) => customerId === one.customerId));
}
