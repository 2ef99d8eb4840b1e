import type { Permission } from '../../../src/access/catalogue.js';
import type { RecordKind } from '../../../src/sections/engine/section.js';
import type { Person } from '../../support/person.js';

/** One record with what gives it away: a word that stands in each of its texts and nowhere else. */
export interface Marked {
  readonly kind: RecordKind;
  readonly id: string;
  readonly reference: string;
  readonly token: string;
  readonly customerId: string;
  readonly siteId: string | null;
  /** Whether customers' people see it at all: drafts they do not. */
  readonly shown: boolean;
  /** Whose accesses it is shared with, where it is seen by nobody else. */
  readonly sharedWith: readonly string[] | null;
  /** What must be open: its section, and the part that shows it, such as `timesheets.approval`. */
  readonly needs: readonly Permission[];
  /** The order whose file it is. */
  readonly orderId: string | null;
  /** Its name, by which other sections' records call it, whatever is closed. */
  readonly nameToken: string;
}

/** A word of a record that stands in a text. */
export interface Standing {
  readonly of: Marked;
  readonly isName: boolean;
}

/** Somebody who looks around, with all that they may see. */
export interface Looker {
  readonly name: string;
  readonly person: Person;
  readonly loginId: string;
  readonly accessId: string;
  readonly scope: readonly Scope[];
  /** Customers of their other accesses: where they choose among them, they stand there by name. */
  readonly alsoNamed: readonly string[];
  /** Names of the people whom they look after: a manager those of their customer. */
  readonly colleagues: readonly string[];
}

/** A customer whose records somebody sees: at all sites or some, and what that customer keeps closed. */
export interface Scope {
  readonly customerId: string;
  readonly sites: 'all' | readonly string[];
  readonly closed: ReadonlySet<Permission>;
}
