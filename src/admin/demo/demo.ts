import type { Organisation } from '../../settings/organisation.js';
import type { Business } from '../../sections/company/business.js';
import type { RecordLine } from '../../sections/records/record.lines.js';
import type { Day } from './days.js';

/** The demonstration of a trade: a business with its customers, their records, and people who may sign in. */
export interface Demo {
  readonly organisation: Organisation;
  /** What customers read of the business itself, as it is on this day. */
  readonly business?: (today: Day) => Business;
  readonly administrator: DemoStaff;
  readonly clerk: DemoStaff;
  /** Customers with portal access; of the others nobody can sign in. */
  readonly access: readonly DemoAccess[];
  /** Customers that are looked at together. */
  readonly accounts?: readonly DemoAccount[];
  readonly people: readonly DemoPerson[];
  /** Everything that is kept of customers, as it is on this day. Pure: the same day gives the same records. */
  readonly records: (today: Day) => DemoRecords;
  /** What the office adds to the tables that every business begins with. */
  readonly tables?: DemoTables;
  /** What comes in once people are there, by collection: an incident report is shared as it arrives. */
  readonly later?: (today: Day) => DemoRecords['collections'];
  /** Incident reports that the office shares by hand. */
  readonly shares?: readonly DemoShare[];
}

export interface DemoTables {
  /** Flags of orders that customers see, by their names. */
  readonly customerFlags: readonly string[];
  /** Kinds of documents that customers see, by their names; each is referred to by its name in lower case. */
  readonly fileTypes: readonly string[];
}

export interface DemoShare {
  /** By reference. */
  readonly incident: string;
  readonly email: string;
}

export interface DemoStaff {
  readonly email: string;
  readonly name: string;
}

export interface DemoAccess {
  /** By reference. */
  readonly customer: string;
  /** Permissions that are off for this customer. */
  readonly off?: readonly string[];
}

export interface DemoAccount {
  readonly reference: string;
  readonly name: string;
  /** By their references. */
  readonly customers: readonly string[];
}

export interface DemoPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** A customer or a consolidated account, by reference. */
  readonly customer: string;
  /** Others that the same person chooses among after signing in. */
  readonly further?: readonly string[];
  readonly sites: 'all' | readonly string[];
  readonly withheld: readonly string[];
  /** May see who is on site now. */
  readonly showLiveClockIns?: boolean;
  /** Incident reports are shared as they come in. */
  readonly shareAllIncidents?: boolean;
  /** Accepted: may sign in, printed at start as `who`. Pending: the mail waits in the mailbox. */
  readonly invitation: { readonly accepted: true; readonly who: string } | { readonly accepted: false };
}

export interface DemoRecords {
  /** By collection of the API, in the order in which they are written: what is pointed at comes first. */
  readonly collections: Readonly<Record<string, readonly RecordLine[]>>;
  readonly documents: readonly DemoDocument[];
}

export interface DemoDocument {
  readonly line: RecordLine;
  readonly fileName: string;
  /** The bytes of its file: the same each time. */
  readonly file: () => Promise<Buffer>;
  /** The files that it had before, the oldest first. */
  readonly earlier?: readonly (() => Promise<Buffer>)[];
}
