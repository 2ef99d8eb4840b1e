import type { Permission } from '../../access/catalogue.js';
import type { Statement } from '../../platform/database/together.js';
import { say, type Text } from '../../platform/errors.js';
import type { Field } from './field.js';
import type { Hidden } from './hidden-fields.js';
import type { Reach } from './list.sql.js';

/** A value that SQL takes as a parameter; answers `$n`. */
export type Bind = (value: unknown) => string;

/** The section's own filters that are in use, by name. */
export type Filtered = Readonly<Record<string, string>>;

/** Something that a list can be narrowed by beyond text, dates, customer and site. */
export interface Filter {
  /** In the URL. Its words stand at `<section>.filters.<name>`, unless it is a field's. */
  readonly name: string;
  /** The field whose permission it needs, and whose choices it offers. */
  readonly field?: Field;
  /** What else must be open: where it speaks of other records than the list's own, or of a part with a switch of its own. */
  readonly needs?: readonly Permission[];
  /** Each record has to be looked at to tell: a count of many ends with *more than*. */
  readonly laborious?: true;
  /** It asks for records beside the list's own, such as season tickets, which may be of no site: one site narrows the list alone. */
  readonly beside?: true;
  /** What it is called, where that is the field's own name. */
  readonly label?: Text;
  /** Links bring it: the form does not offer it, and keeps it until its chip is taken away. */
  readonly quiet?: true;
  /** One end of what a field may be: both stand below the field's name. */
  readonly end?: 'from' | 'to';
  /** How it is typed where nothing is offered to choose from. */
  readonly input?: 'text' | 'date' | 'number' | 'money';
  /**
   * What the URL holds, checked and brought to one form; undefined when it is no such value.
   * @param currency the organisation's, where a person may have typed it: otherwise the URL has that form already
   */
  readonly read: (text: string, currency?: string) => string | undefined;
  /** The key of the sentence for what it cannot read, where its kind alone does not say. */
  readonly wrong?: string;
  /** What it demands of the record `r`; where filters speak of one child, they must speak of the same one. */
  readonly sql: (value: string, bind: Bind, filters: Filtered) => string;
  /** What the form offers; a filter without choices is a text field. */
  readonly choices?: readonly string[];
  /** Those of them that a room calls otherwise: its form does not offer them. */
  readonly unoffered?: Readonly<Record<'portal' | 'admin', readonly string[]>>;
  /** What the form offers of what stands in somebody's reach, as rows of `value` and `label`: nothing from elsewhere. */
  readonly offers?: (reach: Reach) => Statement;
  /** How a chip shows a value: a key of words below `<section>.<this>`; without it the value itself. */
  readonly words?: string;
  /** How a value without words is written, such as a code with its spaces. */
  readonly written?: (value: string, siteName: (id: string) => string | undefined) => string | Text;
  /** The site that a value speaks of beside its own words. */
  readonly siteOf?: (value: string) => string | undefined;
}

/** Whether something that a filter needs is closed: nobody may ask by it then. */
export const isClosed = ({ field, needs = [] }: Filter, hidden: Hidden): boolean =>
  (field !== undefined && hidden(field)) || needs.some((permission) => hidden({ needs: permission }));

/** Of the two ends of a range the other one, where it is there. */
export const otherEnd = (filters: readonly Filter[], { field, end }: Filter): Filter | undefined =>
  filters.find((one) => one.field === field && one.end !== undefined && one.end !== end);

/** The status of what is not sent yet: customers' people never see a record of it, whatever section it is in. */
export const DRAFT = 'draft';

/** What a field is of the record `r`. */
export const sqlOf = (field: Field): string => field.derived ?? `r.${field.column}`;

/** A filter by one of a field's choices. */
export function choiceFilter(field: Field): Filter {
  const choices = field.choices ?? [];
  return {
    name: field.name,
    field,
    choices,
    words: field.name,
    read: (text) => (choices.includes(text) ? text : undefined),
    sql: (value, bind) => `${sqlOf(field)} = ${bind(value)}`,
  };
}

/** A filter by a field that is so or not. */
export function yesNoFilter(field: Field): Filter {
  return {
    name: field.name,
    field,
    choices: ['yes', 'no'],
    written: (value) => say(`sections.${value}`),
    read: (text) => (['yes', 'no'].includes(text) ? text : undefined),
    sql: (value) => `${sqlOf(field)} = ${value === 'yes'}`,
  };
}

/** A filter by words of a text field: each of them stands somewhere in it, as its column `<column>_key` keeps it folded. */
export function textFilter(field: Field): Filter {
  const words = (text: string): string[] => text.split(/\s+/).filter(Boolean).slice(0, 8);
  return {
    name: field.name,
    field,
    input: 'text',
    read: (text) => (text.length <= 200 ? text : undefined),
    sql: (value, bind) =>
      `(${words(value)
        .map((word) => `position(fold(${bind(word)}) in r.${field.column}_key) > 0`)
        .join(' and ')})`,
  };
}
