import type { Permission, PermissionCatalogue, PersonalTick } from './catalogue.js';

/** All that the decision looks at. Loaded by one query, or written down in a test. */
export interface PortalFacts {
  readonly catalogue: PermissionCatalogue;
  readonly portalEnabled: boolean;
  /** Which permissions the organisation makes available. */
  readonly available: ReadonlySet<Permission>;
  readonly login: {
    readonly active: boolean;
    readonly inCustomerRoleGroup: boolean;
  };
  /** The access that is looked at; none when the login holds none, or no longer. */
  readonly access: AccessFacts | undefined;
  /** The customers that the access stands for. */
  readonly customers: readonly CustomerFacts[];
}

export interface AccessFacts {
  readonly id: string;
  readonly withheld: ReadonlySet<Permission>;
  readonly ticks: ReadonlySet<PersonalTick>;
  /** Looks after the customer's people, where the organisation lets customers do so. */
  readonly manager?: boolean;
}

export interface CustomerFacts {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly portalEnabled: boolean;
  /** The permissions that are on for this customer. */
  readonly on: ReadonlySet<Permission>;
  /** The sites this person may see of it. */
  readonly sites: 'all' | readonly string[];
}
