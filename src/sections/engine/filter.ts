import type { Text } from '../../platform/errors.js';
import type { Field } from './field.js';

/** A value that SQL takes as a parameter; answers `$n`. */
export type Bind = (value: unknown) => string;

/** The section's own filters that are in use, by name. */
export type Filtered = Readonly<Record<string, string>>;

/** Something that a list can be narrowed by beyond text, dates, customer and site. */
export interface Filter {
  /** In the URL. Its words stand at `<section>.filters.<name>`. */
  readonly name: string;
  /** The field whose permission it needs, and whose choices it offers. */
  readonly field?: Field;
  /** What the URL holds, checked and brought to one form; undefined when it is no such value. */
  readonly read: (text: string) => string | undefined;
  /** What it demands of the record `r`; where filters speak of one child, they must speak of the same one. */
  readonly sql: (value: string, bind: Bind, filters: Filtered) => string;
  /** What the form offers; a filter without choices is a text field. */
  readonly choices?: readonly string[];
  /** How a chip shows a value: a key of words below `<section>.<this>`; without it the value itself. */
  readonly words?: string;
  /** How a value without words is written, such as a code with its spaces. */
  readonly written?: (value: string) => string | Text;
}

/** A filter by one of a field's choices. */
export function choiceFilter(field: Field): Filter {
  const choices = field.choices ?? [];
  return {
    name: field.name,
    field,
    choices,
    words: field.name,
    read: (text) => (choices.includes(text) ? text : undefined),
    sql: (value, bind) => `r.${field.column} = ${bind(value)}`,
  };
}
