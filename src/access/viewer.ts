import type { RecordScope } from './decision.js';
import type { PortalFacts } from './facts.js';
import { holds, type StaffPermission } from './staff-permissions.js';
import type { Viewing } from './viewing.js';

/** The organisation as every page shows it. */
export interface OrganisationFacts {
  readonly name: string;
  readonly portalName: string;
  readonly colour: string;
  /** Rises with every change, so that a new logo has a new address; none without a logo. */
  readonly logoVersion: number | null;
  readonly phone: string;
  readonly email: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  /** Whose words are used: one of the trades. */
  readonly trade: string;
}

/** One of a login's accesses, as the switcher names it. */
export interface AccessChoice {
  readonly id: string;
  /** Of the customer, or of the consolidated account. */
  readonly name: string;
  /** Whether portal access is on for it: of a consolidated account, for any of its customers. */
  readonly open: boolean;
}

/** Who is asking. */
export interface Viewer {
  readonly kind: 'visitor' | 'staff' | 'customer' | 'api-key';
  /** The login's id, or the API key's. */
  readonly id: string | undefined;
  readonly sessionId: string | undefined;
  readonly name: string;
  readonly email: string;
  readonly address: string;
  readonly staffPermissions: ReadonlySet<string>;
  /** Loaded with the session; a visitor has none and the page asks for itself. */
  readonly organisation: OrganisationFacts | undefined;
  /** Which permissions the organisation makes available: no business sees another trade's sections. */
  readonly available: ReadonlySet<string>;
  readonly portal: PortalFacts | undefined;
  readonly accesses: readonly AccessChoice[];
  /** Set by the guard of a portal route: what this request may read. */
  readonly scope: RecordScope;
  /** Set while a member of staff looks at the portal as one of its people: nothing may be changed then. */
  readonly viewing?: Viewing;
  /** A member of staff who needs two-step sign-in and has none yet: nothing but its set-up is open. */
  readonly lacksTwoStep?: boolean;
}

/** Nobody is signed in. */
export const visitor = (address: string): Viewer => ({
  kind: 'visitor',
  id: undefined,
  sessionId: undefined,
  name: '',
  email: '',
  address,
  staffPermissions: new Set(),
  available: new Set(),
  organisation: undefined,
  portal: undefined,
  accesses: [],
  scope: [],
});

/** Whether staff, or an API key, may do this. Customers' people never may. */
export const may = (viewer: Viewer, permission: StaffPermission): boolean =>
  (viewer.kind === 'staff' || viewer.kind === 'api-key') && holds(viewer.staffPermissions, permission);

/**
 * Whether this is the person's own visit. Somebody of the staff who looks through their eyes (*View as*) leaves no trace
 * in their name.
 */
export const isOwnVisit = ({ viewing }: Pick<Viewer, 'viewing'>): boolean => !viewing;
