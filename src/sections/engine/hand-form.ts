import type { Ask } from '../../platform/database/portal-reads.js';
import type { Text } from '../../platform/errors.js';
import type { ChildBody } from './section.js';

/** How people write a kind of record by hand, as far as the declaration of its fields does not say so already. */
export interface HandForm {
  /** The fields in groups, titled by `<section>.form.groups.<name>`; what none names stands in the first. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Fields with a sentence of help at `<section>.form.help.<name>`. */
  readonly help?: readonly string[];
  /** What stands in a new form, by the field's name, as people type it. */
  readonly begins?: Readonly<Record<string, string>>;
  /** How many empty rows a list of children begins with; three unless said. */
  readonly emptyRows?: Readonly<Record<string, number>>;
  /** Its file is sent with a new one: such a kind has a controller of its own for that. */
  readonly withFile?: boolean;
  /** Whether many may be given another status at once: nothing follows from it that could not be taken back. */
  readonly statusInBulk?: BulkStatuses;
  /**
   * What cannot be right when a person writes it, by the field, with a key of a sentence. Systems are believed: what
   * they keep is shown as it is.
   */
  readonly check?: (record: ChildBody) => Readonly<Record<string, string>>;
  /** The same of what is likely wrong: they are asked, and may save it all the same. */
  readonly asks?: (record: ChildBody) => Readonly<Record<string, string>>;
  /** What cannot be right beside other records, which it asks for; keyed by the field. */
  readonly against?: (
    ask: Ask,
    reference: string,
    record: ChildBody,
  ) => Promise<Readonly<Record<string, string>>>;
  /** What is said once it is written, where that is more than that it is. */
  readonly said?: (ask: Ask, reference: string, what: 'added' | 'changed') => Promise<Text | undefined>;
  /** SQL that counts what points at the record `$1` and stays when it goes; said by `<section>.form.stays.<name>`. */
  readonly stays?: Readonly<Record<string, string>>;
}

/** Of the statuses of a kind those that many may be given at once, and what comes with some of them. */
export interface BulkStatuses {
  /** What one record alone can be given: it needs something that differs from record to record. */
  readonly without?: readonly string[];
  readonly with?: Readonly<Record<string, BulkStatus>>;
  /** SQL over `r` that holds for what cannot be given a status: it is left alone. */
  readonly unless?: Readonly<Record<string, string>>;
  /** SQL over `r` that holds where it can be given once others of those that are `meant` have been given it. */
  readonly waits?: Readonly<Record<string, string>>;
  /** Those that records of this kind are given before those of the kinds that stand before it; the others after them. */
  readonly ahead?: readonly string[];
  /** SQL over `r` that holds where it cannot stand in a status again, by what came to be since a change that is taken back. */
  readonly backUnless?: Readonly<Record<string, string>>;
}

/** What another field becomes with a status. */
export interface BulkStatus {
  /** Its column, and the type of that in SQL. */
  readonly column: string;
  readonly type: 'text' | 'bigint';
  /** SQL over the record `r`; or the field of this name, which somebody fills in for all of them. */
  readonly becomes: { readonly sql: string } | { readonly field: string };
}

/** What a whole number stands for when people type it: minor units of money, thousandths, minutes of work. */
export type TypedAs = 'amount' | 'thousandths' | 'hours';
