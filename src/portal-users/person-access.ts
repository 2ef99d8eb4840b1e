import type { Permission } from '../access/catalogue.js';
import type { Names } from '../identity/names.js';
import type { ChosenSites } from './person-sites.js';

/** What somebody may see of a customer or a consolidated account, and nothing else about them. */
export interface PersonAccess {
  readonly sites: ChosenSites;
  /** Customers of a consolidated account of whom all sites are seen, although not of every one. */
  readonly everySiteOf?: readonly string[];
  readonly withheld: readonly Permission[];
  readonly showLiveClockIns: boolean;
  readonly shareAllIncidents: boolean;
  /** Looks after the customer's people; left out, it is not. */
  readonly manager?: boolean;
}

/** A person who is to get an access. */
export interface NewPortalUser extends Names, PersonAccess {
  readonly email: string;
}

/** Somebody who is added by email alone sees everything that the customer sees. */
export const EVERYTHING: PersonAccess = {
  sites: 'all',
  withheld: [],
  showLiveClockIns: false,
  shareAllIncidents: false,
};

/** What a line of the audit log holds of an access; in one order, so that the same is the same. */
export const personAccess = ({
  sites,
  everySiteOf = [],
  withheld,
  showLiveClockIns,
  shareAllIncidents,
  manager = false,
}: PersonAccess): PersonAccess & { readonly manager: boolean } => ({
  sites: sites === 'all' ? 'all' : [...new Set(sites)].sort(),
  everySiteOf: sites === 'all' ? [] : [...new Set(everySiteOf)].sort(),
  withheld: [...new Set(withheld)].sort(),
  showLiveClockIns,
  shareAllIncidents,
  manager,
});
