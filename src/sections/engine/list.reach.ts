import type { RecordScope } from '../../access/decision.js';

/** What of a request says whose records are meant. */
export interface Narrowing {
  readonly customer?: string | undefined;
  readonly site?: string | undefined;
}

/**
 * The part of a scope that a request means. One customer, one site: the transaction that reads it is narrowed with it,
 * so that sums kept site by site can be read by somebody who sees every site.
 */
export function narrowedTo(scope: RecordScope, { customer, site }: Narrowing): RecordScope {
  return scope
    .filter(({ customerId, sites }) => {
      if (customer && customerId !== customer) return false;
      return !site || sites === 'all' || sites.includes(site);
    })
    .map((one) => (site ? { ...one, sites: [site] } : one));
}
